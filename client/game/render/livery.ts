import { entryOf } from "../roster.ts";
import type { Scene, SceneDress } from "../scene.ts";
import { craftColor, palette } from "./palette.ts";

/** Colour index of a craft as it is flown: the team's where there are teams, else its player's. */
export function liveryOf({ team, color }: Pick<SceneDress, "team" | "color">): number {
  return palette().teams[team - 1] ?? color;
}

/** 0xrrggbb of a craft. */
export function liveryColor(dress: Pick<SceneDress, "team" | "color">): number {
  return craftColor(liveryOf(dress));
}

/** Whether a body's shots cannot hurt the player who looks: their own (a blast apart), or a team-mate's. */
export function isFriendly(scene: Scene, id: number): boolean {
  if (id === scene.focus) return true;
  const team = entryOf(scene, scene.focus)?.team ?? 0;
  return team !== 0 && entryOf(scene, id)?.team === team;
}
