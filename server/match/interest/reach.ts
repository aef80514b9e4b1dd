import type { Pace } from "../../../shared/sim/pace.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Body } from "../../../shared/sim/world.ts";

/** How far a body can get in a time, whatever its player does, units. `steps`: frames that it is stepped by, not always whole. */
export function reachOf(body: Body, steps: number, pace: Pace): number {
  if (!body.alive) return 0;
  const dashing = Math.min(steps, body.dashTicks);
  const speed = Math.hypot(body.velocityX, body.velocityY);
  if (dashing > 0) return (dashing * speed + (steps - dashing) * pace.topSpeed) / UNIT;
  // A dash starts in the step that counts the last of the pause.
  const before = Math.max(0, body.dashCooldown - 1);
  if (before >= steps) return slowing(speed, steps, pace) / UNIT;
  const dash = Math.min(pace.dashTicks, steps - before);
  return (slowing(speed, before, pace) + dash * pace.dashSpeed + (steps - before - dash) * pace.topSpeed) / UNIT;
}

/** The way of somebody who walks, or was thrown and slows down to a walk, 1/256 unit. */
function slowing(speed: number, steps: number, pace: Pace): number {
  const excess = Math.max(0, speed - pace.topSpeed);
  const until = Math.min(steps, excess / pace.friction);
  return steps * pace.topSpeed + until * (excess - (until * pace.friction) / 2);
}
