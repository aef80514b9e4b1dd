import type { SimEvent } from "../../../shared/sim/events.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { type Body, bodyOf, type World } from "../../../shared/sim/world.ts";
import { VIEW_AGE_MAX } from "../view-clamp.ts";
import { CELL, cellOf } from "./cells.ts";
import { Crowd } from "./crowd.ts";
import type { Field } from "./field.ts";
import { FOOTPRINT_ROWS } from "./footprint.ts";
import { type Lights, lightsOf } from "./lights.ts";
import type { Observer } from "./observer.ts";
import { reachOf } from "./reach.ts";
import { Slots } from "./slots.ts";

/**
 * ms of age that are believed: as far as a shot may look back. Who claims to have seen less of late than they have, to look older
 * than they are, gains at most what a body walks in the difference.
 */
const AGE_MAX = VIEW_AGE_MAX;

/** ms that a client shows the others later than its newest patch, beyond one tick: what it waits for late patches. */
const JITTER = 40;

/** A tick's patch is on screen until the next one is. */
const SHOWN = 1;

/** ms in which the age comes down by a tick: it is the longest of late, lest the margin flicker. */
const AGE_FALL = 1000;

/** Units by which a camera trails a body that dashes, and shakes. */
const CAMERA_PLAY = 64;

/** Ticks for which who is hidden is told of still: at an edge nobody comes and goes with every step. At most 5. */
const LINGER = 2;

/** Units around a pad within which something of it is seen. */
const PAD_RADIUS = 24;

/** Lights that are made in one tick for who needs them, about 5 ms at worst and rarely any; and of those that somebody may need. */
const LIGHTS_NEEDED = 128;
const LIGHTS_PREPARED = 8;

/** Says each tick who may be told of which body, pad and place: what is on their screen, or could be before the next patch is. */
export class Interest {
  readonly #slots = new Slots();
  #terrain: Terrain;
  #lights: Lights;
  #crowd: Crowd;
  #kept: number;

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
    this.#lights = lightsOf(terrain);
    this.#crowd = new Crowd(this.#lights.cells, terrain.width, terrain.height);
    this.#kept = terrain.pace.historyTicks + 1;
  }

  /** After a step of the world, with what happened in it. Finds for each observer `visible` and `pads`. */
  update(world: World, observers: readonly Observer[], events: readonly SimEvent[]): void {
    if (world.terrain !== this.#terrain) this.#moveTo(world.terrain);
    this.#slots.assign(world, this.#kept);
    this.#crowd.gather(world, this.#slots);
    let budget = LIGHTS_NEEDED;
    for (const observer of observers) {
      observer.begin(world.tick, this.#slots.capacity, this.#kept, LINGER + 1);
      budget -= this.#look(world, observer, budget);
    }
    for (const event of events) if (event.kind === "bodyHit") this.#tellOfAttacker(event.victim, event.attacker, observers);
    this.#lights.prepare(LIGHTS_PREPARED);
  }

  /** Whether this observer is told of a body in this tick. */
  knows(observer: Observer, id: number): boolean {
    const slot = this.#slots.of(id);
    return slot >= 0 && observer.told.has(slot);
  }

  /** Whether this observer was told of a body in that tick, one of the last 400 ms. */
  wasTold(observer: Observer, id: number, tick: number): boolean {
    const slot = this.#slots.of(id);
    return slot >= 0 && observer.told.had(slot, tick);
  }

  /** Whether this observer may be told what happens at a place, 1/256 unit. */
  seesPlace(observer: Observer, x: number, y: number): boolean {
    if (Math.abs(x - observer.x) > observer.halfWidth * UNIT || Math.abs(y - observer.y) > observer.halfHeight * UNIT) return false;
    return observer.field.shows(cellOf(x), cellOf(y));
  }

  #moveTo(terrain: Terrain): void {
    this.#terrain = terrain;
    this.#lights = lightsOf(terrain);
    this.#crowd = new Crowd(this.#lights.cells, terrain.width, terrain.height);
    this.#kept = terrain.pace.historyTicks + 1;
  }

  /** Returns how many lights it took. */
  #look(world: World, observer: Observer, budget: number): number {
    // Who only watches is told what the player whom they watch is told.
    const eye = bodyOf(world, observer.eye);
    const self = observer.own === 0 || observer.own === observer.eye ? eye : bodyOf(world, observer.own);
    let made = 0;
    if (eye === undefined) {
      observer.close();
    } else {
      made = this.#open(world, observer, eye, budget);
      this.#tellOfSeen(observer);
      this.#tell(observer, eye.id);
    }
    if (self !== undefined) {
      this.#tell(observer, self.id);
      if (self.team !== 0) this.#tellOfMates(world, observer, self);
    }
    this.#tellOfLost(world, observer);
    return made;
  }

  /** Where it looks from, how far it can see from there, and past which walls. */
  #open(world: World, observer: Observer, eye: Body, budget: number): number {
    const { pace } = world.terrain;
    const age = this.#ageOf(world, observer);
    // Others, it sees where they were; only the own body is ahead.
    const reach = reachOf(eye, observer.eye === observer.own ? age + SHOWN : 2 * SHOWN, pace);
    observer.open(eye.x, eye.y, reach, Math.max(reach, CAMERA_PLAY));
    const made = observer.field.cover(this.#lights, eye.x, eye.y, reach, budget);
    if (observer.padsOf !== observer.field.version) this.#findPads(observer);
    return made;
  }

  /** Ticks between what this observer's screen shows of others and of its own body. */
  #ageOf({ tick, terrain }: World, observer: Observer): number {
    const period = 1000 / terrain.tickRate;
    const oldest = Math.ceil(AGE_MAX / period);
    const age = Math.min(oldest, tick - observer.seen + 1 + Math.ceil(JITTER / period));
    const isLower = age < observer.age && observer.age <= oldest;
    if (isLower && tick - observer.agedIn < AGE_FALL / period) return observer.age;
    observer.age = isLower ? observer.age - 1 : age;
    observer.agedIn = tick;
    return observer.age;
  }

  #tellOfSeen(observer: Observer): void {
    const crowd = this.#crowd;
    const { field, told, sighted, halfWidth, halfHeight } = observer;
    const x = observer.x / UNIT;
    const y = observer.y / UNIT;
    const lastRow = crowd.rowOf(y + halfHeight);
    const firstColumn = crowd.columnOf(x - halfWidth);
    const lastColumn = crowd.columnOf(x + halfWidth);
    for (let row = crowd.rowOf(y - halfHeight); row <= lastRow; row += 1) {
      const end = crowd.starts[row * crowd.columns + lastColumn + 1] ?? 0;
      for (let place = crowd.starts[row * crowd.columns + firstColumn] ?? 0; place < end; place += 1) {
        const radius = crowd.radius[place] ?? 0;
        if (Math.abs((crowd.x[place] ?? 0) - x) >= halfWidth + radius || Math.abs((crowd.y[place] ?? 0) - y) >= halfHeight + radius) continue;
        if (!isShown(field, crowd, place)) continue;
        const slot = crowd.slots[place] ?? 0;
        sighted.add(slot);
        if (told.add(slot)) observer.tell(crowd.ids[place] ?? 0);
      }
    }
  }

  #tellOfMates(world: World, observer: Observer, self: Body): void {
    for (const body of world.bodies) if (body.team === self.team) this.#tell(observer, body.id);
  }

  /** Who was in sight until just now. */
  #tellOfLost(world: World, observer: Observer): void {
    for (let index = 0; index < observer.countBefore; index += 1) {
      const id = observer.visibleBefore[index] ?? 0;
      const slot = this.#slots.of(id);
      if (slot >= 0 && !observer.told.has(slot) && wasSighted(observer, slot, world.tick) && bodyOf(world, id)?.alive === true) this.#tell(observer, id);
    }
  }

  /** Whoever hurt somebody is shown to them for once, wherever they stand. */
  #tellOfAttacker(victim: number, attacker: number, observers: readonly Observer[]): void {
    if (this.#slots.of(attacker) < 0) return;
    for (const observer of observers) if ((observer.own === 0 ? observer.eye : observer.own) === victim) this.#tell(observer, attacker);
  }

  #tell(observer: Observer, id: number): void {
    if (observer.told.add(this.#slots.of(id))) observer.tell(id);
  }

  #findPads(observer: Observer): void {
    const { map } = this.#terrain;
    observer.padsOf = observer.field.version;
    observer.padCount = 0;
    for (let index = 0; index < map.pickups.length; index += 1) {
      const pad = map.pickups[index];
      if (pad !== undefined && isPadShown(observer, pad.x, pad.y)) observer.showPad(index);
    }
  }
}

