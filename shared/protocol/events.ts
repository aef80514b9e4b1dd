import type { SimEvent } from "../sim/events.ts";
import { POSITION_STEP } from "./state.ts";

/**
 * A batch of events on the wire (`Message.EVENTS`), big-endian:
 *
 *     4  tick in which they happened
 *     then, for each event,
 *     1  index of its kind in EVENT_LAYOUTS
 *     …  its fields in the order and widths stated there
 *
 * A batch holds what one client may notice of a tick. Places that are only drawn are rounded to 1/8 unit; all else arrives
 * exactly as it left. Who remains unnamed is body 0.
 */
export type WireEvent =
  | SimEvent
  /** A projectile in flight came into sight: where it is at the end of this tick. It left its barrel earlier, unseen. */
  | {
      kind: "projectileSighted";
      body: number;
      weapon: number;
      projectile: number;
      x: number;
      y: number;
      velocityX: number;
      velocityY: number;
      ticksLeft: number;
    }
  /** A projectile that was told of ended out of sight a while ago. It would be here now, in sight: it is not. */
  | { kind: "projectileGone"; projectile: number; x: number; y: number }
  /** A projectile left its barrel in sight and was out of sight by the end of the tick: what shows of that, without where it went. */
  | { kind: "shotGlimpsed"; body: number; weapon: number; fromX: number; fromY: number; velocityX: number; velocityY: number }
  /** As much of a rail's beam as was in sight. `ends`: BEAM_MUZZLE and BEAM_IMPACT, when they were. */
  | { kind: "railGlimpsed"; body: number; weapon: number; fromX: number; fromY: number; toX: number; toY: number; ends: number }
  /** An own shot hit somebody out of sight: `bodyHit` without who and where. */
  | { kind: "hitConfirmed"; weapon: number; amount: number; health: number }
  /** `bodyKilled` for those who did not see it: without where, and without how the attacker fares. */
  | { kind: "killAnnounced"; victim: number; attacker: number; weapon: number; streak: number }
  /** Something out of sight was heard. `sound`: index into NOISES; `angle`: 0..NOISE_ANGLES - 1, `distance`: 0..NOISE_STEPS - 1. */
  | { kind: "noise"; sound: number; angle: number; distance: number };

export type WireEventKind = WireEvent["kind"];
export type WireEventOf<Kind extends WireEventKind> = Extract<WireEvent, { kind: Kind }>;

/** Bits of `railGlimpsed.ends`. */
export const BEAM_MUZZLE = 1;
export const BEAM_IMPACT = 2;

/** `place`: a coordinate in 1/8 unit, in 16 bits, as `packPlace` has them. */
type Width = "uint8" | "uint16" | "int16" | "int24" | "place";

type FieldsOf<Kind extends WireEventKind> = Record<Exclude<keyof WireEventOf<Kind>, "kind">, Width>;

/** Exact positions take 24 bits: a map is at most 8191 units of 256 wide. Velocities take 16: nothing flies 2500 units a second. */
const EVENT_LAYOUTS: { readonly [Kind in WireEventKind]: FieldsOf<Kind> } = {
  projectileFired: {
    body: "uint16",
    shot: "uint16",
    weapon: "uint8",
    projectile: "uint16",
    fromX: "place",
    fromY: "place",
    x: "int24",
    y: "int24",
    velocityX: "int16",
    velocityY: "int16",
    ticksLeft: "uint16",
  },
  scatterFired: {
    body: "uint16",
    shot: "uint16",
    weapon: "uint8",
    projectile: "uint16",
    fromX: "int24",
    fromY: "int24",
    aim: "uint16",
    forward: "uint8",
  },
  projectileBounced: { projectile: "uint16", x: "place", y: "place" },
  exploded: { body: "uint16", weapon: "uint8", x: "place", y: "place" },
  railFired: { body: "uint16", shot: "uint16", weapon: "uint8", fromX: "place", fromY: "place", toX: "place", toY: "place", victim: "uint16" },
  projectileEnded: { projectile: "uint16", x: "place", y: "place", victim: "uint16" },
  bodyHit: {
    victim: "uint16",
    attacker: "uint16",
    weapon: "uint8",
    amount: "uint8",
    health: "uint8",
    shield: "uint8",
    x: "place",
    y: "place",
    angle: "uint16",
  },
  bodyKilled: {
    victim: "uint16",
    attacker: "uint16",
    weapon: "uint8",
    attackerHealth: "uint8",
    attackerShield: "uint8",
    streak: "uint16",
    x: "place",
    y: "place",
  },
  killAssisted: { body: "uint16", victim: "uint16" },
  bodySpawned: { body: "uint16", x: "place", y: "place", aim: "uint16" },
  bodyDashed: { body: "uint16", x: "place", y: "place", angle: "uint16" },
  pickupTaken: { pickup: "uint8", body: "uint16" },
  pickupReturned: { pickup: "uint8" },
  roundEnded: { winner: "uint16", team: "uint8" },
  projectileSighted: {
    body: "uint16",
    weapon: "uint8",
    projectile: "uint16",
    x: "int24",
    y: "int24",
    velocityX: "int16",
    velocityY: "int16",
    ticksLeft: "uint16",
  },
  railGlimpsed: { body: "uint16", weapon: "uint8", fromX: "place", fromY: "place", toX: "place", toY: "place", ends: "uint8" },
  hitConfirmed: { weapon: "uint8", amount: "uint8", health: "uint8" },
  killAnnounced: { victim: "uint16", attacker: "uint16", weapon: "uint8", streak: "uint16" },
  noise: { sound: "uint8", angle: "uint8", distance: "uint8" },
  projectileGone: { projectile: "uint16", x: "place", y: "place" },
  shotGlimpsed: { body: "uint16", weapon: "uint8", fromX: "place", fromY: "place", velocityX: "int16", velocityY: "int16" },
};

