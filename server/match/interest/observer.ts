import { clampAspect, LOOK_AHEAD, viewSize } from "../../../shared/protocol/view.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { Area } from "./area.ts";
import { cellOf } from "./cells.ts";
import { DARK, type Field } from "./field.ts";
import type { Fields } from "./fields.ts";
import { SlotHistory } from "./slot-history.ts";

export interface ObserverOptions {
  /** The id of the own body; 0 for a spectator. */
  readonly own: number;
  /** The body whose view it has: the own one, the killer's while dead, or the followed one; 0 for none. */
  readonly eye: number;
  /** Width over height of its screen, as the client says. */
  readonly aspect: number;
}

/** Units to each side that are seen by who sees nothing. */
const HIDDEN = -1;

/** Somebody who is told of the match: who they are, and what `Interest.update` found that they may know in this tick. */
export class Observer {
  own: number;
  eye: number;
  /** The newest tick that the client has reported to have. */
  seen = 0;
  /** Ids of the bodies that it is told of: the first `count`. */
  visible = new Uint16Array(64);
  count = 0;
  /** Ids of those who have just gone out of view: it goes on to know of the first `lingeringCount`, but not where they are now. */
  lingering = new Uint16Array(64);
  lingeringCount = 0;
  /** Indices of the map's pickups in view: the first `padCount`. */
  readonly pads = new Uint16Array(64);
  padCount = 0;
  /** Ticks between what its screen shows of others and of its own body, the longest of late. And when it was set last. */
  age = 0;
  agedIn = 0;
  /** Whether `age` is a guess: nothing was reported yet. */
  isAgeGuessed = true;
  /** Units that its eye can get meanwhile: it has to know what it will see from there. */
  reach = 0;
  /** Whether there is a view. Where from, 1/256 unit, and how far to each side, units. */
  isLooking = false;
  x = 0;
  y = 0;
  halfWidth = HIDDEN;
  halfHeight = HIDDEN;
  /** Where its eye can be soon, and what can be seen from there, in this tick alone. */
  readonly area = new Area();
  field: Field = DARK;
  /** Whom it was told of, and who of them was in view. */
  readonly told = new SlotHistory();
  readonly sighted = new SlotHistory();
  #aspect = Number.NaN;
  /** Half of the screen, and as far as the camera looks ahead, units. */
  #aroundX = 0;
  #aroundY = 0;
  /** Of the map that `area` is on. */
  #fields: Fields | null = null;

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
    this.#aroundX = Math.ceil(width * (0.5 + LOOK_AHEAD));
    this.#aroundY = Math.ceil(height * (0.5 + LOOK_AHEAD));
  }

  /** Units around it from within which it is told what can be seen: `reach`, rounded up to cells. */
  get margin(): number {
    return this.isLooking ? this.area.reachFrom(this.x, this.y) : 0;
  }

  /** Looks from a place; `play`: units that the screen's middle can be away from it beside looking ahead. True when from another area than before. */
  open(fields: Fields, x: number, y: number, reach: number, play: number): boolean {
    this.isLooking = true;
    this.x = x;
    this.y = y;
    this.reach = reach;
    this.halfWidth = this.#aroundX + play;
    this.halfHeight = this.#aroundY + play;
    const isElsewhere = this.area.cover(x, y, reach) || this.#fields !== fields;
    this.#fields = fields;
    this.field = fields.of(this.area);
    return isElsewhere;
  }

  /** There is nothing to look at. */
  close(): void {
    this.isLooking = false;
    this.reach = 0;
    this.halfWidth = HIDDEN;
    this.halfHeight = HIDDEN;
    this.area.clear();
    this.field = DARK;
    this.padCount = 0;
  }

  /** Whether a place in view, 1/256 unit, is on its screen. */
  seesPlace(x: number, y: number): boolean {
    if (Math.abs(x - this.x) > this.halfWidth * UNIT || Math.abs(y - this.y) > this.halfHeight * UNIT) return false;
    return this.field.shows(cellOf(x), cellOf(y));
  }

  /** `visible`, with room for so many there and among those who linger. */
  roomFor(count: number): Uint16Array {
    if (this.visible.length < count) {
      this.visible = new Uint16Array(count);
      this.lingering = new Uint16Array(count);
    }
    return this.visible;
  }

  show(id: number): void {
    this.visible[this.count] = id;
    this.count += 1;
  }

  showPad(index: number): void {
    this.pads[this.padCount] = index;
    this.padCount += 1;
  }
}
