import type { SimEvent } from "../../../shared/sim/events.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Body, World } from "../../../shared/sim/world.ts";
import { VIEW_AGE_MAX } from "../view-clamp.ts";
import { CELL } from "./cells.ts";
import { Crowd } from "./crowd.ts";
import { type Fields, fieldsOf } from "./fields.ts";
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

/** Ticks for which who is hidden stays known, two of them: at an edge nobody comes and goes with every step. At most 5 may be. */
const LINGER = 2;

/** Units around a pad within which something of it is seen. */
const PAD_RADIUS = 24;

/** Says each tick who may be told of which body, pad and place: what is on their screen, or could be before the next patch is. */
export class Interest {
  readonly #slots = new Slots();
  #terrain: Terrain;
  #fields: Fields;
  #crowd: Crowd;
  #kept: number;
  /** The set of those in view of the observer who looks just now; empty between two. */
  #inView = new Int32Array(0);

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
    this.#fields = fieldsOf(terrain.map);
    this.#crowd = new Crowd(this.#fields.cells, terrain.width, terrain.height);
    this.#kept = terrain.pace.historyTicks + 1;
  }

  /** After a step of the world, with what happened in it. Finds for each observer `visible` and `pads`. */
  update(world: World, observers: readonly Observer[], events: readonly SimEvent[]): void {
    if (world.terrain !== this.#terrain) this.#moveTo(world.terrain);
    this.#slots.assign(world, this.#kept);
    this.#crowd.gather(world, this.#slots);
    if (this.#inView.length < this.#slots.words) this.#inView = new Int32Array(this.#slots.words);
    // By index, here and where the crowd is gathered: iterators allocate in code that runs too rarely to be compiled well.
    for (let index = 0; index < observers.length; index += 1) {
      const observer = observers[index];
      if (observer !== undefined) this.#look(world, observer);
    }
    for (let index = 0; index < events.length; index += 1) {
      const event = events[index];
      if (event?.kind === "bodyHit") this.#tellOfAttacker(event.victim, event.attacker, observers);
    }
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
    return observer.seesPlace(x, y);
  }

  #moveTo(terrain: Terrain): void {
    this.#terrain = terrain;
    this.#fields = fieldsOf(terrain.map);
    this.#crowd = new Crowd(this.#fields.cells, terrain.width, terrain.height);
    this.#kept = terrain.pace.historyTicks + 1;
  }

  #look(world: World, observer: Observer): void {
    // Who only watches is told what the player whom they watch is told.
    const eye = this.#slots.bodyOf(world, observer.eye);
    const self = observer.own === 0 || observer.own === observer.eye ? eye : this.#slots.bodyOf(world, observer.own);
    if (eye === undefined) {
      observer.close();
    } else {
      this.#open(world, observer, eye);
      this.#crowd.addSeen(this.#inView, observer.field, eye.x, eye.y, observer.halfWidth * UNIT, observer.halfHeight * UNIT);
    }
    this.#tellOfSeen(world.tick, observer, self === undefined || self.team === 0 ? null : this.#crowd.teams[self.team]);
    if (eye !== undefined) this.#tell(observer, eye.id);
    if (self !== undefined) this.#tell(observer, self.id);
  }

  /** Where it looks from, how far it can see from there, and past which walls. */
  #open(world: World, observer: Observer, eye: Body): void {
    const age = this.#ageOf(world, observer);
    // Others, it sees where they were; only the own body is ahead.
    const reach = reachOf(eye, observer.eye === observer.own ? age + SHOWN : 2 * SHOWN, world.terrain.pace);
    if (observer.open(this.#fields, eye.x, eye.y, reach, Math.max(reach, CAMERA_PLAY))) this.#findPads(observer);
  }

  /** Ticks between what this observer's screen shows of others and of its own body. */
  #ageOf({ tick, terrain }: World, observer: Observer): number {
    const period = 1000 / terrain.tickRate;
    const oldest = Math.ceil(AGE_MAX / period);
    const age = Math.min(oldest, tick - observer.seen + 1 + Math.ceil(JITTER / period));
    if (observer.isAgeGuessed) {
      observer.isAgeGuessed = observer.seen === 0;
      observer.age = age;
      observer.agedIn = tick;
      return age;
    }
    const isLower = age < observer.age && observer.age <= oldest;
    if (isLower && tick - observer.agedIn < AGE_FALL / period) return observer.age;
    observer.age = isLower ? observer.age - 1 : age;
    observer.agedIn = tick;
    return observer.age;
  }

  /** Tells of those in view and of a team; the living who were in view until just now stay known as they were then. */
  #tellOfSeen(tick: number, observer: Observer, team: Int32Array | null): void {
    const { told, sighted } = observer;
    const { living } = this.#crowd;
    const inView = this.#inView;
    const { words } = this.#slots;
    told.begin(tick, words, this.#kept);
    sighted.begin(tick, words, LINGER + 1);
    const before = sighted.fromOf(tick - 1);
    const beforeThat = sighted.fromOf(tick - LINGER);
    const { ids } = this.#slots;
    const visible = observer.roomFor(32 * words);
    const { lingering } = observer;
    let count = 0;
    let lingeringCount = 0;
    for (let word = 0; word < words; word += 1) {
      const seen = inView[word] ?? 0;
      inView[word] = 0;
      sighted.bits[sighted.from + word] = seen;
      const lately = (before < 0 ? 0 : (sighted.bits[before + word] ?? 0)) | (beforeThat < 0 ? 0 : (sighted.bits[beforeThat + word] ?? 0));
      const shown = seen | (team === null ? 0 : (team[word] ?? 0));
      const left = lately & (living[word] ?? 0) & ~shown;
      told.bits[told.from + word] = shown | left;
      for (let rest = shown; rest !== 0; rest &= rest - 1) {
        visible[count] = ids[32 * word + 31 - Math.clz32(rest & -rest)] ?? 0;
        count += 1;
      }
      for (let rest = left; rest !== 0; rest &= rest - 1) {
        lingering[lingeringCount] = ids[32 * word + 31 - Math.clz32(rest & -rest)] ?? 0;
        lingeringCount += 1;
      }
    }
    observer.count = count;
    observer.lingeringCount = lingeringCount;
  }

  /** Whoever hurt somebody is shown to them for once, wherever they stand. */
  #tellOfAttacker(victim: number, attacker: number, observers: readonly Observer[]): void {
    for (let index = 0; index < observers.length; index += 1) {
      const observer = observers[index];
      if (observer !== undefined && (observer.own === 0 ? observer.eye : observer.own) === victim) this.#showOnce(observer, attacker);
    }
  }

  /** Where they are now, though they have gone out of view. */
  #showOnce(observer: Observer, id: number): void {
    const slot = this.#slots.of(id);
    if (slot >= 0 && observer.told.has(slot) && !observer.sighted.has(slot)) observer.show(id);
    else this.#tell(observer, id);
  }

  #tell(observer: Observer, id: number): void {
    const slot = this.#slots.of(id);
    if (slot < 0 || observer.told.has(slot)) return;
    observer.told.add(slot);
    observer.show(id);
  }

  #findPads(observer: Observer): void {
    const { map } = this.#terrain;
    observer.padCount = 0;
    for (let index = 0; index < map.pickups.length; index += 1) {
      const pad = map.pickups[index];
      if (pad !== undefined && isPadShown(observer, pad.x, pad.y)) observer.showPad(index);
    }
  }
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
