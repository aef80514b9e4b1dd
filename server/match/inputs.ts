import type { WireFrame } from "../../shared/protocol/input.ts";
import { BUTTONS_ALL, type InputFrame, NOBODY } from "../../shared/sim/frame.ts";
import { STICK_FULL } from "../../shared/sim/units.ts";
import type { BodyFrame } from "../../shared/sim/world.ts";
import { clampView, type ViewLimits } from "./view-clamp.ts";

/** The frames that one player sent and the world has not had yet, oldest first. Taking one acknowledges it. */
export interface FrameSource {
  readonly size: number;
  next(): WireFieldsOf | undefined;
}

/** A wire frame's fields: a schema instance on the server, a plain object in tests. */
export type WireFieldsOf = Pick<WireFrame, "moveX" | "moveY" | "aim" | "buttons" | "weapon" | "viewTick" | "seenTick">;

/** What became of the frames of all players of a process. Plain numbers: they are counted in every tick. */
export interface InputCounts {
  /** Frames that were applied. */
  applied: number;
  /** Ticks for which a body waited for one. */
  held: number;
  /** Frames that were made up. */
  invented: number;
  /** Frames that came too late and were thrown away. */
  late: number;
  /** Of the applied: second ones of a tick. */
  extra: number;
}

/** Ticks for which a body waits for a late frame; then frames are made up, so that nobody can stop their body in the air. */
export const HOLD_TICKS = 3;

/** ms of frames waiting beyond which the server works a backlog off, two frames per tick; below it is the client's own jitter buffer. */
const BACKLOG_MS = 100;

/**
 * Extra steps: at most 5 % over any 5 s. Half of it may be saved up, the other half comes back over those 5 s; a tick in
 * which the body was held gives its own step back.
 */
export const CREDIT_WINDOW_S = 5;
export const CREDIT_SHARE = 0.05;

/** Credit for one extra step: counted in whole numbers, for a fraction in a field is a new object with each change. */
const STEP_CREDIT = 40;

/** Ticks of undisturbed frames after which late frames are no longer expected. */
const CALM_TICKS = 10;

/** ms of made-up frames for which late ones are thrown away: as much as a stalled connection can deliver at once. */
const OWED_MAX_MS = 4000;

export interface InputPace {
  readonly backlog: number;
  readonly owedMax: number;
  /** Of which STEP_CREDIT are one step. */
  readonly creditMax: number;
  /** Credit regained per tick. */
  readonly creditGain: number;
  readonly weapons: number;
  readonly view: ViewLimits;
}

export function inputPace(tickRate: number, weapons: number, view: ViewLimits): InputPace {
  return {
    backlog: Math.ceil((BACKLOG_MS * tickRate) / 1000),
    owedMax: Math.ceil((OWED_MAX_MS * tickRate) / 1000),
    creditMax: Math.round((CREDIT_SHARE / 2) * CREDIT_WINDOW_S * tickRate * STEP_CREDIT),
    creditGain: Math.round((CREDIT_SHARE / 2) * STEP_CREDIT),
    weapons,
    view,
  };
}

const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, Math.trunc(value)));

/**
 * Feeds one body. A body is stepped once per frame: normally one per tick; none while a late frame is waited for; a made-up
 * neutral one after that; two while a backlog is worked off. For every made-up frame one late real one is thrown away when
 * it comes, so that a stall costs one correction and no lasting delay.
 */
export class PlayerInput {
  readonly id: number;
  /** Newest tick that the client has reported to have. */
  seen = 0;
  /** Frames made up, and late ones thrown away for them. */
  invented = 0;
  readonly #pace: InputPace;
  readonly #counts: InputCounts;
  /** Two: no body is stepped more often in one tick. */
  readonly #frames: readonly [BodyFrame, BodyFrame];
  #source: FrameSource | null;
  #hasBegun = false;
  #heldTicks = 0;
  #owed = 0;
  #calm = 0;
  #credit: number;

