import type { Arena, Shot } from "./arena.ts";
import { flownX, flownY, type Start } from "./flight.ts";
import type { Sight } from "./interest.ts";
import type { Picture } from "./picture.ts";
import { PACKED, SHOT_LIFE } from "./workload.ts";

/**
 * The hand-written protocol: one frame per client and tick, little-endian.
 *
 *     u32  tick
 *     u16  fighters in view
 *     u8   shots that come into view for the first time
 *     9 bytes per fighter
 *       u16  id
 *       u16  x, y      1/16 unit
 *       u8   angle     1/256 turn
 *       u8   flags     FLAG_*
 *       u8   health
 *     9 bytes per shot
 *       u16  place     in `Arena.shots`: no two shots in the air share one
 *       u16  x, y      of its start, 1/16 unit
 *       u16  direction 1/65536 turn
 *       u8   age       ticks since its start
 */
export const TICK_SIZE = 4;
const HEAD_SIZE = TICK_SIZE + 3;
const FIGHTER_SIZE = 9;
export const SHOT_SIZE = 9;
const SHOTS_MAX = 255;

/** Writes each fighter once per tick, and a client's frame as copies of those it sees. */
export class FrameWriter {
  readonly #pieces: Uint8Array;

  constructor(fighters: number) {
    this.#pieces = new Uint8Array(fighters * FIGHTER_SIZE);
  }

  begin(arena: Arena): void {
    const pieces = this.#pieces;
    let at = 0;
    for (const { id, x, y, angle, flags, health } of arena.fighters) {
      at = writeUint16(pieces, at, id);
      at = writeUint16(pieces, at, PACKED.position(x));
      at = writeUint16(pieces, at, PACKED.position(y));
      pieces[at++] = PACKED.angle(angle);
      pieces[at++] = flags;
      pieces[at++] = health;
    }
  }

  /** A new buffer: the socket may hold it for as long as it likes. The first `reserved` bytes are the caller's. */
  frame(arena: Arena, sight: Sight, reserved = 0): Buffer {
    const shots = Math.min(sight.introducedCount, SHOTS_MAX);
    const bytes = Buffer.allocUnsafe(reserved + HEAD_SIZE + sight.fighterCount * FIGHTER_SIZE + shots * SHOT_SIZE);
    let at = writeUint32(bytes, reserved, arena.tick);
    at = writeUint16(bytes, at, sight.fighterCount);
    bytes[at++] = shots;
    for (let index = 0; index < sight.fighterCount; index += 1) at = this.#copy(sight.fighters[index] ?? 0, bytes, at);
    for (let index = 0; index < shots; index += 1) at = writeShot(arena.shots[sight.introduced[index] ?? 0], arena.tick, bytes, at);
    return bytes;
  }

  #copy(fighter: number, bytes: Uint8Array, at: number): number {
    const from = fighter * FIGHTER_SIZE;
    for (let offset = 0; offset < FIGHTER_SIZE; offset += 1) bytes[at + offset] = this.#pieces[from + offset] ?? 0;
    return at + FIGHTER_SIZE;
  }
}

/** The tick and its shots alone, in the same bytes: for the stack that sends its fighters otherwise. */
export function shotsFrame(arena: Arena, { introduced, introducedCount }: Sight): Buffer {
  const bytes = Buffer.allocUnsafe(TICK_SIZE + introducedCount * SHOT_SIZE);
  let at = writeUint32(bytes, 0, arena.tick);
  for (let index = 0; index < introducedCount; index += 1) at = writeShot(arena.shots[introduced[index] ?? 0], arena.tick, bytes, at);
  return bytes;
}

/** Returns where the next one goes. */
export function writeShot(shot: Shot | undefined, tick: number, bytes: Uint8Array, from: number): number {
  if (shot === undefined) throw new Error("there is no such shot");
  let at = writeUint16(bytes, from, shot.place);
  at = writeUint16(bytes, at, shot.start.x);
  at = writeUint16(bytes, at, shot.start.y);
  at = writeUint16(bytes, at, shot.start.direction);
  bytes[at++] = tick - shot.born;
  return at;
}

export function writeUint32(bytes: Uint8Array, at: number, value: number): number {
  return writeUint16(bytes, writeUint16(bytes, at, value & 0xffff), value >>> 16);
}

function writeUint16(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  return at + 2;
}

/** The client's part: what it was told at the start of a shot is all that it needs to fly it. */
export class FlownShots {
  readonly #flying = new Map<number, { start: Start; born: number }>();

  /** Takes the shots written from `offset` up to the end, behind the tick at the beginning. */
  take(bytes: Buffer, offset = TICK_SIZE): void {
    const tick = bytes.readUInt32LE(0);
    for (let at = offset; at < bytes.length; at += SHOT_SIZE) {
      const start = { x: bytes.readUInt16LE(at + 2), y: bytes.readUInt16LE(at + 4), direction: bytes.readUInt16LE(at + 6) };
      this.#flying.set(bytes.readUInt16LE(at), { start, born: tick - bytes.readUInt8(at + 8) });
    }
  }

  at(tick: number): Picture["shots"] {
    const shots: Picture["shots"] = [];
    for (const [id, { start, born }] of this.#flying) {
      const age = tick - born;
      if (age < SHOT_LIFE) shots.push([id, [flownX(start, age), flownY(start, age)]]);
      else this.#flying.delete(id);
    }
    return shots;
  }
}

export class FrameReader {
  readonly #shots = new FlownShots();

  read(frame: Buffer): Picture {
    const tick = frame.readUInt32LE(0);
    const count = frame.readUInt16LE(4);
    const fighters: Picture["fighters"] = [];
    for (let index = 0, at = HEAD_SIZE; index < count; index += 1, at += FIGHTER_SIZE) {
      const place: [number, number, number, number, number] = [
        frame.readUInt16LE(at + 2),
        frame.readUInt16LE(at + 4),
        frame.readUInt8(at + 6),
        frame.readUInt8(at + 7),
        frame.readUInt8(at + 8),
      ];
      fighters.push([frame.readUInt16LE(at), place]);
    }
    this.#shots.take(frame, HEAD_SIZE + count * FIGHTER_SIZE);
    return { tick, fighters, shots: this.#shots.at(tick) };
  }
}
