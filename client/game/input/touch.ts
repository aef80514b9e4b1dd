import type { Controls } from "./controls.ts";
import { readStick, type Stick, type Zone } from "./stick.ts";

/** CSS pixels from where a thumb landed to the end of the stick: about a centimetre, what a thumb reaches without moving the hand. */
export const STICK_REACH = 52;
/** A thumb that lies still trembles by a few pixels. */
const ZONE: Zone = { inner: 6, outer: STICK_REACH };
/** The aiming stick fires when pushed this far, and until it comes back to less: no stutter at the edge. */
const FIRE_FROM = 0.6;
const FIRE_UNTIL = 0.45;

export type Side = "move" | "aim";

/** A stick under a thumb. CSS pixels of the window. */
export interface Thumb {
  pointer: number;
  /** Where the stick's middle is: where the thumb landed, dragged along once the thumb goes farther than the stick reaches. */
  originX: number;
  originY: number;
  x: number;
  y: number;
}

/**
 * Two sticks that appear where a thumb lands: the left half of the screen moves, the right one aims and, pushed far, fires. It
 * knows no page: fingers are told to it, one id each.
 */
export class Touch {
  /** Counts whatever was done: a change means that this device is in use. */
  uses = 0;
  private readonly thumbs: Record<Side, Thumb | null> = { move: null, aim: null };
  private readonly moving: Stick = { push: 0, angle: 0 };
  private readonly aiming: Stick = { push: 0, angle: 0 };
  private firing = false;
  private dashTapped = false;
  private wanted: number | null = null;
  private readonly listeners = new Set<() => void>();

  /** Calls back whenever a thumb lands, moves or leaves. Returns how to stop it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  thumbOn(side: Side): Thumb | null {
    return this.thumbs[side];
  }

  /** `width`: of the window, CSS pixels. A third finger finds no stick left. */
  land(pointer: number, x: number, y: number, width: number): void {
    this.uses += 1;
    const near: Side = x < width / 2 ? "move" : "aim";
    const side = this.thumbs[near] === null ? near : near === "move" ? "aim" : "move";
    if (this.thumbs[side] !== null) return;
    this.thumbs[side] = { pointer, originX: x, originY: y, x, y };
    this.tell();
  }

  drag(pointer: number, x: number, y: number): void {
    const thumb = [this.thumbs.move, this.thumbs.aim].find((each) => each?.pointer === pointer);
    if (thumb === undefined || thumb === null) return;
    thumb.x = x;
    thumb.y = y;
    const away = Math.hypot(x - thumb.originX, y - thumb.originY);
    if (away > STICK_REACH) {
      const share = 1 - STICK_REACH / away;
      thumb.originX += (x - thumb.originX) * share;
      thumb.originY += (y - thumb.originY) * share;
    }
    this.tell();
  }

  lift(pointer: number): void {
    if (this.thumbs.move?.pointer === pointer) this.thumbs.move = null;
    if (this.thumbs.aim?.pointer === pointer) this.thumbs.aim = null;
    this.tell();
  }

  dash(): void {
    this.uses += 1;
    this.dashTapped = true;
  }

  /** Index into `WEAPONS`. */
  take(weapon: number): void {
    this.uses += 1;
    this.wanted = weapon;
  }

  /** The weapon asked for since the last call. */
  takeWanted(): number | null {
    const { wanted } = this;
    this.wanted = null;
    return wanted;
  }

  /** Fills everything but the weapon; the aim stays where it is while no thumb points anywhere. */
  read(controls: Controls): void {
    readThumb(this.thumbs.move, this.moving);
    readThumb(this.thumbs.aim, this.aiming);
    controls.moveX = Math.cos(this.moving.angle) * this.moving.push;
    controls.moveY = Math.sin(this.moving.angle) * this.moving.push;
    if (this.aiming.push > 0) controls.aim = this.aiming.angle;
    this.firing = this.aiming.push >= (this.firing ? FIRE_UNTIL : FIRE_FROM);
    controls.fire = this.firing;
    controls.dash = this.dashTapped;
    this.dashTapped = false;
  }

  /** All thumbs off, as when a panel opens over the match. */
  letGo(): void {
    this.thumbs.move = null;
    this.thumbs.aim = null;
    this.dashTapped = false;
    this.firing = false;
    this.wanted = null;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function readThumb(thumb: Thumb | null, out: Stick): void {
  if (thumb === null) out.push = 0;
  else readStick(thumb.x - thumb.originX, thumb.y - thumb.originY, ZONE, out);
}
