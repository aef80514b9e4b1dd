import { WEAPONS } from "../../../shared/content/weapons.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { projectileIdAfter } from "../../../shared/sim/projectiles.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { World } from "../../../shared/sim/world.ts";
import { NO_NOISE, noiseNamed } from "./noises.ts";

/** Ids of projectiles are 16 bits. */
const IDS = 0x1_0000;

/** Matters to those alone who see or hear its place; or may be seen along a line; or is for everybody. */
export const HERE = 0;
export const ALONG = 1;
export const EVERYWHERE = 2;

const EXPLOSION = noiseNamed("explosion");
const HIT = noiseNamed("hit");
const DEATH = noiseNamed("death");
const DASH = noiseNamed("dash");
const PICKUP = noiseNamed("pickup");
const SPAWN = noiseNamed("spawn");

/** What a shot sounds like, by the index into WEAPONS. */
const SHOTS = WEAPONS.map(({ name }) => noiseNamed(name));

/** Where the events of one tick happened and whom they concern, side by side: most of them are of no interest to most clients. */
export class Happened {
  events: readonly SimEvent[] = [];
  /** 1/256 unit. */
  x = new Int32Array(0);
  y = new Int32Array(0);
  /** Who did it and whom it befell; 0 for nobody. */
  actors = new Uint16Array(0);
  victims = new Uint16Array(0);
  /** HERE, ALONG or EVERYWHERE. */
  scopes = new Uint8Array(0);
  /** What it sounds like to who does not see it: index into NOISES, or NO_NOISE. */
  sounds = new Uint8Array(0);
  /** Ids of the projectiles that ended: the first `endedCount`. */
  ended = new Uint16Array(0);
  endedCount = 0;
  /** Who fired the projectile of an id last. */
  readonly #owners = new Uint16Array(IDS);

  /** Another world: ids begin anew. */
  enter(world: World): void {
    this.#owners.fill(0);
    for (const { id, owner } of world.projectiles) this.#owners[id] = owner;
  }

  gather(world: World, events: readonly SimEvent[]): void {
    this.events = events;
    this.endedCount = 0;
    this.#makeRoom(events.length);
    for (let index = 0; index < events.length; index += 1) {
      const event = events[index];
      if (event !== undefined) this.#note(index, event, world);
    }
  }

  #note(index: number, event: SimEvent, world: World): void {
    switch (event.kind) {
      case "projectileFired":
        this.#owners[event.projectile] = event.body;
        return this.#put(index, event.fromX, event.fromY, event.body, 0, shotOf(event.weapon));
      case "scatterFired":
        for (let pellet = 0; pellet < pelletsOf(event.weapon); pellet += 1) this.#owners[projectileIdAfter(event.projectile, pellet)] = event.body;
        return this.#put(index, event.fromX, event.fromY, event.body, 0, shotOf(event.weapon));
      case "railFired":
        return this.#put(index, event.fromX, event.fromY, event.body, 0, shotOf(event.weapon), ALONG);
      case "projectileBounced":
        return this.#put(index, event.x, event.y, this.#owners[event.projectile] ?? 0, 0, NO_NOISE);
      case "projectileEnded":
        this.ended[this.endedCount] = event.projectile;
        this.endedCount += 1;
        return this.#put(index, event.x, event.y, this.#owners[event.projectile] ?? 0, event.victim, NO_NOISE);
      case "exploded":
        return this.#put(index, event.x, event.y, event.body, 0, EXPLOSION);
      case "bodySpawned":
        return this.#put(index, event.x, event.y, event.body, 0, SPAWN);
      case "bodyDashed":
        return this.#put(index, event.x, event.y, event.body, 0, DASH);
      case "bodyHit":
        return this.#put(index, event.x, event.y, event.attacker, event.victim, HIT);
      case "bodyKilled":
        return this.#put(index, event.x, event.y, event.attacker, event.victim, DEATH, EVERYWHERE);
      case "killAssisted":
        return this.#put(index, 0, 0, event.body, 0, NO_NOISE);
      case "pickupTaken":
        return this.#putOnPad(index, event.pickup, event.body, PICKUP, world);
      case "pickupReturned":
        return this.#putOnPad(index, event.pickup, 0, NO_NOISE, world);
      case "roundEnded":
        return this.#put(index, 0, 0, 0, 0, NO_NOISE, EVERYWHERE);
    }
  }

  #putOnPad(index: number, pickup: number, actor: number, sound: number, world: World): void {
    const pad = world.terrain.map.pickups[pickup];
    this.#put(index, (pad?.x ?? 0) * UNIT, (pad?.y ?? 0) * UNIT, actor, 0, sound);
  }

  #put(index: number, x: number, y: number, actor: number, victim: number, sound: number, scope = HERE): void {
    this.x[index] = x;
    this.y[index] = y;
    this.actors[index] = actor;
    this.victims[index] = victim;
    this.sounds[index] = sound;
    this.scopes[index] = scope;
  }

  #makeRoom(count: number): void {
    if (this.x.length >= count) return;
    const room = 2 * count;
    this.x = new Int32Array(room);
    this.y = new Int32Array(room);
    this.actors = new Uint16Array(room);
    this.victims = new Uint16Array(room);
    this.scopes = new Uint8Array(room);
    this.sounds = new Uint8Array(room);
    this.ended = new Uint16Array(room);
  }
}

function shotOf(weapon: number): number {
  return SHOTS[weapon] ?? NO_NOISE;
}

export function pelletsOf(weapon: number): number {
  const data = WEAPONS[weapon];
  return data?.kind === "projectile" ? data.pellets : 0;
}
