import { hashWorld } from "../../shared/sim/hash.ts";
import { PHASES } from "../../shared/sim/step.ts";
import { Fight } from "./fight.ts";
import { play, SCENARIOS } from "./scenarios.ts";

/** Ticks of the fight: enough for deaths, pickups and every weapon. */
const FIGHT_TICKS = 2000;

/** What an engine makes of the scenes and of a fight of 30, at both rates: hashes by name. The same code runs in Node and in a page. */
export function engineHashes(): Record<string, number[]> {
  const hashes: Record<string, number[]> = {};
  for (const tickRate of [20, 40] as const) {
    for (const scenario of SCENARIOS) {
      hashes[`${scenario.name} at ${tickRate} Hz`] = play(scenario, { tickRate }).hashes;
    }
    const fight = new Fight({ tickRate, seed: 11, bodies: 30 });
    const ofFight: number[] = [];
    for (let tick = 1; tick <= FIGHT_TICKS; tick += 1) {
      fight.tick(PHASES);
      if (tick % 100 === 0) {
        ofFight.push(hashWorld(fight.world));
      }
    }
    hashes[`a fight at ${tickRate} Hz`] = ofFight;
  }
  return hashes;
}
