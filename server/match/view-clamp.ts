import { VIEW_TICK } from "../../shared/sim/units.ts";

/** ms: no shot reaches further back, whoever fires it. The world keeps this much of everybody's positions. */
export const VIEW_AGE_MAX = 400;

/** ms: how far behind its newest patch a client may show the others. Two ticks and room for jitter, three ticks where they are long. */
const INTERPOLATION_MAX = 100;
const INTERPOLATION_TICKS = 3;

/** ms: what rounding, a displayed frame and an uneven clock may add to what was measured. */
const VIEW_MARGIN = 50;

export interface ViewLimits {
  /** 1/16 ticks. */
  readonly oldest: number;
  readonly behindSeen: number;
}

/** `ageMax`: ms that a shot may look back at most; at 0 every shot is judged by where the others are now. */
export function viewLimits(tickRate: number, ageMax: number = VIEW_AGE_MAX): ViewLimits {
  const tickMs = 1000 / tickRate;
  const sixteenths = (ms: number): number => Math.round((ms / tickMs) * VIEW_TICK);
  return {
    oldest: sixteenths(ageMax),
    behindSeen: sixteenths(Math.max(INTERPOLATION_MAX, INTERPOLATION_TICKS * tickMs) + VIEW_MARGIN),
  };
}

/**
 * The instant for which a frame is honoured. `seen` is the newest tick that the client had reported when the frame was taken
 * from its queue, so `now - seen` is what the server measured for this client: its round trip and its wait in the queue.
 * `now` is the newest tick that anybody can have seen. All in 1/16 ticks but `seen` and `now`, which are ticks.
 */
export function clampView(viewTick: number, seen: number, now: number, limits: ViewLimits): number {
  const newest = now * VIEW_TICK;
  const oldest = Math.max(0, newest - limits.oldest, seen * VIEW_TICK - limits.behindSeen);
  return Math.max(oldest, Math.min(newest, viewTick));
}
