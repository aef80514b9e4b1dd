import { ArraySchema, Decoder, Encoder, StateView } from "@colyseus/schema";
import { Body, type BodyRow, Entry, type EntryRow, MatchState, OWNER_TAG, Own, Pad } from "./state.ts";
import type { World } from "./world.ts";

/** Room for the patches of all views of a tick. */
const BUFFER_BYTES = 512 * 1024;

/** Makes the array hold these elements with the operations that a game would use. */
function setElements(array: ArraySchema<number>, elements: readonly number[]): void {
  while (array.length > elements.length) array.pop();
  elements.forEach((element, index) => {
    if (index >= array.length) array.push(element);
    else if (array[index] !== element) array[index] = element;
  });
}

/** A world's records in schema instances, and the library's own serializer over them. */
export class StockSide {
  readonly encoder: Encoder;
  readonly bodies = new Map<number, Body>();
  /** By the record: one that comes back under the same key or handle is another body. */
  readonly #bodyOf = new WeakMap<BodyRow, Body>();
  readonly pads = new Map<number, Pad>();
  readonly #entryOf = new WeakMap<EntryRow, Entry>();
  readonly #world: World;
  readonly #state = new MatchState();
  readonly #full = new Uint8Array(BUFFER_BYTES);

  constructor(world: World) {
    Encoder.BUFFER_SIZE = BUFFER_BYTES;
    this.#world = world;
    this.encoder = new Encoder(this.#state);
    this.publish();
    this.encoder.discardChanges();
  }

  view(): StockView {
    return new StockView(this);
  }

  publish(): void {
    const { root, players, pads } = this.#world;
    const state = this.#state;
    const { scores, ...plain } = root;
    Object.assign(state, plain);
    setElements(state.scores, scores);
    const keys = new Set(players.map(({ key }) => key));
    for (const key of [...state.roster.keys()]) if (!keys.has(key)) state.roster.delete(key);
    this.bodies.clear();
    for (const key of [...state.bodies.keys()]) if (!keys.has(key)) state.bodies.delete(key);
    for (const { key, entry, body, bodyHandle } of players) {
      const mirrored = this.#entryOf.get(entry) ?? new Entry();
      this.#entryOf.set(entry, mirrored);
      Object.assign(mirrored, entry);
      if (state.roster.get(key) !== mirrored) state.roster.set(key, mirrored);
      this.#publishBody(key, body, bodyHandle);
    }
    for (const { key, row, handle } of pads) {
      const pad = state.pads.get(key) ?? new Pad();
      pad.lies = row.lies;
      if (!state.pads.has(key)) state.pads.set(key, pad);
      this.pads.set(handle, pad);
    }
  }

  #publishBody(key: string, row: BodyRow, handle: number): void {
    let body = this.#bodyOf.get(row);
    if (body === undefined) {
      body = new Body();
      body.own = new Own();
      body.own.ammo = new ArraySchema<number>();
      this.#bodyOf.set(row, body);
    }
    this.bodies.set(handle, body);
    const { own, ...seen } = row;
    const { ammo, ...plain } = own;
    Object.assign(body, seen);
    Object.assign(body.own, plain);
    setElements(body.own.ammo, ammo);
    if (this.#state.bodies.get(key) !== body) this.#state.bodies.set(key, body);
  }

  full(view: StateView): Uint8Array {
    const at = { offset: 0 };
    this.encoder.encodeAll(at, this.#full);
    return Uint8Array.from(this.encoder.encodeAllView(view, at.offset, { ...at }, this.#full));
  }

  patches(views: readonly StockView[]): Map<StockView, Uint8Array> {
    const at = { offset: 0 };
    this.encoder.encode(at);
    const shared = at.offset;
    const patches = new Map(views.map((view) => [view, Uint8Array.from(this.encoder.encodeView(view.view, shared, at))]));
    this.encoder.discardChanges();
    return patches;
  }
}

export class StockView {
  readonly view = new StateView();
  readonly #side: StockSide;
  #decoder = new Decoder(new MatchState());
  readonly #seen = new Set<Body | Pad>();
  #owned: Body | null = null;

  constructor(side: StockSide) {
    this.#side = side;
  }

  /** A body that is owned no more has to be out of sight: a view that takes back a tag goes wrong. */
  look(visible: ReadonlySet<number>, owned: number | null): void {
    const wanted = new Set<Body | Pad>();
    for (const handle of visible) {
      const instance = this.#side.bodies.get(handle) ?? this.#side.pads.get(handle);
      if (instance !== undefined) wanted.add(instance);
    }
    const body = owned === null ? null : (this.#side.bodies.get(owned) ?? null);
    if (this.#owned !== null && !wanted.has(this.#owned)) {
      this.view.remove(this.#owned, OWNER_TAG); // leaving sight alone would leave an empty owner part in a full state
      this.#owned = null;
    }
    if (this.#owned !== null && this.#owned !== body) throw new Error("A view cannot lose what it owns and go on seeing it.");
    for (const instance of this.#seen) {
      if (wanted.has(instance)) continue;
      this.view.remove(instance);
      this.#seen.delete(instance);
    }
    for (const instance of wanted) {
      if (this.#seen.has(instance)) continue;
      this.view.add(instance);
      this.#seen.add(instance);
    }
    if (body !== null && wanted.has(body) && this.#owned !== body) {
      this.view.add(body, OWNER_TAG);
      this.#owned = body;
    }
  }

  /** Also to whoever returns, as to a newcomer: its own resync leaves an owner part in place that was lost meanwhile. */
  full(): Uint8Array {
    const bytes = this.#side.full(this.view);
    this.view.changes.clear(); // all of it is in the full state
    return bytes;
  }

  decodeFull(bytes: Uint8Array): void {
    this.#decoder = new Decoder(new MatchState());
    this.#decoder.decode(bytes);
  }

  decode(bytes: Uint8Array): void {
    this.#decoder.decode(bytes);
  }

  state(): unknown {
    return this.#decoder.state.toJSON();
  }
}
