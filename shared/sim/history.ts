import type { Body } from "./bodies.ts";
import { divFloor, divRound } from "./fixed.ts";
import { VIEW_TICK } from "./units.ts";
import type { World } from "./world.ts";

export interface Place {
  x: number;
  y: number;
}

/** Names a body's present life: deaths are counted at its end. */
function lifeOf(body: Body): number {
  return body.alive ? body.deaths + 1 : 0;
}

/** Writes down where a body is in this tick; again when it dies or spawns in it. */
export function recordPlace(world: World, body: Body): void {
  const { trail } = body;
  const entry = world.tick % trail.life.length;
  trail.x[entry] = body.x;
  trail.y[entry] = body.y;
  trail.life[entry] = lifeOf(body);
}

/** An instant that a shot may be judged at: within the history, not in the future. 1/16 tick. */
export function clampView(world: World, viewTick: number): number {
  const now = world.tick * VIEW_TICK;
  const oldest = Math.max(0, world.tick - world.terrain.pace.historyTicks) * VIEW_TICK;
  return Math.max(oldest, Math.min(now, viewTick));
}

/**
 * Where a living body of this world was at an instant of its history (1/16 tick, clamped by `clampView`), on the straight line between the two
 * ticks about it: as a screen shows it. False when it was dead or absent then, or lived another life.
 */
export function bodyAt(world: World, body: Body, viewTick: number, out: Place): boolean {
  const { trail } = body;
  const tick = divFloor(viewTick, VIEW_TICK);
  const before = tick % trail.life.length;
  const life = trail.life[before] ?? 0;
  if (life === 0 || life !== lifeOf(body)) {
    return false;
  }
  const x = trail.x[before] ?? 0;
  const y = trail.y[before] ?? 0;
  out.x = x;
  out.y = y;
  const fraction = viewTick - tick * VIEW_TICK;
  if (fraction > 0 && tick < world.tick) {
    // It lives that life still, so it lived it in the tick after, too.
    const after = (tick + 1) % trail.life.length;
    out.x += divRound(((trail.x[after] ?? 0) - x) * fraction, VIEW_TICK);
    out.y += divRound(((trail.y[after] ?? 0) - y) * fraction, VIEW_TICK);
  }
  return true;
}
