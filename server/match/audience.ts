import type { SimEvent } from "../../shared/sim/events.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";
import type { World } from "../../shared/sim/world.ts";
import { Following } from "./following.ts";
import { Interest } from "./interest/interest.ts";
import type { Observer } from "./interest/observer.ts";
import { Listener, type ListenerOptions } from "./listener.ts";
import type { Projection } from "./projection.ts";

/** Everybody whom a match tells what happens, and what each of them may know. */
export class Audience {
  readonly #told: Projection;
  readonly #terrain: Terrain;
  readonly #bytesPerSecond: number;
  readonly #interest: Interest;
  readonly #following = new Following();
  readonly #listeners = new Set<Listener>();
  /** Of those who listen, in this tick. */
  readonly #observers: Observer[] = [];

  constructor(told: Projection, terrain: Terrain, bytesPerSecond: number) {
    this.#told = told;
    this.#terrain = terrain;
    this.#bytesPerSecond = bytesPerSecond;
    this.#interest = new Interest(terrain);
  }

  admit(options: ListenerOptions): Listener {
    const listener = new Listener(this.#told, options, this.#told.round.tick, this.#terrain.tickRate, this.#bytesPerSecond);
    this.#listeners.add(listener);
    return listener;
  }

  dismiss(listener: Listener): void {
    this.#listeners.delete(listener);
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
    for (const listener of this.#listeners) {
      if (!listener.isListening) continue;
      listener.hear();
      listener.observer.eye = this.#following.eyeOf(world, listener);
      this.#observers.push(listener.observer);
    }
    this.#interest.update(world, this.#observers, events);
  }
}
