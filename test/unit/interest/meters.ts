import { Interest } from "../../../server/match/interest/interest.ts";
import { Observer } from "../../../server/match/interest/observer.ts";
import { reachOf } from "../../../server/match/interest/reach.ts";
import { createRandom } from "../../../shared/bots/random.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { ASPECT_DEFAULT } from "../../../shared/protocol/view.ts";
import { BODY_RADIUS } from "../../../shared/sim/body.ts";
import type { TickRate } from "../../../shared/sim/pace.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { bodyOf } from "../../../shared/sim/world.ts";
import { BotArena } from "../bots/arena.ts";
import { isAnySeen, placesWithin, pointsWithin } from "./leeway.ts";
import { isInSight, isOnScreen, type Place, Recorder } from "./screen.ts";

export interface MeterOptions {
  readonly map: MapData;
  readonly tickRate: TickRate;
  readonly bodies: number;
  /** How many of them look. */
  readonly observers: number;
  readonly seconds: number;
  /** ms of a round trip, and of what it varies by. */
  readonly latency: number;
  readonly jitter: number;
  /** False, the control: told of is who is on the screen, behind walls or not. */
  readonly sight?: boolean;
}

export interface Figures {
  sent: number;
  /** Sent although hidden for more than 5 ticks beyond the margin; and of those, beyond what the cells' rounding makes of it, too. */
  hidden: number;
  leaked: number;
  /** Visible on the true screen, and not sent. */
  missing: number;
  seen: number;
  /** Shares of what was sent. */
  beyondMargin: number;
  offScreen: number;
  /** Units, means: of an observer's way and of a body's. */
  margin: number;
  bodyMargin: number;
}

/** Ticks for which somebody hidden may be told of still. */
const LINGER_MAX = 5;

/** Units by which places are rounded: who touches a cell of 32 units that is in view is in view. */
const ROUNDED = 32 * Math.SQRT2;

/** 1/256 unit that a lamp is away from walls: they are in the middles of cells. */
const LAMP = 15 * UNIT;

/** 1/256 unit: any part of a body may be as near to a wall. */
const EDGE = UNIT;

/** Every so many ticks all that was sent is judged. */
const JUDGED = 12;

/** Frames that wait at the server, ticks. */
const QUEUE = 1;

/** Ticks by which the true screen is judged late: it shows what the world has yet to come to. */
const LATER = 24;

/**
 * Lets bots fight, and holds what `Interest` says of each tick against what stood on every observer's screen.
 *
 * The margin is the plain one: an exact line of sight from any place that the observer can be at within its age, walking or dashing
 * as it is able to, to any part of the disc in which the target can be within two ticks. What is sent beyond it is `beyondMargin`,
 * whatever the reason, rounding too. `hidden` is what was so in more than 5 ticks on end; `leaked` what was so even if both ends
 * are taken as larger by the diagonal of a cell, by which places are rounded.
 */
