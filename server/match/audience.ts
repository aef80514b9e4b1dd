import type { SimEvent } from "../../shared/sim/events.ts";
import { divFloor } from "../../shared/sim/fixed.ts";
import { type InputFrame, NOBODY } from "../../shared/sim/frame.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";
import { TURN, UNIT, VIEW_TICK } from "../../shared/sim/units.ts";
import { bodyOf, type World } from "../../shared/sim/world.ts";
import { Following } from "./following.ts";
import { Interest } from "./interest/interest.ts";
import type { Observer } from "./interest/observer.ts";
import { Listener, type ListenerOptions } from "./listener.ts";
import { Notices } from "./notices/notices.ts";
import type { Projection } from "./projection.ts";

/**
 * Units to each side of the line that a shot is aimed along within which somebody may have been when it was aimed: as far as a
 * body dashes in the time that a shot may look back, and a scatter shot spreads where it is stepped forward.
 */
const CORRIDOR = 400;

/** Everybody whom a match tells what happens, and what each of them may know. */
export class Audience {
  readonly #told: Projection;
  readonly #terrain: Terrain;
  readonly #bytesPerSecond: number;
  readonly #interest: Interest;
  readonly #notices: Notices<Observer>;
  readonly #following = new Following();
  readonly #listeners = new Set<Listener>();
  /** By the id of their body. */
  readonly #players = new Map<number, Listener>();
  /** Of the present tick. */
  #world: World | null = null;
  /** Of those who listen, in this tick. */
  readonly #observers: Observer[] = [];

  constructor(told: Projection, terrain: Terrain, bytesPerSecond: number) {
    this.#told = told;
    this.#terrain = terrain;
    this.#bytesPerSecond = bytesPerSecond;
    this.#interest = new Interest(terrain);
    this.#notices = new Notices(this.#interest);
  }

  admit(options: ListenerOptions): Listener {
    const listener = new Listener(this.#told, options, this.#told.round.tick, this.#terrain.tickRate, this.#bytesPerSecond);
    this.#listeners.add(listener);
    if (options.own !== 0) this.#players.set(options.own, listener);
    return listener;
  }

  dismiss(listener: Listener): void {
    this.#listeners.delete(listener);
    this.#players.delete(listener.own);
    this.#following.forget(listener.own);
  }

  /** Another round: a world of its own, perhaps on another map. */
  beginRound(): void {
    this.#following.clear();
  }

  /** After a step of the world: works out what everybody may know. */
  look(world: World, events: readonly SimEvent[]): void {
    this.#following.observe(world, events);
    this.#observers.length = 0;
    this.#world = world;
    this.#listeners.forEach(this.#hear);
    this.#interest.update(world, this.#observers, events);
    this.#notices.begin(world, events);
  }

  readonly #hear = (listener: Listener): void => {
    if (!listener.isListening || this.#world === null) return;
    listener.hear();
    listener.observer.eye = this.#following.eyeOf(this.#world, listener);
    this.#observers.push(listener.observer);
  };

  /** What this one notices of the tick, behind `headroom` free bytes; null for nothing. Once per tick. */
  batch(listener: Listener, headroom: number): Uint8Array | null {
    return this.#notices.batch(listener.witness, headroom);
  }

  /** See `UnseenBy`. Left out are those far off the line that is aimed along. */
  unseenBy(world: World, id: number, { aim, viewTick }: InputFrame): readonly number[] {
    const listener = this.#players.get(id);
    const shooter = bodyOf(world, id);
    if (listener === undefined || shooter === undefined) return NOBODY;
    const tick = divFloor(viewTick, VIEW_TICK);
    const angle = (aim / TURN) * 2 * Math.PI;
    const alongX = Math.cos(angle);
    const alongY = Math.sin(angle);
    let unseen: number[] | null = null;
    for (const body of world.bodies) {
      if (body.id === id || !body.alive || this.#interest.wasTold(listener.observer, body.id, tick)) continue;
      const aside = Math.abs((body.y - shooter.y) * alongX - (body.x - shooter.x) * alongY);
      if (aside > CORRIDOR * UNIT) continue;
      unseen ??= [];
      unseen.push(body.id);
    }
    return unseen ?? NOBODY;
  }
}
