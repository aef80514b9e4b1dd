import { BEAM_IMPACT, BEAM_MUZZLE, type WireEventOf } from "../../../shared/protocol/events.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { UNIT } from "../../../shared/sim/units.ts";

type RailFired = Extract<SimEvent, { kind: "railFired" }>;

/** 1/256 unit from one place of a beam that is looked at to the next: narrower than what one can look through. */
const BEAM_STEP = 32 * UNIT;

const glimpsed: WireEventOf<"railGlimpsed"> = { kind: "railGlimpsed", body: 0, weapon: 0, fromX: 0, fromY: 0, toX: 0, toY: 0, ends: 0 };

/** From the first place of a beam that is seen to the last; null when none is. One record, which the next call reuses. */
export function glimpseBeam(beam: RailFired, sees: (x: number, y: number) => boolean): WireEventOf<"railGlimpsed"> | null {
  const { fromX, fromY, toX, toY } = beam;
  const steps = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / BEAM_STEP));
  let first = -1;
  let last = -1;
  for (let step = 0; step <= steps; step += 1) {
    if (!sees(part(fromX, toX, step, steps), part(fromY, toY, step, steps))) continue;
    if (first < 0) first = step;
    last = step;
  }
  if (first < 0) return null;
  glimpsed.weapon = beam.weapon;
  glimpsed.fromX = part(fromX, toX, first, steps);
  glimpsed.fromY = part(fromY, toY, first, steps);
  glimpsed.toX = part(fromX, toX, last, steps);
  glimpsed.toY = part(fromY, toY, last, steps);
  glimpsed.ends = (first === 0 ? BEAM_MUZZLE : 0) | (last === steps ? BEAM_IMPACT : 0);
  return glimpsed;
}

function part(from: number, to: number, step: number, steps: number): number {
  return Math.round(from + ((to - from) * step) / steps);
}
