import type { Scene, SceneBody, SceneEntry } from "./scene.ts";

/** ms for which the camera stays with a body after its death: its end is worth seeing, its wait is not. */
const STAY = 1200;

/**
 * Whom the camera of someone who only watches follows: the one they chose, or else the one who does best, until they die. Where
 * the server says through whose eyes it shows the match, it is asked for that one, and its word goes.
 */
export class Watching {
  #wanted = 0;
  #deadSince: number | null = null;
  /** Whom the viewer chose; 0 for nobody. */
  #chosen = 0;
  /** Through whose eyes the server shows the match; null while it has not said. */
  #given: number | null = null;
  /** Whom the server was asked for last and has not given yet; null for nobody. */
  #asked: number | null = null;

  /** Through whose eyes the server shows the match, 0 for nobody's; null while it has not said. */
  get given(): number | null {
    return this.#given;
  }

  /** Follows this one from now on, alive or dead, for as long as they take part. */
  follow(id: number): void {
    this.#chosen = id;
  }

  /** The server's word. */
  give(id: number): void {
    this.#given = id;
    if (id === this.#asked) this.#asked = null;
    if (id !== 0 && this.#asked === null) this.#wanted = id;
  }

  /** Another link: nothing was said or asked there. */
  forget(): void {
    this.#given = null;
    this.#asked = null;
  }

  /** Whom the server is to be asked for now; null for nobody. Each wish is told once. */
  takeWish(): number | null {
    if (this.#given === null || this.#wanted === 0 || this.#wanted === (this.#asked ?? this.#given)) return null;
    this.#asked = this.#wanted;
    return this.#asked;
  }

  /** The id of the body to follow; 0 when there is none. Of most there is no more to go by than the score table. */
  choose({ roster, bodies }: Pick<Scene, "roster" | "bodies">, now: number): number {
    this.#choose(roster, bodies, now);
    return this.#given ?? this.#wanted;
  }

  #choose(roster: readonly SceneEntry[], bodies: readonly SceneBody[], now: number): void {
    if (takesPart(roster, this.#chosen)) {
      this.#wanted = this.#chosen;
      return;
    }
    const isThere = takesPart(roster, this.#wanted);
    if (isThere && !isDead(bodies, this.#wanted)) {
      this.#deadSince = null;
      return;
    }
    this.#deadSince ??= now;
    if (isThere && now - this.#deadSince < STAY) return;
    let best: SceneEntry | null = null;
    for (const entry of roster) if (!isDead(bodies, entry.id) && (best === null || entry.kills > best.kills)) best = entry;
    if (best !== null) this.#deadSince = null;
    this.#wanted = best?.id ?? (isThere ? this.#wanted : 0);
  }
}

function takesPart(roster: readonly SceneEntry[], id: number): boolean {
  return roster.some((entry) => entry.id === id);
}

/** Whether a body is known to be dead: who is out of sight may be alive. */
function isDead(bodies: readonly SceneBody[], id: number): boolean {
  return bodies.some((body) => body.id === id && !body.alive);
}
