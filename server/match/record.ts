import { CONTENT_VERSION } from "../../shared/content/version.ts";
import { type InputFrame, NOBODY } from "../../shared/sim/frame.ts";
import { hashWorld } from "../../shared/sim/hash.ts";
import type { BodyFrame, Joining, TickInputs, World } from "../../shared/sim/world.ts";
import { LogReader, LogWriter } from "./log-bytes.ts";

/** Changes when logs of before can no longer be read. */
export const LOG_FORMAT = 3;

/** Bytes. A round of a full arena takes about 2 MB; what does not fit ends the log, not the round. */
export const LOG_MAX_BYTES = 8 * 1024 * 1024;

/** What a round was made of. With the content of the same version it can be run again, to the bit. */
export interface RoundLog {
  readonly format: number;
  readonly contentVersion: string;
  readonly map: string;
  /** Name of the mode in `MODES`. */
  readonly mode: string;
  readonly tickRate: number;
  readonly seed: number;
  /** The tick before the first one logged. */
  readonly startTick: number;
  /** False when the round went on after LOG_MAX_BYTES were full. */
  readonly isComplete: boolean;
  /** The ticks, as `RoundRecorder` draws them. */
  readonly ticks: Uint8Array;
}

export interface LoggedTick extends TickInputs {
  /** Of the world after this tick; null in most ticks. */
  readonly hash: number | null;
}

const HAS_JOINS = 1;
const HAS_LEAVES = 2;
const HAS_HASH = 4;

/** The fields of a frame, in the order of the bits that say which of them changed. */
const FRAME_FIELDS = ["moveX", "moveY", "aim", "buttons", "weapon", "viewTick"] as const satisfies readonly (keyof InputFrame)[];

/** The bit after theirs: bodies were unseen. */
const HAS_UNSEEN = 1 << FRAME_FIELDS.length;

/** Bytes that one frame without its unseen bodies, one join or one leave takes at most. */
const ENTRY_MAX = 40;

/** Bytes that one unseen body takes at most. */
const UNSEEN_MAX = 3;

const blankFrame = (): InputFrame => ({ moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0, viewTick: 0 });

/** The frame that the next one of a body is written as a difference to: its last one. */
class LastFrames {
  readonly #frames = new Map<number, InputFrame>();

  of(id: number): InputFrame {
    let last = this.#frames.get(id);
    if (last === undefined) {
      last = blankFrame();
      this.#frames.set(id, last);
    }
    return last;
  }

  forget(ids: readonly number[]): void {
    for (const id of ids) this.#frames.delete(id);
  }
}

/**
 * Writes a round's ticks, each as
 *
 *     1       bits: HAS_JOINS, HAS_LEAVES, HAS_HASH
 *     n, nn*  how many join, of each the id and the team; only with HAS_JOINS
 *     n, n*   how many leave, their ids; only with HAS_LEAVES
 *     n       how many frames were applied, then for each, in their order:
 *     n         whose
 *     1         bits: which fields changed since the last frame of that body; HAS_UNSEEN
 *     s*        by how much, each
 *     n, s*     how many bodies were unseen, by how much each id is above the one before it; only with HAS_UNSEEN
 *     4       hash of the world after the tick; only with HAS_HASH: once a second
 *
 * n: `varint`, s: `signed`.
 */
export class RoundRecorder {
  readonly #head: Omit<RoundLog, "ticks" | "isComplete">;
  readonly #writer: LogWriter;
  readonly #last = new LastFrames();
  readonly #hash: (world: World) => number;
  #isComplete = true;

  constructor(world: World, seed: number, limit = LOG_MAX_BYTES, hash = hashWorld) {
    this.#hash = hash;
    const { map, tickRate } = world.terrain;
    this.#head = { format: LOG_FORMAT, contentVersion: CONTENT_VERSION, map: map.name, mode: world.mode.name, tickRate, seed, startTick: world.tick };
    this.#writer = new LogWriter(limit);
  }

  /** Bytes held. */
  get length(): number {
    return this.#writer.length;
  }

