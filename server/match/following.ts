import { OWN_END } from "../../shared/protocol/messages.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { ticksOf } from "../../shared/sim/pace.ts";
import { bodyOf, type World } from "../../shared/sim/world.ts";

/** ms for which who only watches stays with a body after its death: its end is worth seeing, its wait is not. */
const STAY = 1200;

/** Whose view somebody has, and why. */
export interface Follower {
  /** The own body; 0 for a spectator. */
  readonly own: number;
  /** The body that a spectator has chosen; 0 for none. */
  chosen: number;
  /** The body whose view they have now; 0 for none. */
  eye: number;
}

interface Death {
  readonly tick: number;
  readonly killer: number;
}

/** Decides whose view everybody has: their own, while dead that of who killed them, and who only watches that of a player. */
export class Following {
  readonly #deaths = new Map<number, Death>();

  /** After a step of the world. */
  observe(world: World, events: readonly SimEvent[]): void {
    for (const event of events) {
      if (event.kind === "bodyKilled") this.#deaths.set(event.victim, { tick: world.tick, killer: event.attacker });
      if (event.kind === "bodySpawned") this.#deaths.delete(event.body);
    }
  }

  forget(id: number): void {
    this.#deaths.delete(id);
  }

  /** Nobody has died yet in a new round. */
  clear(): void {
    this.#deaths.clear();
  }

  /** The body whose view this one has from now on. */
  eyeOf(world: World, follower: Follower): number {
    return follower.own === 0 ? this.#watched(world, follower) : this.#seenBy(world, follower.own);
  }

  #seenBy(world: World, own: number): number {
    const death = this.#deaths.get(own);
    if (death === undefined || death.killer === own) return own;
    if (world.tick - death.tick < ticksOf(OWN_END, world.terrain.tickRate)) return own;
    return bodyOf(world, death.killer)?.alive === true ? death.killer : own;
  }

  /** The one they chose, or else whom they have until some time after that one's death, or else the best. */
  #watched(world: World, { chosen, eye }: Follower): number {
    if (chosen !== 0 && bodyOf(world, chosen) !== undefined) return chosen;
    const followed = bodyOf(world, eye);
    if (followed?.alive === true) return eye;
    const death = this.#deaths.get(eye);
    if (followed !== undefined && death !== undefined && world.tick - death.tick < ticksOf(STAY, world.terrain.tickRate)) return eye;
    let best = 0;
    let most = -1;
    for (const { id, alive, kills } of world.bodies) {
      if (!alive || kills <= most) continue;
      best = id;
      most = kills;
    }
    return best !== 0 || followed === undefined ? best : eye;
  }
}
