import type { SimEvent, SimEventKind } from "../sim/events.ts";

/**
 * A batch of events on the wire (`Message.EVENTS`), big-endian:
 *
 *     4  tick in which they happened
 *     then, for each event,
 *     1  index of its kind in EVENT_LAYOUTS
 *     …  its fields in the order and widths stated there
 *
 * Everything is an integer and arrives exactly as it left.
 */
type Width = "uint8" | "uint16" | "int24";

type FieldsOf<Kind extends SimEventKind> = Record<Exclude<keyof Extract<SimEvent, { kind: Kind }>, "kind">, Width>;

/** Positions and velocities take 24 bits: a map is at most 8191 units of 256 wide. */
const EVENT_LAYOUTS: { readonly [Kind in SimEventKind]: FieldsOf<Kind> } = {
  projectileFired: {
    body: "uint16",
    shot: "uint16",
    weapon: "uint8",
    projectile: "uint16",
    fromX: "int24",
    fromY: "int24",
    x: "int24",
    y: "int24",
    velocityX: "int24",
    velocityY: "int24",
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
  projectileBounced: { projectile: "uint16", x: "int24", y: "int24" },
  exploded: { body: "uint16", weapon: "uint8", x: "int24", y: "int24" },
  railFired: { body: "uint16", shot: "uint16", weapon: "uint8", fromX: "int24", fromY: "int24", toX: "int24", toY: "int24", victim: "uint16" },
  projectileEnded: { projectile: "uint16", x: "int24", y: "int24", victim: "uint16" },
  bodyHit: {
    victim: "uint16",
    attacker: "uint16",
    weapon: "uint8",
    amount: "uint8",
    health: "uint8",
    shield: "uint8",
    x: "int24",
    y: "int24",
    angle: "uint16",
  },
  bodyKilled: {
    victim: "uint16",
    attacker: "uint16",
    weapon: "uint8",
    attackerHealth: "uint8",
    attackerShield: "uint8",
    streak: "uint16",
    x: "int24",
    y: "int24",
  },
  killAssisted: { body: "uint16", victim: "uint16" },
  bodySpawned: { body: "uint16", x: "int24", y: "int24", aim: "uint16" },
  bodyDashed: { body: "uint16", x: "int24", y: "int24", angle: "uint16" },
  pickupTaken: { pickup: "uint8", body: "uint16" },
  pickupReturned: { pickup: "uint8" },
  roundEnded: { winner: "uint16", team: "uint8" },
};

interface Layout {
  kind: SimEventKind;
  code: number;
  fields: [name: string, width: Width][];
  /** Bytes, with the code. */
  size: number;
}

const BYTES: Record<Width, number> = { uint8: 1, uint16: 2, int24: 3 };
const TICK_BYTES = 4;

const LAYOUTS: Layout[] = Object.entries(EVENT_LAYOUTS).map(([kind, widths], code) => {
  const fields = Object.entries(widths);
  return { kind: kind as SimEventKind, code, fields, size: fields.reduce((sum, [, width]) => sum + BYTES[width], 1) };
});
const LAYOUT_OF = new Map(LAYOUTS.map((layout) => [layout.kind, layout]));

function layoutOf(kind: SimEventKind): Layout {
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
    case "int24":
      view.setInt8(at, value >> 16);
      return view.setUint16(at + 1, value & 0xffff);
  }
}

function read(view: DataView, at: number, width: Width): number {
  switch (width) {
    case "uint8":
      return view.getUint8(at);
    case "uint16":
      return view.getUint16(at);
    case "int24":
      return view.getInt8(at) * 0x10000 + view.getUint16(at + 1);
  }
}

export function encodeEvents(tick: number, events: readonly SimEvent[]): Uint8Array {
  let size = TICK_BYTES;
  for (const event of events) size += layoutOf(event.kind).size;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, tick);
  let at = TICK_BYTES;
  for (const event of events) {
    const layout = layoutOf(event.kind);
    const values: Readonly<Record<string, number | string>> = event;
    view.setUint8(at, layout.code);
    at += 1;
    for (const [name, width] of layout.fields) {
      write(view, at, width, Number(values[name]));
      at += BYTES[width];
    }
  }
  return bytes;
}

/** @throws RangeError when the bytes end early or name an unknown kind. */
export function decodeEvents(bytes: Uint8Array): { tick: number; events: SimEvent[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tick = view.getUint32(0);
  const events: SimEvent[] = [];
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
    events.push({ kind: layout.kind, ...values } as SimEvent);
  }
  return { tick, events };
}
