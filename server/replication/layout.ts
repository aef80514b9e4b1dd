import { type ArrayField, type Field, fieldsOf, type PrimitiveField, type RefField, type SchemaClass } from "./fields.ts";

/** How the entities of one map are sent. Every field of the map's class is named once. */
export interface KindDeclaration {
  /** Change nearly every tick: all of them are sent when one of them changed. */
  readonly fast?: readonly string[];
  /** Change now and then: all of them are sent when one of them changed. */
  readonly slow?: readonly string[];
  /** Sent when the entity enters, never again. */
  readonly fixed?: readonly string[];
  /** A ref that only the entity's owner is sent; of it, what changed. */
  readonly owner?: string;
  /** Sent to all viewers, whatever they see. */
  readonly everybody?: boolean;
}

/** An array field and the reference id that it has for every client. */
export interface ArrayOfRoot {
  readonly field: ArrayField;
  readonly ref: number;
}

export interface OwnerPart {
  /** Index of the field in the entity's class. */
  readonly index: number;
  readonly name: string;
  readonly primitives: readonly PrimitiveField[];
  readonly arrays: readonly ArrayField[];
}

export interface Kind {
  readonly map: string;
  /** Index of the map's field in the state, and its reference id for every client. */
  readonly index: number;
  readonly ref: number;
  readonly fast: readonly PrimitiveField[];
  readonly slow: readonly PrimitiveField[];
  readonly fixed: readonly PrimitiveField[];
  readonly owner: OwnerPart | null;
  readonly isForEverybody: boolean;
  /** The lowest reference id for its entities: what a viewer sees a few of and is told of nearly every tick gets the ids of one byte. */
  readonly firstRef: number;
}

/** What is to be known of the state's classes, worked out once. */
export interface Layout {
  readonly primitives: readonly PrimitiveField[];
  readonly arrays: readonly ArrayOfRoot[];
  readonly kinds: readonly Kind[];
  /** The lowest reference id that is not the root's, an array's or a map's. */
  readonly firstRef: number;
}

/** The first reference id that takes more than one byte. */
const FIRST_LONG_REF = 128;

function ownerPart(field: RefField): OwnerPart {
  const primitives: PrimitiveField[] = [];
  const arrays: ArrayField[] = [];
  for (const inner of fieldsOf(field.schema)) {
    if (inner.type === "primitive") primitives.push(inner);
    else if (inner.type === "array") arrays.push(inner);
    else throw new Error(`Field ${inner.name} of ${field.schema.name} is a ${inner.type}: what an owner is sent holds primitives and arrays of them.`);
  }
  return { index: field.index, name: field.name, primitives, arrays };
}

function kindOf(map: string, index: number, ref: number, schema: SchemaClass, declared: KindDeclaration): Kind {
  const left = new Map<string, Field>(fieldsOf(schema).map((field) => [field.name, field]));
  const take = (name: string): Field => {
    const field = left.get(name);
    if (field === undefined) throw new Error(`Map ${map} names ${name}, which is no field of ${schema.name} or named twice.`);
    left.delete(name);
    return field;
  };
  const primitives = (names: readonly string[] = []): PrimitiveField[] =>
    names.map((name) => {
      const field = take(name);
      if (field.type !== "primitive")
        throw new Error(`Field ${name} of ${schema.name} is a ${field.type}: entities hold primitives, and one ref for their owner.`);
      return field;
    });
  const owned = declared.owner === undefined ? null : take(declared.owner);
  if (owned !== null && owned.type !== "ref") throw new Error(`Field ${owned.name} of ${schema.name} is a ${owned.type}: what an owner is sent is a ref.`);
  const fast = primitives(declared.fast);
  const kind: Kind = {
    map,
    index,
    ref,
    fast,
    slow: primitives(declared.slow),
    fixed: primitives(declared.fixed),
    owner: owned === null ? null : ownerPart(owned),
    isForEverybody: declared.everybody ?? false,
    firstRef: fast.length > 0 && declared.everybody !== true ? 0 : FIRST_LONG_REF,
  };
  if (left.size > 0) throw new Error(`Map ${map} does not say how ${[...left.keys()].join(", ")} of ${schema.name} is sent.`);
  return kind;
}

/** The collections of the root have the reference ids from 1 on, in the order of the fields. */
export function layoutOf(state: SchemaClass, declarations: Readonly<Record<string, KindDeclaration>>): Layout {
  const primitives: PrimitiveField[] = [];
  const arrays: ArrayOfRoot[] = [];
  const kinds: Kind[] = [];
  let ref = 1;
  for (const field of fieldsOf(state)) {
    if (field.type === "primitive") primitives.push(field);
    else if (field.type === "array") arrays.push({ field, ref: ref++ });
    else if (field.type === "ref") throw new Error(`Field ${field.name} of ${state.name} is a ref: the root holds primitives, arrays of them and maps.`);
    else {
      const declared = declarations[field.name];
      if (declared === undefined) throw new Error(`Map ${field.name} of ${state.name} is not declared.`);
      kinds.push(kindOf(field.name, field.index, ref++, field.schema, declared));
    }
  }
  for (const map of Object.keys(declarations)) {
    if (!kinds.some((kind) => kind.map === map)) throw new Error(`${state.name} has no map ${map}.`);
  }
  return { primitives, arrays, kinds, firstRef: ref };
}