  constructor(id: number, source: FrameSource, pace: InputPace, counts: InputCounts = { applied: 0, held: 0, invented: 0, late: 0, extra: 0 }) {
    this.id = id;
    this.#source = source;
    this.#pace = pace;
    this.#counts = counts;
    this.#credit = pace.creditMax;
    const blank = (): InputFrame => ({ moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0, viewTick: 0 });
    this.#frames = [
      { id, frame: blank(), unseen: NOBODY },
      { id, frame: blank(), unseen: NOBODY },
    ];
  }

  /** Frames still waiting. */
  get queue(): number {
    return this.#source?.size ?? 0;
  }

  /** Where frames come from from now on; null while the connection is lost. What was owed to the old one is void. */
  connect(source: FrameSource | null): void {
    this.#source = source;
    this.#hasBegun = false;
    this.#owed = 0;
    this.#heldTicks = source === null ? HOLD_TICKS : 0;
  }

  /**
   * Adds what this body does in the coming tick. `now` is the newest tick that anybody can have seen; `aim` and `weapon` are
   * the body's own, kept by a made-up frame.
   */
  take(now: number, aim: number, weapon: number, into: BodyFrame[]): void {
    const pace = this.#pace;
    this.#credit = Math.min(pace.creditMax, this.#credit + pace.creditGain);
    const discarded = this.#discardOwed(now);
    if (!this.#apply(0, now, weapon, into)) {
      this.#starve(now, aim, weapon, into);
      return;
    }
    this.#hasBegun = true;
    this.#heldTicks = 0;
    this.#calm = discarded ? 0 : this.#calm + 1;
    if (this.#calm >= CALM_TICKS) this.#owed = 0;
    if (this.queue > pace.backlog && this.#credit >= STEP_CREDIT && this.#apply(1, now, weapon, into)) {
      this.#credit -= STEP_CREDIT;
      this.#counts.extra += 1;
    }
  }

  #discardOwed(now: number): boolean {
    let discarded = false;
    while (this.#owed > 0 && this.queue > 1) {
      const late = this.#source?.next();
      if (late === undefined) break;
      this.#see(Math.min(late.seenTick, now));
      this.#owed -= 1;
      this.invented += 1;
      this.#counts.late += 1;
      discarded = true;
    }
    return discarded;
  }

  #starve(now: number, aim: number, weapon: number, into: BodyFrame[]): void {
    this.#calm = 0;
    if (this.#heldTicks < HOLD_TICKS) {
      this.#heldTicks += 1;
      if (this.#hasBegun) this.#counts.held += 1;
      this.#credit = Math.min(this.#pace.creditMax, this.#credit + STEP_CREDIT);
      return;
    }
    const entry = this.#frames[0];
    const frame = entry.frame;
    frame.moveX = 0;
    frame.moveY = 0;
    frame.aim = aim;
    frame.buttons = 0;
    frame.weapon = weapon;
    frame.viewTick = clampView(0, this.seen, now, this.#pace.view);
    into.push(entry);
    if (!this.#hasBegun) return;
    this.invented += 1;
    this.#counts.invented += 1;
    this.#owed = Math.min(this.#pace.owedMax, this.#owed + 1);
  }

  #apply(slot: 0 | 1, now: number, weapon: number, into: BodyFrame[]): boolean {
    const wire = this.#source?.next();
    if (wire === undefined) return false;
    this.#see(Math.min(wire.seenTick, now));
    this.#counts.applied += 1;
    const entry = this.#frames[slot];
    const frame = entry.frame;
    frame.moveX = within(wire.moveX, -STICK_FULL, STICK_FULL);
    frame.moveY = within(wire.moveY, -STICK_FULL, STICK_FULL);
    frame.aim = wire.aim;
    frame.buttons = wire.buttons & BUTTONS_ALL;
    frame.weapon = wire.weapon < this.#pace.weapons ? wire.weapon : weapon;
    frame.viewTick = clampView(wire.viewTick, this.seen, now, this.#pace.view);
    into.push(entry);
    return true;
  }

  #see(tick: number): void {
    if (tick > this.seen) this.seen = tick;
  }
}
