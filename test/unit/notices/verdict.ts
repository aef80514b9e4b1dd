import { pelletsOf } from "../../../server/match/notices/happened.ts";
import type { WireEvent } from "../../../shared/protocol/events.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { projectileIdAfter } from "../../../shared/sim/projectiles.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { World } from "../../../shared/sim/world.ts";
import type { PlainSight, Seer } from "./plain-sight.ts";

/** 1/256 unit: half of the step to which places are rounded on the wire. */
const ROUNDING = 16;

/** What one client may and must be told of a tick, by the plain definition of sight. */
export class Verdict {
  readonly #world: World;
  readonly #truth: PlainSight;
  readonly #owners = new Map<number, number>();

  constructor(world: World, truth: PlainSight) {
    this.#world = world;
    this.#truth = truth;
  }

  observe(events: readonly SimEvent[]): void {
    for (const event of events) {
      if (event.kind === "projectileFired") this.#owners.set(event.projectile, event.body);
      if (event.kind !== "scatterFired") continue;
      for (let pellet = 0; pellet < pelletsOf(event.weapon); pellet += 1) this.#owners.set(projectileIdAfter(event.projectile, pellet), event.body);
    }
  }

  /** Whether this client may have been told this. */
  allows(seer: Seer, event: WireEvent): boolean {
    const { own } = seer;
    const named = (body: number): boolean => body === 0 || body === own || this.#truth.knows(seer, body);
    const at = (x: number, y: number): boolean => this.#around(x, y, ROUNDING).some(([nearX, nearY]) => this.#truth.seesPlace(seer, nearX, nearY));
    const isOwn = (body: number): boolean => own !== 0 && body === own;
    switch (event.kind) {
      case "projectileFired":
        return isOwn(event.body) || (at(event.fromX, event.fromY) && at(event.x, event.y) && named(event.body));
      case "scatterFired":
      case "shotGlimpsed":
        return isOwn(event.body) || (at(event.fromX, event.fromY) && named(event.body));
      case "projectileGone":
        return at(event.x, event.y);
      case "projectileSighted":
        return at(event.x, event.y) && named(event.body);
      case "projectileBounced":
        return isOwn(this.#ownerOf(event)) || at(event.x, event.y);
      case "projectileEnded":
        return isOwn(this.#ownerOf(event)) || isOwn(event.victim) || at(event.x, event.y) || (event.victim !== 0 && named(event.victim));
      case "exploded":
        return isOwn(event.body) || (at(event.x, event.y) && named(event.body));
      case "railFired":
        return isOwn(event.body) || (at(event.fromX, event.fromY) && at(event.toX, event.toY) && named(event.body));
      case "railGlimpsed":
        return at(event.fromX, event.fromY) && at(event.toX, event.toY) && named(event.body);
      case "bodyHit":
        return isOwn(event.victim) || ((named(event.victim) || at(event.x, event.y)) && named(event.attacker));
      case "bodyKilled":
        return isOwn(event.victim) || ((named(event.victim) || at(event.x, event.y)) && event.attackerHealth + event.attackerShield === 0);
      case "killAssisted":
        return isOwn(event.body);
      case "bodySpawned":
      case "bodyDashed":
        return named(event.body);
      case "pickupTaken":
        return isOwn(event.body) || (this.#seesPad(seer, event.pickup) && named(event.body));
      case "pickupReturned":
        return this.#seesPad(seer, event.pickup);
      case "hitConfirmed":
      case "killAnnounced":
      case "roundEnded":
      case "noise":
        return true;
    }
  }

  /** Whether this client must be told this, in whatever form. */
  demands(seer: Seer, event: SimEvent): boolean {
    const isOwn = (body: number): boolean => seer.own !== 0 && body === seer.own;
    const at = (x: number, y: number): boolean => this.#around(x, y, 1).every(([nearX, nearY]) => this.#truth.seesPlace(seer, nearX, nearY));
    switch (event.kind) {
      case "projectileFired":
        return isOwn(event.body) || (at(event.fromX, event.fromY) && at(event.x, event.y));
      case "scatterFired":
        return isOwn(event.body) || (at(event.fromX, event.fromY) && this.#truth.knows(seer, event.body));
      case "railFired":
        return isOwn(event.body) || at(event.fromX, event.fromY) || at(event.toX, event.toY);
      case "projectileBounced":
        return isOwn(this.#ownerOf(event)) || at(event.x, event.y);
      case "projectileEnded":
        return isOwn(this.#ownerOf(event)) || isOwn(event.victim) || at(event.x, event.y);
      case "exploded":
        return isOwn(event.body) || at(event.x, event.y);
      case "bodyHit":
        return isOwn(event.victim) || isOwn(event.attacker) || at(event.x, event.y);
      case "killAssisted":
        return isOwn(event.body);
      case "bodySpawned":
      case "bodyDashed":
        return isOwn(event.body) || (this.#truth.knows(seer, event.body) && at(event.x, event.y));
      case "pickupTaken":
        return isOwn(event.body) || this.#seesPad(seer, event.pickup);
      case "pickupReturned":
        return this.#seesPad(seer, event.pickup);
      case "bodyKilled":
      case "roundEnded":
        return true;
    }
  }

  #ownerOf({ projectile }: { projectile: number }): number {
    return this.#owners.get(projectile) ?? 0;
  }

  #seesPad(seer: Seer, pickup: number): boolean {
    const pad = this.#world.terrain.map.pickups[pickup];
    return pad !== undefined && this.#truth.seesPlace(seer, pad.x * UNIT, pad.y * UNIT);
  }

  #around(x: number, y: number, by: number): [number, number][] {
    return [-by, 0, by].flatMap((dx) => [-by, 0, by].map((dy): [number, number] => [x + dx, y + dy]));
  }
}

/** What an event is recognised by, in whatever form it is told; null for what stands for none. */
export function identityOf(event: WireEvent): string | null {
  switch (event.kind) {
    case "projectileFired":
    case "scatterFired":
    case "projectileBounced":
    case "projectileEnded":
      return `${event.kind} ${event.projectile}`;
    case "exploded":
      return `exploded ${Math.round(event.x / (2 * ROUNDING))} ${Math.round(event.y / (2 * ROUNDING))}`;
    case "railFired":
    case "railGlimpsed":
      return "rail";
    case "bodyHit":
    case "hitConfirmed":
      return `hit ${event.amount} ${event.health}`;
    case "bodyKilled":
    case "killAnnounced":
      return `kill ${event.victim}`;
    case "killAssisted":
      return `assist ${event.body} ${event.victim}`;
    case "bodySpawned":
    case "bodyDashed":
      return `${event.kind} ${event.body}`;
    case "pickupTaken":
    case "pickupReturned":
      return `${event.kind} ${event.pickup}`;
    case "roundEnded":
      return event.kind;
    case "projectileSighted":
    case "projectileGone":
    case "shotGlimpsed":
    case "noise":
      return null;
  }
}
