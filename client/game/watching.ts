import type { Scene, SceneBody, SceneEntry } from "./scene.ts";

/** ms for which the camera stays with a body after its death: its end is worth seeing, its wait is not. */
const STAY = 1200;

/** Whom the camera of someone who only watches follows: the one they chose, or else the one who does best, until they die. */
export class Watching {
  #focus = 0;
  #deadSince: number | null = null;
  /** Whom the viewer chose; 0 for nobody. */
  #chosen = 0;

  /** Follows this one from now on, alive or dead, for as long as they take part. */
  follow(id: number): void {
    this.#chosen = id;
  }

  /** The id of the body to follow; 0 when there is none. Of most there is no more to go by than the score table. */
  choose({ roster, bodies }: Pick<Scene, "roster" | "bodies">, now: number): number {
    if (takesPart(roster, this.#chosen)) {
      this.#focus = this.#chosen;
      return this.#focus;
    }
    const isThere = takesPart(roster, this.#focus);
    if (isThere && !isDead(bodies, this.#focus)) {
      this.#deadSince = null;
      return this.#focus;
    }
    this.#deadSince ??= now;
    if (isThere && now - this.#deadSince < STAY) return this.#focus;
    let best: SceneEntry | null = null;
    for (const entry of roster) if (!isDead(bodies, entry.id) && (best === null || entry.kills > best.kills)) best = entry;
    if (best === null) return isThere ? this.#focus : 0;
    this.#focus = best.id;
    this.#deadSince = null;
    return this.#focus;
  }
}

function takesPart(roster: readonly SceneEntry[], id: number): boolean {
  return roster.some((entry) => entry.id === id);
}

/** Whether a body is known to be dead: who is out of sight may be alive. */
function isDead(bodies: readonly SceneBody[], id: number): boolean {
  return bodies.some((body) => body.id === id && !body.alive);
}
