import { BUTTON_FIRE, type InputFrame, NOBODY } from "../../shared/sim/frame.ts";
import type { Body, BodyFrame } from "../../shared/sim/world.ts";

/**
 * Ids, ascending, of the bodies that a player had not been told of at the instant that their frame was aimed at. Bodies that none of the
 * player's shots can reach may be left out: each costs a byte or two of the round's log. Valid until the tick is over.
 */
export type UnseenBy = (id: number, frame: InputFrame) => readonly number[];

/** A body is stepped at most twice a tick: a weapon that is ready in that many steps may fire. */
const STEPS_PER_TICK = 2;

/** Says in the frames of one body, those from index `from` on, whom its player cannot have aimed at; only where a shot may follow. */
export function markUnseen(frames: readonly BodyFrame[], from: number, body: Body | undefined, unseenBy: UnseenBy): void {
  const isReady = body?.alive === true && body.fireCooldown <= STEPS_PER_TICK;
  for (let index = from; index < frames.length; index += 1) {
    const entry = frames[index];
    if (entry === undefined) continue;
    const { id, frame } = entry;
    entry.unseen = isReady && (frame.buttons & BUTTON_FIRE) !== 0 ? unseenBy(id, frame) : NOBODY;
  }
}
