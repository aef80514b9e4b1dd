import type { FrameSource, WireFieldsOf } from "../../server/match/inputs.ts";
import { BUTTON_FIRE } from "../../shared/sim/frame.ts";
import { STICK_FULL, TURN, VIEW_TICK } from "../../shared/sim/units.ts";

/** Runs in circles and fires, three ticks behind what the server has. */
export class Circler implements FrameSource {
  readonly #frame: WireFieldsOf = { moveX: 0, moveY: 0, aim: 0, buttons: BUTTON_FIRE, weapon: 0, viewTick: 0, seenTick: 0 };
  #turned: number;
  #isWaiting = false;

  constructor(turned: number) {
    this.#turned = turned;
  }

  get size(): number {
    return this.#isWaiting ? 1 : 0;
  }

  play(tick: number): void {
    const frame = this.#frame;
    this.#turned += 1;
    const isRight = this.#turned % 40 < 20;
    frame.moveX = isRight ? STICK_FULL : -STICK_FULL;
    frame.aim = (this.#turned * 500) % TURN;
    frame.seenTick = tick;
    frame.viewTick = Math.max(0, tick - 3) * VIEW_TICK;
    this.#isWaiting = true;
  }

  next(): WireFieldsOf | undefined {
    if (!this.#isWaiting) return undefined;
    this.#isWaiting = false;
    return this.#frame;
  }
}
