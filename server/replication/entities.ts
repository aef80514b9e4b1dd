import type { TickArena } from "./bytes.ts";
import { Entity } from "./entity.ts";
import { Facts } from "./facts.ts";
import type { Row } from "./fields.ts";
import type { Kind } from "./layout.ts";

/** All entities by handle, and what happened to those that everybody is sent since the tick before. */
export class Entities {
  readonly facts = new Facts();
  readonly #arena: TickArena;
  readonly #entities: (Entity | undefined)[] = [];
  readonly #free: number[] = [];
  #touched: number[] = [];
  #removed: number[] = [];
  #touchedNext: number[] = [];
  #removedNext: number[] = [];

  constructor(arena: TickArena) {
    this.#arena = arena;
  }

  /** Every handle is below it. */
  get limit(): number {
    return this.#entities.length;
  }

  /** Handles of entities for everybody that came or changed for this tick; one may stand there twice, or be gone again. */
  get touched(): readonly number[] {
    return this.#touched;
  }

  /** Handles of entities for everybody that went; another may have the handle by now. */
  get removed(): readonly number[] {
    return this.#removed;
  }

  at(handle: number): Entity | undefined {
    return this.#entities[handle];
  }

  add(kind: Kind, key: string, row: Row): number {
    const handle = this.#free.pop() ?? this.#entities.length;
    this.facts.enter(handle, kind.isForEverybody, this.#arena.tick);
    this.#entities[handle] = new Entity(kind, handle, key, row, this.facts);
    if (kind.isForEverybody) this.#touchedNext.push(handle);
    return handle;
  }

  remove(handle: number): void {
    const entity = this.#entities[handle];
    if (entity === undefined) throw new Error(`There is no entity ${handle}.`);
    this.#entities[handle] = undefined;
    this.facts.leave(handle);
    this.#free.push(handle);
    if (entity.kind.isForEverybody) this.#removedNext.push(handle);
  }

  /** Finds what changed for the tick that begins. */
  compare(): void {
    [this.#touched, this.#touchedNext] = [this.#touchedNext, this.#touched];
    [this.#removed, this.#removedNext] = [this.#removedNext, this.#removed];
    this.#touchedNext.length = 0;
    this.#removedNext.length = 0;
    for (let handle = 0; handle < this.#entities.length; handle++) {
      const entity = this.#entities[handle];
      if (entity?.compare(this.#arena.tick) && entity.kind.isForEverybody) this.#touched.push(handle);
    }
  }
}