function wasSighted({ sighted }: Observer, slot: number, tick: number): boolean {
  for (let ago = 1; ago <= LINGER; ago += 1) if (sighted.had(slot, tick - ago)) return true;
  return false;
}

/** Whether any part of where a body may be is lit. */
function isShown(field: Field, crowd: Crowd, place: number): boolean {
  if (field.shows(crowd.column[place] ?? 0, crowd.row[place] ?? 0)) return true;
  const left = crowd.left[place] ?? 0;
  const top = crowd.top[place] ?? 0;
  const lines = crowd.lines[place] ?? 0;
  for (let line = 0; line < lines; line += 1) {
    if ((field.bitsFrom(left, top + line) & (crowd.footprints[place * FOOTPRINT_ROWS + line] ?? 0)) !== 0) return true;
  }
  return false;
}

/** Pads keep to the grid of cells, on whose corners they stand or not; asked only when the field is new, so with a cell to spare. */
function isPadShown({ field, x, y, halfWidth, halfHeight }: Observer, padX: number, padY: number): boolean {
  const room = PAD_RADIUS + 2 * CELL;
  if (Math.abs(padX - x / UNIT) > halfWidth + room || Math.abs(padY - y / UNIT) > halfHeight + room) return false;
  const lastRow = Math.floor((padY + PAD_RADIUS) / CELL);
  const lastColumn = Math.floor((padX + PAD_RADIUS) / CELL);
  for (let row = Math.floor((padY - PAD_RADIUS) / CELL); row <= lastRow; row += 1) {
    for (let column = Math.floor((padX - PAD_RADIUS) / CELL); column <= lastColumn; column += 1) if (field.shows(column, row)) return true;
  }
  return false;
}
