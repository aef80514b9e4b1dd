import type { SceneBody } from "./scene.ts";

/** ms for which the camera stays with a body after its death: its end is worth seeing, its wait is not. */
const STAY = 1200;

/** Whom the camera of someone who only watches follows: the one they chose, or else the one who does best, until they die. */
export class Watching {
  #focus = 0;
  #deadSince: number | null = null;
  /** Whom the viewer chose; 0 for nobody. */
  #chosen = 0;

  /** Follows this one from now on, alive or dead, for as long as it is there. */
  follow(id: number): void {
    this.#chosen = id;
  }

  /** The id of the body to follow; 0 when there is none. */
  choose(bodies: readonly SceneBody[], now: number): number {
    if (bodies.some(({ id }) => id === this.#chosen)) {
      this.#focus = this.#chosen;
      return this.#focus;
    }
    const followed = bodies.find(({ id }) => id === this.#focus);
    if (followed?.alive === true) {
      this.#deadSince = null;
      return this.#focus;
    }
    this.#deadSince ??= now;
    if (followed !== undefined && now - this.#deadSince < STAY) return this.#focus;
    let best: SceneBody | null = null;
    for (const body of bodies) if (body.alive && (best === null || body.kills > best.kills)) best = body;
    if (best === null) return followed === undefined ? 0 : this.#focus;
    this.#focus = best.id;
    this.#deadSince = null;
    return this.#focus;
  }
}
