import type { Scene, SceneBody } from "../scene.ts";

/** ms that the camera stays with a body that died before it looks for another, and at least stays with one that lives. */
const MOURN = 1400;
const STAY = 9000;

/** Whom a watcher's camera follows: the one with the longest streak, without hopping about. */
export class Director {
  private watched = 0;
  private changeIn = 0;

  /** Null when there is nobody to look at. */
  choose(scene: Scene, elapsed: number): SceneBody | null {
    if (scene.focus !== 0) return find(scene, scene.focus);
    this.changeIn -= elapsed;
    const current = find(scene, this.watched);
    if (current !== null && !current.alive) this.changeIn = Math.min(this.changeIn, MOURN);
    if (current !== null && this.changeIn > 0) return current;
    let best: SceneBody | null = null;
    for (const body of scene.bodies) {
      if (!body.alive) continue;
      if (best === null || body.streak > best.streak || (body.streak === best.streak && body.kills > best.kills)) best = body;
    }
    if (best === null) return current;
    this.watched = best.id;
    this.changeIn = STAY;
    return best;
  }
}

function find(scene: Scene, id: number): SceneBody | null {
  for (const body of scene.bodies) if (body.id === id) return body;
  return null;
}