export function measure({ map, tickRate, bodies, observers: count, seconds, latency, jitter, sight = true }: MeterOptions): Figures {
  const arena = new BotArena({ map, tickRate, seed: 7, skills: Array.from({ length: bodies }, (_, index) => index / bodies) });
  const { world } = arena;
  const { terrain } = world;
  const interest = new Interest(terrain);
  const observers = Array.from({ length: count }, (_, index) => new Observer({ own: index + 1, eye: index + 1, aspect: ASPECT_DEFAULT }));
  const recorder = new Recorder();
  const random = createRandom(3);
  const told: Set<number>[][] = [];
  const reaches: number[][] = [];
  const figures: Figures = { sent: 0, hidden: 0, leaked: 0, missing: 0, seen: 0, beyondMargin: 0, offScreen: 0, margin: 0, bodyMargin: 0 };
  const ticks = (ms: number): number => (ms * tickRate) / 1000;
  const lag = ticks(latency) + QUEUE;
  let judged = 0;
  for (let tick = 1; tick <= seconds * tickRate; tick += 1) {
    const events = arena.tick();
    recorder.record(world, arena.frames);
    for (const observer of observers) observer.seen = Math.max(observer.seen, Math.floor(world.tick - lag - random() * ticks(jitter)));
    interest.update(world, observers, events);
    reaches[world.tick % 64] = observers.map(({ reach }) => reach);
    told[world.tick % 64] = observers.map((observer) => {
      if (sight) return new Set([...observer.visible.subarray(0, observer.count), ...observer.lingering.subarray(0, observer.lingeringCount)]);
      const own = recorder.motion(world.tick, observer.own);
      return new Set(world.bodies.filter((body) => body.alive && own !== undefined && isOnScreen(own, body, ASPECT_DEFAULT, null)).map(({ id }) => id));
    });
    if (tick > LATER + lag) for (const [index, observer] of observers.entries()) lookForMissing(world.tick - LATER, index, observer.own);
    if (tick > LATER && tick % JUDGED === 0) for (const [index, observer] of observers.entries()) judge(world.tick, index, observer);
  }
  figures.beyondMargin /= figures.sent;
  figures.offScreen /= figures.sent;
  figures.margin /= judged;
  figures.bodyMargin /= figures.sent;
  return figures;

  /** Holds one patch against the screens on which it stands. */
  function lookForMissing(tick: number, index: number, own: number): void {
    const sent = told[tick % 64]?.[index];
    for (const share of [0, random(), 0.999]) {
      const view = tick + share;
      const late = random() * ticks(jitter);
      const newest = Math.floor(view + 1 + late);
      const eye = recorder.predicted(own, tick, newest, view + lag + 1 + late, terrain);
      if (eye === null) continue;
      for (const { id } of world.bodies) {
        if (id === own) continue;
        const body = recorder.shown(id, view);
        if (body === null || !isOnScreen(eye, body, ASPECT_DEFAULT, null)) continue;
        if (sent?.has(id) === true) {
          figures.seen += 1;
        } else if (isInSight(terrain, eye, body)) {
          figures.missing += 1;
        }
      }
    }
  }

  /** Asks of each that was sent whether it had to be. */
  function judge(tick: number, index: number, observer: Observer): void {
    const eye = recorder.motion(tick, observer.own);
    if (eye === undefined || !eye.alive) return;
    judged += 1;
    figures.margin += observer.margin;
    const near = placesWithin(terrain, eye, observer.reach, BODY_RADIUS);
    for (const id of told[tick % 64]?.[index] ?? []) {
      const body = bodyOf(world, id);
      if (id === observer.own || body === undefined) continue;
      const radius = 20 + reachOf(body, 2, terrain.pace);
      figures.sent += 1;
      figures.bodyMargin += radius;
      if (!isOnScreen(eye, body, ASPECT_DEFAULT, eye.aim) || !isInSight(terrain, eye, body)) figures.offScreen += 1;
      if (isInSight(terrain, eye, body) || isAnySeen(terrain, near, pointsWithin(terrain, body, radius))) continue;
      figures.beyondMargin += 1;
      if (!wasHidden(tick, index, observer, id, isBeyondMargin)) continue;
      figures.hidden += 1;
      if (wasHidden(tick, index, observer, id, isBeyondRounding)) figures.leaked += 1;
    }
  }

  /** Whether somebody was told of through more ticks than may be, and hidden beyond the margin in each. */
  function wasHidden(
    now: number,
    index: number,
    observer: Observer,
    id: number,
    isHidden: (eye: Place, reach: number, body: Place, way: number) => boolean,
  ): boolean {
    for (let tick = now; tick >= now - LINGER_MAX; tick -= 1) {
      const eye = recorder.motion(tick, observer.own);
      const body = recorder.motion(tick, id);
      if (eye === undefined || body === undefined || recorder.life(tick, observer.own) === 0 || recorder.life(tick, id) === 0) return false;
      if (told[tick % 64]?.[index]?.has(id) !== true) return false;
      // Of a body in the past it is not known whether it could dash: as if it could.
      const way = 20 + 2 * (terrain.pace.dashSpeed / UNIT);
      if (!isHidden(eye, reaches[tick % 64]?.[index] ?? 0, body, way)) return false;
    }
    return true;
  }

  function isBeyondMargin(eye: Place, reach: number, body: Place, way: number): boolean {
    return !isAnySeen(terrain, placesWithin(terrain, eye, reach, BODY_RADIUS), pointsWithin(terrain, body, way));
  }

  function isBeyondRounding(eye: Place, reach: number, body: Place, way: number): boolean {
    return !isAnySeen(terrain, placesWithin(terrain, eye, reach + ROUNDED, LAMP), placesWithin(terrain, body, way + ROUNDED, EDGE));
  }
}
