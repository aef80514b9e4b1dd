import { WEAPONS } from "../../../shared/content/weapons.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { projectileIdAfter } from "../../../shared/sim/projectiles.ts";

/** Counts the shots of one body, and those that met somebody: what happened, not what its screen showed. */
export class Tally {
  shots = 0;
  hits = 0;
  readonly #body: number;
  /** Which shot each projectile in the air belongs to, and which shots have been counted as hits. */
  readonly #flying = new Map<number, number>();
  readonly #counted = new Set<number>();

  constructor(body: number) {
    this.#body = body;
  }

  reset(): void {
    this.shots = 0;
    this.hits = 0;
    this.#flying.clear();
    this.#counted.clear();
  }

  /** Takes in the events of one tick. */
  observe(events: readonly SimEvent[]): void {
    let blasted = false;
    for (const event of events) {
      switch (event.kind) {
        case "railFired":
          if (event.body !== this.#body) break;
          this.shots += 1;
          if (event.victim !== 0) this.hits += 1;
          break;
        case "projectileFired":
          if (event.body !== this.#body) break;
          this.shots += 1;
          if (!isBlast(event.weapon)) this.#flying.set(event.projectile, this.shots);
          break;
        case "scatterFired": {
          if (event.body !== this.#body) break;
          this.shots += 1;
          const weapon = WEAPONS[event.weapon];
          const pellets = weapon?.kind === "projectile" ? weapon.pellets : 0;
          for (let pellet = 0; pellet < pellets; pellet += 1) this.#flying.set(projectileIdAfter(event.projectile, pellet), this.shots);
          break;
        }
        case "projectileEnded": {
          const shot = this.#flying.get(event.projectile);
          this.#flying.delete(event.projectile);
          if (shot !== undefined && event.victim !== 0) this.#count(shot);
          break;
        }
        case "exploded":
          blasted ||= event.body === this.#body;
          break;
        case "bodyHit":
          // A blast hits once, however many it hurts.
          if (blasted && event.attacker === this.#body && event.victim !== this.#body && isBlast(event.weapon)) {
            blasted = false;
            this.hits += 1;
          }
          break;
        default:
          break;
      }
    }
  }

  #count(shot: number): void {
    if (this.#counted.has(shot)) return;
    this.#counted.add(shot);
    this.hits += 1;
  }
}

function isBlast(weapon: number): boolean {
  const data = WEAPONS[weapon];
  return data?.kind === "projectile" && data.blast !== null;
}
