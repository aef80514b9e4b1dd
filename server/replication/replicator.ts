import { Bytes, TickArena } from "./bytes.ts";
import { Candidates } from "./candidates.ts";
import { Entities } from "./entities.ts";
import type { Row, SchemaClass } from "./fields.ts";
import { type Kind, type KindDeclaration, layoutOf } from "./layout.ts";
import { Root } from "./root.ts";
import { type Shared, Viewer } from "./viewer.ts";

export interface ReplicatorOptions<MapName extends string> {
  /** The class of the state. It holds primitives and arrays of them for everybody, and maps of entities. */
  readonly state: SchemaClass;
  /** Where the values of the root are read from, every tick. */
  readonly root: object;
  /** How the entities of each map are sent. */
  readonly kinds: Readonly<Record<MapName, KindDeclaration>>;
  /** Ticks that something may wait for its turn when a budget does not suffice. */
  readonly patience: number;
}

/**
 * Writes the stock wire format of @colyseus/schema from plain records: every entity is encoded at most once per tick and
 * copied to those who see it. A tick: change records, `add`, `remove`; `begin`; then one `patch` per connected viewer.
 */
export class Replicator<MapName extends string> {
  readonly #shared: Shared;
  readonly #kinds: ReadonlyMap<string, Kind>;

  constructor({ state, root, kinds, patience }: ReplicatorOptions<MapName>) {
    const layout = layoutOf(state, kinds);
    const arena = new TickArena();
    this.#kinds = new Map(layout.kinds.map((kind) => [kind.map, kind]));
    this.#shared = {
      layout,
      arena,
      root: new Root(layout, root as Row, arena),
      entities: new Entities(arena),
      out: new Bytes(16 * 1024),
      candidates: new Candidates(),
      patience,
      readAhead: 0,
    };
  }

  /** Returns the entity's handle, which is dense and given to another one after `remove`. */
  add(map: MapName, key: string, record: object): number {
    const kind = this.#kinds.get(map);
    if (kind === undefined) throw new Error(`There is no map ${map}.`);
    return this.#shared.entities.add(kind, key, record as Row);
  }

  remove(handle: number): void {
    this.#shared.entities.remove(handle);
  }

  /** Once per tick, when all records hold what the tick shows and before its patches. */
  begin(): void {
    this.#shared.arena.begin();
    this.#shared.root.compare();
    this.#shared.entities.compare();
  }

  /** One per client, for as long as the client may return. */
  viewer(): Viewer {
    return new Viewer(this.#shared);
  }
}
