import { CALLS } from "../../shared/protocol/messages.ts";

/** CSS pixels from where the pointer was when the wheel opened, within which nothing is chosen. */
const DEAD_ZONE = 26;

/** Calls that mean a place; the others mean their caller. */
const PLACED: ReadonlySet<number> = new Set([0, 1, 7]);

/** The call that lies in a direction, from the top clockwise; null when that is none. */
export function callAt(dx: number, dy: number): number | null {
  if (Math.hypot(dx, dy) < DEAD_ZONE) return null;
  const turns = Math.atan2(dy, dx) / (2 * Math.PI) + 0.25;
  return ((Math.round(turns * CALLS) % CALLS) + CALLS) % CALLS;
}

export function meansPlace(call: number): boolean {
  return PLACED.has(call);
}

/** Whether one more call would be dropped by the server, which takes `most` of them within `period` ms. `sent`: when the last ones were, oldest first. */
export function mustWait(sent: readonly number[], now: number, most: number, period: number): boolean {
  return sent.filter((at) => now - at < period).length >= most;
}
