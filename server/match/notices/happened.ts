import { WEAPONS } from "../../../shared/content/weapons.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { projectileIdAfter } from "../../../shared/sim/projectiles.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { World } from "../../../shared/sim/world.ts";
import { Marks } from "./marks.ts";
import { NO_NOISE, noiseNamed } from "./noises.ts";
import type { Observer } from "./sight.ts";
import { Squares } from "./squares.ts";

/** Ids are 16 bits. */
const IDS = 0x1_0000;

/** 1/256 unit to a square: a screen is a few of them. */
const SQUARE = 256 * UNIT;

const EXPLOSION = noiseNamed("explosion");
const HIT = noiseNamed("hit");
const DEATH = noiseNamed("death");
const DASH = noiseNamed("dash");
const PICKUP = noiseNamed("pickup");
const SPAWN = noiseNamed("spawn");

/** What a shot sounds like, by the index into WEAPONS. */
const SHOTS = WEAPONS.map(({ name }) => noiseNamed(name));

/**
 * The events of one tick, sorted by who may be interested in them, as most clients are in few of them: by the bodies that they concern, by
 * the square where they can be seen, by whether they can be heard. Some are news for everybody.
 */
export class Happened {
  events: readonly SimEvent[] = [];
  /** By event: who did it and whom it befell; 0 for nobody. */
  actors = new Uint16Array(0);
  #victims = new Uint16Array(0);
  /** By event: what it sounds like to who does not see it. Index into NOISES, or NO_NOISE. */
  sounds = new Uint8Array(0);
  readonly #news = new Marks();
  readonly #seen = new Squares(SQUARE);
  /** What makes a noise, the first `noisyCount`; and where, 1/256 unit. */
  noisy = new Uint16Array(0);
  noisyX = new Int32Array(0);
  noisyY = new Int32Array(0);
  noisyCount = 0;
  /** What can be seen along a line: the first `beamCount`. */
  #beams = new Uint16Array(0);
  #beamCount = 0;
  /** Ids of the projectiles that ended on somebody: the first `struckCount`. */
  struck = new Uint16Array(0);
  struckCount = 0;
  /** By body: the last place in `#others` that concerns it, and one. An event has two: its actor's and its victim's. */
  readonly #last = new Uint32Array(IDS);
  /** By place: the one before of the same body, and one. */
  #others = new Uint32Array(0);
  /** Who fired the projectile of an id last. */
  readonly #owners = new Uint16Array(IDS);

  /** Another world: ids begin anew. */
  enter(world: World): void {
    this.#owners.fill(0);
    for (const { id, owner } of world.projectiles) this.#owners[id] = owner;
  }

  gather(world: World, events: readonly SimEvent[]): void {
    this.#forget();
    this.events = events;
    this.#makeRoom(events.length);
    this.#news.clear(events.length);
    this.#seen.begin(world.terrain);
    for (let index = 0; index < events.length; index += 1) {
      const event = events[index];
      if (event !== undefined) this.#note(index, event, world);
    }
    this.#seen.sort();
  }

  /** Marks what an observer may have noticed, and nothing else: news, what they did or befell them, and what is on their screen. */
  markFor(observer: Observer, marks: Marks): void {
    marks.copy(this.#news);
    for (let place = this.#last[observer.own] ?? 0; place !== 0; place = this.#others[place - 1] ?? 0) marks.add((place - 1) >> 1);
    if (observer.isLooking) this.#markOnScreen(observer, marks);
  }

  #markOnScreen({ x, y, halfWidth, halfHeight }: Observer, marks: Marks): void {
    const seen = this.#seen;
    const left = x - halfWidth * UNIT;
    const right = x + halfWidth * UNIT;
    const top = y - halfHeight * UNIT;
    const bottom = y + halfHeight * UNIT;
    const firstColumn = seen.columnOf(left);
    const lastColumn = seen.columnOf(right);
    const lastRow = seen.rowOf(bottom);
    for (let row = seen.rowOf(top); row <= lastRow; row += 1) {
      const end = seen.startOf(row, lastColumn + 1);
      for (let place = seen.startOf(row, firstColumn); place < end; place += 1) {
        const atX = seen.x[place] ?? 0;
        const atY = seen.y[place] ?? 0;
        if (atX >= left && atX <= right && atY >= top && atY <= bottom) marks.add(seen.indices[place] ?? 0);
      }
    }
    for (let beam = 0; beam < this.#beamCount; beam += 1) {
      const index = this.#beams[beam] ?? 0;
      const event = this.events[index];
      if (event?.kind !== "railFired") continue;
      const isAside = Math.max(event.fromX, event.toX) < left || Math.min(event.fromX, event.toX) > right;
      if (!isAside && Math.max(event.fromY, event.toY) >= top && Math.min(event.fromY, event.toY) <= bottom) marks.add(index);
    }
  }

  #forget(): void {
    for (let index = 0; index < this.events.length; index += 1) {
      this.#last[this.actors[index] ?? 0] = 0;
      this.#last[this.#victims[index] ?? 0] = 0;
    }
    this.noisyCount = 0;
    this.#beamCount = 0;
    this.struckCount = 0;
  }

