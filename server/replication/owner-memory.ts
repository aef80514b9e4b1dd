import type { Bytes } from "./bytes.ts";
import { type ArrayField, elementsOf, type Row } from "./fields.ts";
import type { OwnerPart } from "./layout.ts";
import type { ReferenceIds } from "./reference-ids.ts";
import { Remembered } from "./remembered.ts";
import { addElement, addRef, changeElement, removeElement, switchTo, writeField } from "./wire.ts";

interface OwnerArray {
  readonly field: ArrayField;
  readonly ref: number;
  readonly remembered: Remembered;
  length: number;
}

/** What one client has had of its own entity's owner part: from it follows what has to be sent. */
export class OwnerMemory {
  readonly #part: OwnerPart;
  readonly #refs: ReferenceIds;
  readonly #ref: number;
  readonly #remembered: Remembered;
  readonly #arrays: readonly OwnerArray[];
  #isIntroduced = false;

  constructor(part: OwnerPart, refs: ReferenceIds) {
    this.#part = part;
    this.#refs = refs;
    this.#ref = refs.acquire(0);
    this.#remembered = new Remembered(part.primitives.length);
    this.#arrays = part.arrays.map((field) => ({ field, ref: refs.acquire(0), remembered: new Remembered(0), length: 0 }));
  }

  /** `entity`: the row that holds the owner part; `entityRef`: its reference id. */
  write(entity: Row, entityRef: number, out: Bytes): void {
    const row = ownerRow(entity, this.#part.name);
    if (!this.#isIntroduced) this.#introduce(entityRef, out);
    let isOpen = false;
    for (let place = 0; place < this.#part.primitives.length; place++) {
      const field = this.#part.primitives[place];
      if (field === undefined || !this.#remembered.note(place, row[field.name])) continue;
      isOpen = opened(isOpen, this.#ref, out);
      writeField(out, field, row[field.name]);
    }
    for (const array of this.#arrays) writeElements(array, elementsOf(row, array.field.name), out);
  }

  /** Frees the reference ids: the client forgets the owner part with its entity, or is told to. */
  release(): void {
    this.#refs.release(this.#ref);
    for (const array of this.#arrays) this.#refs.release(array.ref);
  }

  #introduce(entityRef: number, out: Bytes): void {
    switchTo(out, entityRef);
    addRef(out, this.#part.index, this.#ref);
    switchTo(out, this.#ref);
    for (const { field, ref } of this.#arrays) addRef(out, field.index, ref);
    this.#isIntroduced = true;
  }
}

function ownerRow(entity: Row, name: string): Row {
  const value = entity[name];
  if (typeof value !== "object" || value === null) throw new Error(`${name} of an owned entity is no object.`);
  return value as Row;
}

/** Switches to the structure unless it is open. */
function opened(isOpen: boolean, ref: number, out: Bytes): true {
  if (!isOpen) switchTo(out, ref);
  return true;
}

function writeElements(array: OwnerArray, elements: ArrayLike<unknown>, out: Bytes): void {
  const { write } = array.field;
  let isOpen = false;
  for (let index = 0; index < elements.length; index++) {
    if (!array.remembered.note(index, elements[index]) && index < array.length) continue;
    isOpen = opened(isOpen, array.ref, out);
    if (index < array.length) changeElement(out, index, write, elements[index]);
    else addElement(out, index, write, elements[index]);
  }
  for (let index = elements.length; index < array.length; index++) {
    isOpen = opened(isOpen, array.ref, out);
    removeElement(out, index);
  }
  array.length = elements.length;
}
