import { clampAspect, LOOK_AHEAD, viewSize } from "../../../shared/protocol/view.ts";
import { Field } from "./field.ts";
import { SlotHistory } from "./slot-history.ts";

export interface ObserverOptions {
  /** The id of the own body; 0 for a spectator. */
  readonly own: number;
  /** The body whose view it has: the own one, the killer's while dead, or the followed one; 0 for none. */
  readonly eye: number;
  /** Width over height of its screen, as the client says. */
  readonly aspect: number;
}

/** Somebody who is told of the match: who they are, and what `Interest.update` found that they may know in this tick. */
export class Observer {
  own: number;
  eye: number;
  /** The newest tick that the client has reported to have. */
  seen = 0;
  /** Ids of the bodies that it is told of: the first `count`. */
  visible = new Uint16Array(64);
  count = 0;
  /** Indices of the map's pickups in view: the first `padCount`. */
  readonly pads = new Uint16Array(64);
  padCount = 0;
  /** The version of `field` that `pads` are of. */
  padsOf = -1;
  /** `visible` of the tick before. */
  visibleBefore = new Uint16Array(64);
  countBefore = 0;
  /** Ticks between what its screen shows of others and of its own body, the longest of late. And when it was set last. */
  age = 0;
  agedIn = 0;
  /** Units that its eye can get meanwhile: it has to know what it will see from there. */
  reach = 0;
  /** Whether there is a view. Where from, 1/256 unit, and how far to each side, units. */
  isLooking = false;
  x = 0;
  y = 0;
  halfWidth = 0;
  halfHeight = 0;
  readonly field = new Field();
  /** Whom it was told of, and who of them was in view. */
  readonly told = new SlotHistory();
  readonly sighted = new SlotHistory();
  #aspect = Number.NaN;
  /** Half of the screen, and as far as the camera looks ahead, units. */
  #aroundX = 0;
  #aroundY = 0;

  constructor({ own, eye, aspect }: ObserverOptions) {
    this.own = own;
    this.eye = eye;
    this.aspect = aspect;
  }

  get aspect(): number {
    return this.#aspect;
  }

  /** What is no shape of a screen counts as the nearest one: every screen shows the same area. */
  set aspect(aspect: number) {
    const clamped = clampAspect(aspect);
    if (clamped === this.#aspect) return;
    this.#aspect = clamped;
    const { width, height } = viewSize(clamped);
    this.#aroundX = width * (0.5 + LOOK_AHEAD);
    this.#aroundY = height * (0.5 + LOOK_AHEAD);
  }

  /** Units around it from within which it is told what can be seen: `reach`, rounded up to cells. */
  get margin(): number {
    return this.isLooking ? this.field.reachFrom(this.x, this.y) : 0;
  }

  /** A new tick: nothing is told yet. */
  begin(tick: number, slots: number, kept: number, sightsKept: number): void {
    const before = this.visibleBefore;
    this.visibleBefore = this.visible;
    this.countBefore = this.count;
    this.visible = before;
    this.count = 0;
    this.told.begin(tick, slots, kept);
    this.sighted.begin(tick, slots, sightsKept);
  }

  /** Looks from a place; `play`: units that the screen's middle can be away from it beside looking ahead. */
  open(x: number, y: number, reach: number, play: number): void {
    this.isLooking = true;
    this.x = x;
    this.y = y;
    this.reach = reach;
    this.halfWidth = this.#aroundX + play;
    this.halfHeight = this.#aroundY + play;
  }

  /** There is nothing to look at. */
  close(): void {
    this.isLooking = false;
    this.reach = 0;
    this.halfWidth = Number.NEGATIVE_INFINITY;
    this.halfHeight = Number.NEGATIVE_INFINITY;
    this.padCount = 0;
    this.padsOf = -1;
  }

  tell(id: number): void {
    if (this.count === this.visible.length) {
      const longer = new Uint16Array(2 * this.count);
      longer.set(this.visible);
      this.visible = longer;
    }
    this.visible[this.count] = id;
    this.count += 1;
  }

  showPad(index: number): void {
    this.pads[this.padCount] = index;
    this.padCount += 1;
  }
}
