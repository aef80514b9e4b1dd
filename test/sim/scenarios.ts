import { LIVES } from "./scenes/lives.ts";
import { MODES_PLAYED } from "./scenes/modes.ts";
import { MOVING } from "./scenes/moving.ts";
import { SCATTER_AND_MORTAR } from "./scenes/scatter-and-mortar.ts";
import type { Scenario } from "./scenes/scene.ts";
import { SHOOTING } from "./scenes/shooting.ts";
import { Stage, type StageOptions } from "./stage.ts";
import { YARD } from "./yard.ts";

/** Every scene, played at both rates and in every engine. */
export const SCENARIOS: readonly Scenario[] = [...MOVING, ...SHOOTING, ...LIVES, ...SCATTER_AND_MORTAR, ...MODES_PLAYED];

/** Plays a scene to its end. */
export function play(scenario: Scenario, options: Omit<StageOptions, "map" | "mode">): Stage {
  const stage = new Stage({ ...options, map: scenario.map ?? YARD, ...(scenario.mode === undefined ? {} : { mode: scenario.mode }) });
  scenario.play(stage);
  return stage;
}
