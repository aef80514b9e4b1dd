import { WEAPONS } from "../content/weapons.ts";
import type { Body } from "./bodies.ts";
import { stepBody } from "./body.ts";
import { atan2Of } from "./fixed.ts";
import { isFrame } from "./frame.ts";
import { stepWeapon } from "./weapons.ts";
import { type BodyFrame, bodyIndex, type TickInputs, type World } from "./world.ts";

const NONE = -1;

/** Phase: every body is stepped once for each of its frames, bodies by id, whatever the order in which frames were stored. */
export function moveBodies(world: World, inputs: TickInputs): void {
  orderFrames(world, inputs.frames);
  const { first, next } = world.scratch.order;
  for (let index = 0; index < world.bodies.length; index += 1) {
    const body = world.bodies[index];
    for (let at = first[index] ?? NONE; at !== NONE; at = next[at] ?? NONE) {
      const entry = inputs.frames[at];
      if (body !== undefined && entry !== undefined) {
        applyFrame(world, body, entry);
      }
    }
  }
}

/** Chains the frames of each body in the order in which they stand. A frame for a body that is not here is dropped: it left in this tick. */
function orderFrames(world: World, frames: readonly BodyFrame[]): void {
  const { order } = world.scratch;
  if (order.first.length < world.bodies.length) {
    order.first = new Int32Array(2 * world.bodies.length);
  }
  if (order.next.length < frames.length) {
    order.next = new Int32Array(2 * frames.length);
  }
  order.first.fill(NONE);
  // Backwards, so that each chain comes out forwards.
  for (let at = frames.length - 1; at >= 0; at -= 1) {
    const id = frames[at]?.id ?? 0;
    const index = bodyIndex(world, id);
    if (world.bodies[index]?.id === id) {
      order.next[at] = order.first[index] ?? NONE;
      order.first[index] = at;
    }
  }
}

function applyFrame(world: World, body: Body, { frame, unseen }: BodyFrame): void {
  if (!isFrame(frame, WEAPONS.length)) {
    throw new RangeError(`a malformed frame for body ${body.id}: ${JSON.stringify(frame)}`);
  }
  const { events, shots } = world.scratch;
  stepBody(body, frame, world.terrain);
  if (body.alive && body.dashCooldown === world.terrain.pace.dashCooldown) {
    const dashed = events.add("bodyDashed");
    dashed.body = body.id;
    dashed.x = body.x;
    dashed.y = body.y;
    dashed.angle = atan2Of(body.velocityY, body.velocityX);
  }
  const fired = stepWeapon(body, frame, world.terrain);
  if (fired !== null) {
    body.protectedTicks = 0;
    const shot = shots.take();
    shot.body = body.id;
    shot.team = body.team;
    shot.unseen = unseen;
    shot.weapon = fired.weapon;
    shot.shot = fired.shot;
    shot.x = fired.x;
    shot.y = fired.y;
    shot.aim = fired.aim;
    shot.viewTick = fired.viewTick;
  }
}
