import type { Arena } from "./arena.ts";
import type { Sight } from "./interest.ts";
import type { Precision } from "./workload.ts";

/** What one client sees in one tick: on the server in units and turns, decoded in the stack's own precision. */
export interface Picture {
  tick: number;
  /** id → x, y, angle, flags, health */
  fighters: [number, [number, number, number, number, number]][];
  /** place in `Arena.shots` → x, y */
  shots: [number, [number, number]][];
}

/** How a stack's decoded picture is to be compared. */
export interface Comparison {
  fighters: Precision;
  shots: Precision;
  /** Shots are flown by the client: it may go on with those that have left its view. */
  isFlown: boolean;
}

/** The server's word for what a viewer sees. */
export function takePicture(arena: Arena, sight: Sight): Picture {
  const picture: Picture = { tick: arena.tick, fighters: [], shots: [] };
  for (const index of sight.fighters.subarray(0, sight.fighterCount)) {
    const fighter = arena.fighters[index];
    if (fighter === undefined) continue;
    picture.fighters.push([fighter.id, [fighter.x, fighter.y, fighter.angle, fighter.flags, fighter.health]]);
  }
  for (const index of sight.shots.subarray(0, sight.shotCount)) {
    const shot = arena.shots[index];
    if (shot !== undefined) picture.shots.push([index, [shot.x, shot.y]]);
  }
  return picture;
}

export interface Verdict {
  /** Entities and counts looked at. */
  checks: number;
  /** What was wrong, in words; the first few. */
  mismatches: string[];
}

const MISMATCHES_KEPT = 5;

export function compare(seen: Picture, truth: Picture, { fighters, shots, isFlown }: Comparison, verdict: Verdict): void {
  const note = (words: string): void => {
    if (verdict.mismatches.length < MISMATCHES_KEPT) verdict.mismatches.push(`tick ${truth.tick}: ${words}`);
  };
  const check = (kind: string, id: number, found: readonly number[] | undefined, expected: readonly number[]): void => {
    verdict.checks += 1;
    if (found?.join() !== expected.join()) note(`${kind} ${id} is ${found?.join() ?? "missing"}, not ${expected.join()}`);
  };
  const seenFighters = new Map(seen.fighters);
  for (const [id, [x, y, angle, flags, health]] of truth.fighters) {
    check("fighter", id, seenFighters.get(id), [fighters.position(x), fighters.position(y), fighters.angle(angle), flags, health]);
  }
  const seenShots = new Map(seen.shots);
  for (const [id, [x, y]] of truth.shots) check("shot", id, seenShots.get(id), [shots.position(x), shots.position(y)]);
  verdict.checks += 2;
  if (seen.fighters.length !== truth.fighters.length) note(`${seen.fighters.length} fighters, not ${truth.fighters.length}`);
  if (!isFlown && seen.shots.length !== truth.shots.length) note(`${seen.shots.length} shots, not ${truth.shots.length}`);
}
