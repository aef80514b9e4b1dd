import { pelletsOf } from "../../../server/match/notices/happened.ts";
import { decodeEvents, type WireEvent } from "../../../shared/protocol/events.ts";
import { type Projectile, projectileIdAfter, stepProjectile } from "../../../shared/sim/projectiles.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";

/** A client that knows nothing but what it is told: it flies what it was told of by itself, tick by tick. */
export class Replay {
  /** What is in the air by its reckoning; null for a pellet, whose way it would have to work out. */
  readonly flying = new Map<number, Projectile | null>();
  /** Of the last batch. */
  events: readonly WireEvent[] = [];
  bytes = 0;
  readonly #terrain: Terrain;
  readonly #headroom: number;
  readonly #hearsOfGone: boolean;

  /** `hearsOfGone`: off for controls. */
  constructor(terrain: Terrain, { headroom = 0, hearsOfGone = true } = {}) {
    this.#terrain = terrain;
    this.#headroom = headroom;
    this.#hearsOfGone = hearsOfGone;
  }

  /** One tick, and what was told of it. */
  tick(tick: number, batch: Uint8Array | null): void {
    for (const [id, projectile] of this.flying) {
      if (projectile !== null && stepProjectile(projectile, this.#terrain) !== "flying") this.flying.delete(id);
    }
    this.events = [];
    if (batch === null) return;
    this.bytes += batch.length - this.#headroom;
    const decoded = decodeEvents(batch.subarray(this.#headroom));
    if (decoded.tick !== tick) throw new Error(`a batch of tick ${decoded.tick} in tick ${tick}`);
    this.events = decoded.events;
    for (const event of decoded.events) this.#hear(event);
  }

  #hear(event: WireEvent): void {
    switch (event.kind) {
      case "projectileFired":
      case "projectileSighted":
        return this.#add(event.projectile, { id: event.projectile, owner: event.body, team: 0, ...event });
      case "scatterFired":
        for (let pellet = 0; pellet < pelletsOf(event.weapon); pellet += 1) this.#add(projectileIdAfter(event.projectile, pellet), null);
        return;
      case "projectileGone":
        if (this.#hearsOfGone) this.flying.delete(event.projectile);
        return;
      case "projectileEnded":
        this.flying.delete(event.projectile);
        return;
      default:
        return;
    }
  }

  #add(id: number, projectile: Projectile | null): void {
    if (this.flying.has(id)) throw new Error(`told of projectile ${id} twice`);
    this.flying.set(id, projectile);
  }
}