  /** Call after the step: `inputs` are what the world, as it is now, was stepped with. */
  record(world: World, inputs: TickInputs): void {
    const { joins, leaves, frames } = inputs;
    let unseen = 0;
    for (let index = 0; index < frames.length; index += 1) unseen += frames[index]?.unseen.length ?? 0;
    this.#isComplete &&= this.#writer.fits((joins.length + leaves.length + frames.length + 1) * ENTRY_MAX + unseen * UNSEEN_MAX);
    if (!this.#isComplete) return;
    const hasHash = world.tick % world.terrain.tickRate === 0;
    this.#writer.byte((joins.length > 0 ? HAS_JOINS : 0) | (leaves.length > 0 ? HAS_LEAVES : 0) | (hasHash ? HAS_HASH : 0));
    this.#joins(joins);
    this.#ids(leaves);
    this.#last.forget(leaves);
    this.#writer.varint(frames.length);
    for (let index = 0; index < frames.length; index += 1) {
      const entry = frames[index];
      if (entry !== undefined) this.#frame(entry);
    }
    if (hasHash) this.#writer.uint32(this.#hash(world));
  }

  finish(): RoundLog {
    return { ...this.#head, isComplete: this.#isComplete, ticks: this.#writer.bytes() };
  }

  #joins(joins: readonly Joining[]): void {
    if (joins.length === 0) return;
    this.#writer.varint(joins.length);
    for (const { id, team } of joins) {
      this.#writer.varint(id);
      this.#writer.varint(team);
    }
  }

  #ids(ids: readonly number[]): void {
    if (ids.length === 0) return;
    this.#writer.varint(ids.length);
    for (const id of ids) this.#writer.varint(id);
  }

  #frame({ id, frame, unseen }: BodyFrame): void {
    const last = this.#last.of(id);
    let bits = unseen.length > 0 ? HAS_UNSEEN : 0;
    for (let index = 0; index < FRAME_FIELDS.length; index += 1) {
      const field = FRAME_FIELDS[index];
      if (field !== undefined && frame[field] !== last[field]) bits |= 1 << index;
    }
    this.#writer.varint(id);
    this.#writer.byte(bits);
    for (let index = 0; index < FRAME_FIELDS.length; index += 1) {
      const field = FRAME_FIELDS[index];
      if (field === undefined || (bits & (1 << index)) === 0) continue;
      this.#writer.signed(frame[field] - last[field]);
      last[field] = frame[field];
    }
    if (unseen.length > 0) this.#unseen(unseen);
  }

  #unseen(ids: readonly number[]): void {
    this.#writer.varint(ids.length);
    let before = 0;
    for (const id of ids) {
      this.#writer.signed(id - before);
      before = id;
    }
  }
}

/**
 * The ticks of a log, one after another. Each is valid until the next is asked for.
 * @throws RangeError when the log is cut short or was not written by RoundRecorder
 */
export function* readTicks(log: RoundLog): Generator<LoggedTick> {
  const reader = new LogReader(log.ticks);
  const last = new LastFrames();
  while (!reader.isAtEnd) {
    const bits = reader.byte();
    const joins = bits & HAS_JOINS ? readJoins(reader) : [];
    const leaves = bits & HAS_LEAVES ? readIds(reader) : [];
    last.forget(leaves);
    const frames = Array.from({ length: reader.varint() }, () => {
      const id = reader.varint();
      return { id, ...readFrame(reader, last.of(id)) };
    });
    yield { joins, leaves, frames, hash: bits & HAS_HASH ? reader.uint32() : null };
  }
}

function readJoins(reader: LogReader): Joining[] {
  return Array.from({ length: reader.varint() }, () => {
    const id = reader.varint();
    const team = reader.varint();
    if (team !== 0 && team !== 1 && team !== 2) throw new RangeError(`team ${team} in a log`);
    return { id, team };
  });
}

function readIds(reader: LogReader): number[] {
  return Array.from({ length: reader.varint() }, () => reader.varint());
}

function readFrame(reader: LogReader, last: InputFrame): Omit<BodyFrame, "id"> {
  const bits = reader.byte();
  FRAME_FIELDS.forEach((field, index) => {
    if ((bits & (1 << index)) !== 0) last[field] += reader.signed();
  });
  return { frame: { ...last }, unseen: bits & HAS_UNSEEN ? readUnseen(reader) : NOBODY };
}

function readUnseen(reader: LogReader): number[] {
  let id = 0;
  return Array.from({ length: reader.varint() }, () => {
    id += reader.signed();
    return id;
  });
}
