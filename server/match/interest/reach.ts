import type { Pace } from "../../../shared/sim/pace.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Body } from "../../../shared/sim/world.ts";

/** How far a body can get in so many steps, whatever its player does: units, rounded up. */
export function reachOf(body: Body, steps: number, pace: Pace): number {
  return body.alive ? Math.ceil(wayOf(body, steps, pace) / UNIT) : 0;
}

/** 1/256 unit. */
function wayOf(body: Body, steps: number, pace: Pace): number {
  const dashing = Math.min(steps, body.dashTicks);
  // Not `Math.hypot`, which allocates.
  const speed = Math.sqrt(body.velocityX * body.velocityX + body.velocityY * body.velocityY);
  if (dashing > 0) return dashing * speed + (steps - dashing) * pace.topSpeed;
  // A dash starts in the step that counts the last of the pause.
  const before = Math.max(0, body.dashCooldown - 1);
  if (before >= steps) return slowing(speed, steps, pace);
  const dash = Math.min(pace.dashTicks, steps - before);
  return slowing(speed, before, pace) + dash * pace.dashSpeed + (steps - before - dash) * pace.topSpeed;
}

/** The way of somebody who walks, or was thrown and slows down to a walk, 1/256 unit. */
function slowing(speed: number, steps: number, pace: Pace): number {
  const excess = Math.max(0, speed - pace.topSpeed);
  const until = Math.min(steps, excess / pace.friction);
  return steps * pace.topSpeed + until * (excess - (until * pace.friction) / 2);
}
