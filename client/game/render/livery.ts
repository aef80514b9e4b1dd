import type { Scene, SceneBody } from "../scene.ts";
import { craftColor, palette } from "./palette.ts";

/** Colour index of a craft as it is flown: the team's where there are teams, else its player's. */
export function liveryOf({ team, color }: Pick<SceneBody, "team" | "color">): number {
  return palette().teams[team - 1] ?? color;
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