interface Layout {
  kind: WireEventKind;
  code: number;
  fields: [name: string, width: Width][];
  /** Bytes, with the code. */
  size: number;
}

const BYTES: Record<Width, number> = { uint8: 1, uint16: 2, int16: 2, int24: 3, place: 2 };
/** Of the tick at the head of a batch. */
export const TICK_BYTES = 4;

const LAYOUTS: Layout[] = Object.entries(EVENT_LAYOUTS).map(([kind, widths], code) => {
  const fields = Object.entries(widths);
  return { kind: kind as WireEventKind, code, fields, size: fields.reduce((sum, [, width]) => sum + BYTES[width], 1) };
});
const LAYOUT_OF = new Map(LAYOUTS.map((layout) => [layout.kind, layout]));

function layoutOf(kind: WireEventKind): Layout {
  const layout = LAYOUT_OF.get(kind);
  if (layout === undefined) throw new RangeError(`no layout for event ${kind}`);
  return layout;
}

function write(view: DataView, at: number, width: Width, value: number): void {
  switch (width) {
    case "uint8":
      return view.setUint8(at, value);
    case "uint16":
      return view.setUint16(at, value);
    case "int16":
      return view.setInt16(at, value);
    case "int24":
      view.setInt8(at, value >> 16);
      return view.setUint16(at + 1, value & 0xffff);
    case "place":
      return view.setUint16(at, Math.round(value / POSITION_STEP));
  }
}

function read(view: DataView, at: number, width: Width): number {
  switch (width) {
    case "uint8":
      return view.getUint8(at);
    case "uint16":
      return view.getUint16(at);
    case "int16":
      return view.getInt16(at);
    case "int24":
      return view.getInt8(at) * 0x10000 + view.getUint16(at + 1);
    case "place":
      return view.getUint16(at) * POSITION_STEP;
  }
}

/** Bytes of the longest event. */
export const EVENT_BYTES_MAX = Math.max(...LAYOUTS.map(({ size }) => size));

/** Bytes of an event of a kind. */
export function eventBytes(kind: WireEventKind): number {
  return layoutOf(kind).size;
}

/** Writes an event at a place; it takes `eventBytes` of its kind. */
export function writeEvent(view: DataView, start: number, event: WireEvent): void {
  const layout = layoutOf(event.kind);
  const values: Readonly<Record<string, number | string>> = event;
  view.setUint8(start, layout.code);
  let at = start + 1;
  for (const [name, width] of layout.fields) {
    write(view, at, width, Number(values[name]));
    at += BYTES[width];
  }
}

export function encodeEvents(tick: number, events: readonly WireEvent[]): Uint8Array {
  let size = TICK_BYTES;
  for (const event of events) size += eventBytes(event.kind);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, tick);
  let at = TICK_BYTES;
  for (const event of events) {
    writeEvent(view, at, event);
    at += eventBytes(event.kind);
  }
  return bytes;
}

/** @throws RangeError when the bytes end early or name an unknown kind. */
export function decodeEvents(bytes: Uint8Array): { tick: number; events: WireEvent[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tick = view.getUint32(0);
  const events: WireEvent[] = [];
  let at = TICK_BYTES;
  while (at < bytes.byteLength) {
    const layout = LAYOUTS[view.getUint8(at)];
    if (layout === undefined) throw new RangeError(`unknown event code ${view.getUint8(at)}`);
    at += 1;
    const values: Record<string, number> = {};
    for (const [name, width] of layout.fields) {
      values[name] = read(view, at, width);
      at += BYTES[width];
    }
    // The layouts name exactly the fields of each kind: the mapped type above says so.
    events.push({ kind: layout.kind, ...values } as WireEvent);
  }
  return { tick, events };
}

/** Somebody was killed, seen or not. */
export function isKill(event: WireEvent): event is WireEventOf<"bodyKilled" | "killAnnounced"> {
  return event.kind === "bodyKilled" || event.kind === "killAnnounced";
}
