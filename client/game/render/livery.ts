import type { Scene, SceneBody } from "../scene.ts";
import { craftColor } from "./palette.ts";

/**
 * Colour indices that stand for teams 1 and 2: far apart in hue and in lightness. Their hulls differ as well, by the same rule as
 * all others.
 */
const TEAM_LIVERIES: readonly number[] = [5, 6];

/** Colour index of a craft as it is flown: the team's where there are teams, else its player's. */
export function liveryOf({ team, color }: Pick<SceneBody, "team" | "color">): number {
  return TEAM_LIVERIES[team - 1] ?? color;
}

/** 0xrrggbb of a craft. */
export function liveryColor(body: Pick<SceneBody, "team" | "color">): number {
  return craftColor(liveryOf(body));
}

/** Whether a body's shots cannot hurt the player who looks: their own (a blast apart), or a team-mate's. */
export function isFriendly(scene: Scene, id: number): boolean {
  if (id === scene.focus) return true;
  let own = 0;
  let other = 0;
  for (const body of scene.bodies) {
    if (body.id === scene.focus) own = body.team;
    else if (body.id === id) other = body.team;
  }
  return own !== 0 && own === other;
}
