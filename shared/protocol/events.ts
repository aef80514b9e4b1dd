import type { SimEvent } from "../sim/events.ts";
import { VIEW_TICK } from "../sim/units.ts";
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
 * exactly as it left. Who remains unnamed is body 0. Shots of others are most of what is told, so two of their events are also
 * written shorter, under the codes behind all kinds: a `projectileFired` without a number (`shot` 0) that has flown straight on
 * since its muzzle as STRAIGHT_LAYOUT, and a `projectileEnded` on nobody (`victim` 0) as UNMET_LAYOUT.
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

/** `place`: a coordinate in 1/8 unit, in 16 bits, as `packPlace` has them. `high4` and, right behind it, `low4` share a byte. */
type Width = "uint8" | "uint16" | "int16" | "int24" | "place" | "high4" | "low4";

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
  noise: { sound: "uint8", angle: "high4", distance: "low4" },
  projectileGone: { projectile: "uint16", x: "place", y: "place" },
  shotGlimpsed: { body: "uint16", weapon: "uint8", fromX: "place", fromY: "place", velocityX: "int16", velocityY: "int16" },
};

/** `flown`: 1/16 tick since the muzzle, which the place and the velocity lead back to. */
const STRAIGHT_LAYOUT: Record<Exclude<keyof WireEventOf<"projectileFired">, "kind" | "shot" | "fromX" | "fromY"> | "flown", Width> = {
  body: "uint16",
  weapon: "uint8",
  projectile: "uint16",
  x: "int24",
  y: "int24",
  velocityX: "int16",
  velocityY: "int16",
  ticksLeft: "uint8",
  flown: "uint8",
};
const UNMET_LAYOUT: Record<Exclude<keyof WireEventOf<"projectileEnded">, "kind" | "victim">, Width> = { projectile: "uint16", x: "place", y: "place" };
const BYTE_MAX = 255;

interface Layout {
  kind: WireEventKind;
  code: number;
  fields: [name: string, width: Width][];
  /** Bytes, with the code. */
  size: number;
}

const BYTES: Record<Width, number> = { uint8: 1, uint16: 2, int16: 2, int24: 3, place: 2, high4: 0, low4: 1 };
/** Of the tick at the head of a batch. */
export const TICK_BYTES = 4;

const LAYOUTS: Layout[] = Object.entries(EVENT_LAYOUTS).map(([kind, widths], code) => layout(kind as WireEventKind, code, widths));
const STRAIGHT = layout("projectileFired", LAYOUTS.length, STRAIGHT_LAYOUT);
const UNMET = layout("projectileEnded", LAYOUTS.length + 1, UNMET_LAYOUT);
const CODES: readonly Layout[] = [...LAYOUTS, STRAIGHT, UNMET];
const LAYOUT_OF = new Map(LAYOUTS.map((layout) => [layout.kind, layout]));

function layout(kind: WireEventKind, code: number, widths: Readonly<Record<string, Width>>): Layout {
  const fields = Object.entries(widths);
  return { kind, code, fields, size: fields.reduce((sum, [, width]) => sum + BYTES[width], 1) };
}

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
    case "high4":
      return view.setUint8(at, value << 4);
    case "low4":
      return view.setUint8(at, view.getUint8(at) | value);
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
    case "high4":
      return view.getUint8(at) >> 4;
    case "low4":
      return view.getUint8(at) & 0xf;
  }
}

/** Bytes of the longest event. */
export const EVENT_BYTES_MAX = Math.max(...LAYOUTS.map(({ size }) => size));

/** Writes an event at a place, where there is room for EVENT_BYTES_MAX. Returns the place behind it. */
export function writeEvent(view: DataView, start: number, event: WireEvent): number {
  const flown = event.kind === "projectileFired" ? flownStraight(event) : null;
  const { code, fields } = flown !== null ? STRAIGHT : event.kind === "projectileEnded" && event.victim === 0 ? UNMET : layoutOf(event.kind);
  const values: Readonly<Record<string, number | string>> = event;
  view.setUint8(start, code);
  let at = start + 1;
  for (const [name, width] of fields) {
    write(view, at, width, flown !== null && name === "flown" ? flown : Number(values[name]));
    at += BYTES[width];
  }
  return at;
}

/** How long ago a shot without a number was at its muzzle, 1/16 tick; null when that does not say where the muzzle was. */
function flownStraight({ shot, ticksLeft, fromX, fromY, x, y, velocityX, velocityY }: WireEventOf<"projectileFired">): number | null {
  if (shot !== 0 || ticksLeft > BYTE_MAX) return null;
  const speed = Math.hypot(velocityX, velocityY);
  const flown = speed === 0 ? 0 : Math.round((Math.hypot(x - fromX, y - fromY) / speed) * VIEW_TICK);
  const isStraight = drawn(fromX) === muzzle(x, velocityX, flown) && drawn(fromY) === muzzle(y, velocityY, flown);
  return isStraight && flown <= BYTE_MAX ? flown : null;
}

/** Where what flies so far was, `flown` ago: as it is drawn, 1/256 unit. */
function muzzle(at: number, velocity: number, flown: number): number {
  return drawn(at - (velocity * flown) / VIEW_TICK);
}

/** To 1/8 unit, as `place` has it. */
function drawn(coordinate: number): number {
  return Math.round(coordinate / POSITION_STEP) * POSITION_STEP;
}

export function encodeEvents(tick: number, events: readonly WireEvent[]): Uint8Array {
  const bytes = new Uint8Array(TICK_BYTES + events.length * EVENT_BYTES_MAX);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, tick);
  let at = TICK_BYTES;
  for (const event of events) at = writeEvent(view, at, event);
  return bytes.subarray(0, at);
}

/** @throws RangeError when the bytes end early or name an unknown kind. */
export function decodeEvents(bytes: Uint8Array): { tick: number; events: WireEvent[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tick = view.getUint32(0);
  const events: WireEvent[] = [];
  let at = TICK_BYTES;
  while (at < bytes.byteLength) {
    const code = view.getUint8(at);
    const found = CODES[code];
    if (found === undefined) throw new RangeError(`unknown event code ${code}`);
    at += 1;
    const values: Record<string, number> = {};
    for (const [name, width] of found.fields) {
      values[name] = read(view, at, width);
      at += BYTES[width];
    }
    if (found === STRAIGHT) comeFromMuzzle(values);
    if (found === UNMET) values.victim = 0;
    // The layouts name exactly the fields of each kind: the mapped type above says so.
    events.push({ kind: found.kind, ...values } as WireEvent);
  }
  return { tick, events };
}

/** Makes a `projectileFired` of what STRAIGHT_LAYOUT holds. */
function comeFromMuzzle(values: Record<string, number>): void {
  const { x = 0, y = 0, velocityX = 0, velocityY = 0, flown = 0 } = values;
  delete values.flown;
  values.shot = 0;
  values.fromX = muzzle(x, velocityX, flown);
  values.fromY = muzzle(y, velocityY, flown);
}

/** Somebody was killed, seen or not. */
export function isKill(event: WireEvent): event is WireEventOf<"bodyKilled" | "killAnnounced"> {
  return event.kind === "bodyKilled" || event.kind === "killAnnounced";
}
