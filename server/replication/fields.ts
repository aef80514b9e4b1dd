import { encode, Metadata, type Schema } from "@colyseus/schema";
import type { Bytes } from "./bytes.ts";

/** A plain record of the caller with the field names of a schema class. */
export type Row = Readonly<Record<string, unknown>>;

const isArrayLike = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

export function elementsOf(row: Row, name: string): ArrayLike<unknown> {
  const value = row[name];
  if (!isArrayLike(value)) throw new Error(`${name} of a record is no array.`);
  return value;
}

/** A class that `schema()` made, or one with decorators. */
export type SchemaClass = { readonly name: string; readonly prototype: Schema };

export type WriteValue = (out: Bytes, value: unknown) => void;

export interface PrimitiveField {
  readonly type: "primitive";
  readonly name: string;
  readonly index: number;
  readonly write: WriteValue;
}

export interface ArrayField {
  readonly type: "array";
  readonly name: string;
  readonly index: number;
  /** Writes one element. */
  readonly write: WriteValue;
}

export interface MapField {
  readonly type: "map";
  readonly name: string;
  readonly index: number;
  readonly schema: SchemaClass;
}

export interface RefField {
  readonly type: "ref";
  readonly name: string;
  readonly index: number;
  readonly schema: SchemaClass;
}

export type Field = PrimitiveField | ArrayField | MapField | RefField;

type WriteNumber = (bytes: Uint8Array, value: number, at: { offset: number }) => void;

const NUMBERS: Readonly<Record<string, WriteNumber>> = {
  boolean: encode.boolean,
  int8: encode.int8,
  uint8: encode.uint8,
  int16: encode.int16,
  uint16: encode.uint16,
  int32: encode.int32,
  uint32: encode.uint32,
  int64: encode.int64,
  uint64: encode.uint64,
  float32: encode.float32,
  float64: encode.float64,
  number: encode.number,
};

/** bytes: the longest number, a float64 behind its prefix. */
const NUMBER_BYTES = 9;
/** bytes: what stands in front of a text, and the most that one UTF-16 unit of it takes. */
const TEXT_PREFIX_BYTES = 5;
const TEXT_UNIT_BYTES = 3;

export function writeText(out: Bytes, value: unknown): void {
  const text = String(value).toWellFormed(); // half a surrogate pair would be counted as other bytes than are written
  out.reserve(TEXT_PREFIX_BYTES + text.length * TEXT_UNIT_BYTES);
  encode.string(out.memory, text, out);
}

function primitiveWriter(type: unknown, where: string): WriteValue {
  if (type === "string") return writeText;
  const write = typeof type === "string" ? NUMBERS[type] : undefined;
  if (write === undefined) throw new Error(`${where} is of a type that is not replicated: ${JSON.stringify(type)}.`);
  return (out, value) => {
    out.reserve(NUMBER_BYTES);
    write(out.memory, Number(value), out);
  };
}

const isSchemaClass = (type: unknown): type is SchemaClass => typeof type === "function" && Symbol.metadata in type;

function fieldOf(schema: SchemaClass, name: string, index: number, type: unknown): Field {
  const where = `Field ${name} of ${schema.name}`;
  if (isSchemaClass(type)) return { type: "ref", name, index, schema: type };
  if (typeof type === "object" && type !== null && "map" in type) {
    if (!isSchemaClass(type.map)) throw new Error(`${where} is a map of primitives: only maps of schema classes are replicated.`);
    return { type: "map", name, index, schema: type.map };
  }
  if (typeof type === "object" && type !== null && "array" in type) {
    return { type: "array", name, index, write: primitiveWriter(type.array, `An element of ${where.toLowerCase()}`) };
  }
  return { type: "primitive", name, index, write: primitiveWriter(type, where) };
}

/** The fields of a schema class in wire order. Throws for what this serializer does not write. */
export function fieldsOf(schema: SchemaClass): readonly Field[] {
  const metadata: Metadata = Reflect.get(schema, Symbol.metadata);
  const types: Readonly<Record<string, unknown>> = Metadata.getFields(schema);
  return Object.entries(types).map(([name, type], index) => {
    const isSpecial =
      Metadata.isDeprecated(metadata, name) ||
      Metadata.hasUnreliableAtIndex(metadata, index) ||
      Metadata.hasPatchOnlyAtIndex(metadata, index) ||
      Metadata.hasFullStateOnlyAtIndex(metadata, index);
    if (isSpecial) throw new Error(`Field ${name} of ${schema.name} is deprecated, unreliable, patchOnly or fullStateOnly, which is not replicated.`);
    return fieldOf(schema, name, index, type);
  });
}
