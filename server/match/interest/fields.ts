import type { MapData } from "../../../shared/content/map-data.ts";
import { type Area, RADII } from "./area.ts";
import { Cells } from "./cells.ts";
import { DARK, Field, fieldRows } from "./field.ts";
import { Lights } from "./lights.ts";

/** Bytes of fields that are kept of a map, taken as they come to be needed: many walk the same ways. Of the largest map 63,000, which is what 500 people ask for in a minute; with half of that a third of the time went into making them again. */
const FIELDS_BYTES = 128 * 1024 * 1024;

/** No entry of `#places`. */
const NONE = 0xffff;

/** The fields of a map that were asked for of late, for all who ask for the same again. */
export class Fields {
  readonly cells: Cells;
  readonly #lights: Lights;
  /** In which of `#kept` the field of an area is, by cell and radius. */
  readonly #places: Uint16Array;
  readonly #kept: Field[] = [];
  /** The bits of all. */
  readonly #bits: Int32Array;
  /** Words to a field. */
  readonly #size: number;
  /** Of each that is kept: of which area it is, and whether it was asked for since the hand came by. */
  readonly #areas: Int32Array;
  readonly #isWanted: Uint8Array;
  /** Goes around, and takes for another area the first that nobody has asked for since it came by. */
  #hand = 0;

  constructor(map: MapData) {
    this.cells = new Cells(map);
    this.#lights = new Lights(this.cells);
    const { columns, rows, words } = this.cells;
    this.#places = new Uint16Array(columns * rows * RADII).fill(NONE);
    this.#size = fieldRows(rows) * words;
    const most = Math.min(NONE, Math.floor(FIELDS_BYTES / (this.#size * Int32Array.BYTES_PER_ELEMENT)));
    this.#bits = new Int32Array(most * this.#size);
    this.#areas = new Int32Array(most);
    this.#isWanted = new Uint8Array(most);
  }

  /** What can be seen from an area. Stays so until thousands of others were asked for. */
  of(area: Area): Field {
    const key = (area.row * this.cells.columns + area.column) * RADII + area.radius;
    let place = this.#places[key] ?? NONE;
    if (place === NONE) {
      place = this.#makeRoom();
      this.#places[key] = place;
      this.#areas[place] = key;
      this.#kept[place]?.light(this.#lights, area);
    }
    this.#isWanted[place] = 1;
    return this.#kept[place] ?? DARK;
  }

  /** Works out up to so many of the lights that fields are made of; false once all are there. */
  prepare(lights: number): boolean {
    return this.#lights.prepare(lights);
  }

  #makeRoom(): number {
    if (this.#kept.length < this.#areas.length) return this.#add();
    while (this.#isWanted[this.#hand] === 1) {
      this.#isWanted[this.#hand] = 0;
      this.#hand = (this.#hand + 1) % this.#areas.length;
    }
    const place = this.#hand;
    this.#hand = (place + 1) % this.#areas.length;
    this.#places[this.#areas[place] ?? 0] = NONE;
    return place;
  }

  #add(): number {
    const place = this.#kept.length;
    const { columns, words } = this.cells;
    this.#kept.push(new Field(columns, words, this.#bits.subarray(place * this.#size, (place + 1) * this.#size)));
    return place;
  }
}

const fieldsByMap = new WeakMap<MapData, Fields>();

/** One for all matches on a map. */
export function fieldsOf(map: MapData): Fields {
  let fields = fieldsByMap.get(map);
  if (fields === undefined) {
    fields = new Fields(map);
    fieldsByMap.set(map, fields);
  }
  return fields;
}