  #note(index: number, event: SimEvent, world: World): void {
    switch (event.kind) {
      case "projectileFired":
        this.#owners[event.projectile] = event.body;
        this.#concern(index, event.body, 0);
        return this.#place(index, event.fromX, event.fromY, shotOf(event.weapon));
      case "scatterFired":
        for (let pellet = 0; pellet < pelletsOf(event.weapon); pellet += 1) this.#owners[projectileIdAfter(event.projectile, pellet)] = event.body;
        this.#concern(index, event.body, 0);
        return this.#place(index, event.fromX, event.fromY, shotOf(event.weapon));
      case "railFired":
        this.#beams[this.#beamCount] = index;
        this.#beamCount += 1;
        this.#concern(index, event.body, 0);
        return this.#sound(index, event.fromX, event.fromY, shotOf(event.weapon));
      case "projectileBounced":
        this.#concern(index, this.#owners[event.projectile] ?? 0, 0);
        return this.#place(index, event.x, event.y, NO_NOISE);
      case "projectileEnded":
        if (event.victim !== 0) {
          this.struck[this.struckCount] = event.projectile;
          this.struckCount += 1;
        }
        this.#concern(index, this.#owners[event.projectile] ?? 0, event.victim);
        return this.#place(index, event.x, event.y, NO_NOISE);
      case "exploded":
        this.#concern(index, event.body, 0);
        return this.#place(index, event.x, event.y, EXPLOSION);
      case "bodySpawned":
        this.#concern(index, event.body, 0);
        return this.#place(index, event.x, event.y, SPAWN);
      case "bodyDashed":
        this.#concern(index, event.body, 0);
        return this.#place(index, event.x, event.y, DASH);
      case "bodyHit":
        this.#concern(index, event.attacker, event.victim);
        return this.#place(index, event.x, event.y, HIT);
      case "bodyKilled":
        this.#news.add(index);
        this.#concern(index, event.attacker, event.victim);
        return this.#sound(index, event.x, event.y, DEATH);
      case "killAssisted":
        return this.#concern(index, event.body, 0);
      case "pickupTaken":
        this.#concern(index, event.body, 0);
        return this.#placeOnPad(index, event.pickup, PICKUP, world);
      case "pickupReturned":
        this.#concern(index, 0, 0);
        return this.#placeOnPad(index, event.pickup, NO_NOISE, world);
      case "roundEnded":
        this.#news.add(index);
        return this.#concern(index, 0, 0);
    }
  }

  #concern(index: number, actor: number, victim: number): void {
    this.actors[index] = actor;
    this.#victims[index] = victim;
    if (actor !== 0) this.#link(2 * index, actor);
    if (victim !== 0) this.#link(2 * index + 1, victim);
  }

  #link(place: number, body: number): void {
    this.#others[place] = this.#last[body] ?? 0;
    this.#last[body] = place + 1;
  }

  #placeOnPad(index: number, pickup: number, sound: number, world: World): void {
    const pad = world.terrain.map.pickups[pickup];
    if (pad !== undefined) this.#place(index, pad.x * UNIT, pad.y * UNIT, sound);
  }

  #place(index: number, x: number, y: number, sound: number): void {
    this.#seen.add(index, x, y);
    this.#sound(index, x, y, sound);
  }

  #sound(index: number, x: number, y: number, sound: number): void {
    this.sounds[index] = sound;
    if (sound === NO_NOISE) return;
    this.noisy[this.noisyCount] = index;
    this.noisyX[this.noisyCount] = x;
    this.noisyY[this.noisyCount] = y;
    this.noisyCount += 1;
  }

  #makeRoom(count: number): void {
    if (this.actors.length >= count) return;
    const room = 2 * count;
    this.actors = new Uint16Array(room);
    this.#victims = new Uint16Array(room);
    this.sounds = new Uint8Array(room);
    this.noisy = new Uint16Array(room);
    this.noisyX = new Int32Array(room);
    this.noisyY = new Int32Array(room);
    this.#beams = new Uint16Array(room);
    this.struck = new Uint16Array(room);
    this.#others = new Uint32Array(2 * room);
  }
}

function shotOf(weapon: number): number {
  return SHOTS[weapon] ?? NO_NOISE;
}

export function pelletsOf(weapon: number): number {
  const data = WEAPONS[weapon];
  return data?.kind === "projectile" ? data.pellets : 0;
}
