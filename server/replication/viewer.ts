import { Backlog } from "./budget.ts";
import type { Bytes, TickArena } from "./bytes.ts";
import type { Candidates } from "./candidates.ts";
import type { Entities } from "./entities.ts";
import type { Entity } from "./entity.ts";
import type { Layout } from "./layout.ts";
import { OwnerMemory } from "./owner-memory.ts";
import { ReferenceIds } from "./reference-ids.ts";
import type { Root } from "./root.ts";
import { removeMapEntry, removeRef, switchTo, writeN } from "./wire.ts";

export interface PatchOptions {
  /** bytes left free at the front. */
  readonly headroom: number;
  /** bytes that the patch may take without the headroom; Infinity: all that there is to say. */
  readonly budget: number;
  /** Above 0: what goes first when not everything fits. Asked then only. */
  readonly priority: (handle: number) => number;
  /** How many of `visible`, from its start, are sent what changed; the others stay as the client has them. Left out: all. */
  readonly fresh?: number;
}

/** What all viewers of a replicator work with. */
export interface Shared {
  readonly layout: Layout;
  readonly arena: TickArena;
  readonly root: Root;
  readonly entities: Entities;
  /** Patches are put together here, one after another. */
  readonly out: Bytes;
  readonly candidates: Candidates;
  /** Ticks that something may wait for its turn. */
  readonly patience: number;
}

/** bytes: switch and reference id in front of a change; what an entering entity has beside its entry and its pieces. Estimates for the budget. */
const CHANGE_HEADER_BYTES = 3;
const ENTER_HEADER_BYTES = 8;

/** What one client has been sent, and thereby what it has to be sent next. */
export class Viewer {
  readonly #shared: Shared;
  readonly #refs: ReferenceIds;
  /** By handle: the entity that the client knows by it, its reference id, and the tick in which it was last sent. */
  readonly #known: (Entity | undefined)[] = [];
  #refOf = new Uint32Array(0);
  #sentAt = new Uint32Array(0);
  /** By handle: the number of the last patch for which it was visible. */
  #seenIn = new Uint32Array(0);
  #number = 0;
  /** Handles of known entities that leave when they are not visible any more. */
  readonly #inSight: number[] = [];
  /** How many of them this patch has found visible. */
  #stayingInSight = 0;
  #patchedAt = 0;
  #owned: { readonly handle: number; readonly entity: Entity } | null = null;
  /** What the client has had of the entity that it owns: not always the one it should own from now on. */
  #owner: { readonly handle: number; readonly entity: Entity; readonly memory: OwnerMemory } | null = null;
  #backlog: Backlog | null = null;
  /** Reference id of the map that `out` is switched to; 0: another structure. */
  #openMap = 0;

  constructor(shared: Shared) {
    this.#shared = shared;
    this.#refs = new ReferenceIds(shared.layout.firstRef);
  }

  /** The entity whose owner part this viewer is sent from the next patch on. */
  own(handle: number | null): void {
    const entity = handle === null ? undefined : this.#shared.entities.at(handle);
    this.#owned = handle === null || entity === undefined ? null : { handle, entity };
  }

  /**
   * The whole state for whoever joins or returns: right for a new decoder's `decode` and, over whatever it holds, for an
   * old one's `decodeResync`.
   */
  full(visible: ArrayLike<number>, count: number, headroom: number): Buffer {
    this.#begin();
    this.#refs.beginSnapshot();
    this.#known.fill(undefined);
    this.#inSight.length = 0;
    this.#owner = null;
    this.#backlog = null;
    this.#look(visible, count);
    this.#lookAtEverybodys();
    this.#shared.root.writeSnapshot(this.#shared.out);
    this.#writeCandidates();
    this.#writeOwner();
    return this.#end(headroom);
  }

  /** What changed for this viewer since its last patch. `visible`: what it sees in this tick, beside what everybody gets. */
  patch(visible: ArrayLike<number>, count: number, options: PatchOptions): Buffer {
    const { fresh = count } = options;
    const { arena, root, out } = this.#shared;
    if (this.#patchedAt === 0) throw new Error("A viewer needs the whole state before its first patch.");
    const isInStep = this.#patchedAt >= arena.tick - 1;
    this.#begin();
    this.#refs.beginPatch();
    this.#look(visible, fresh);
    for (let index = fresh; index < count; index++) this.#lookAtRest(visible[index] ?? 0);
    if (isInStep) this.#lookAtTouched();
    else this.#lookAtEverybodys();
    root.copySince(this.#patchedAt, out);
    this.#writeOwner();
    this.#writeLeaves(isInStep);
    this.#keepWithinBudget(options);
    this.#writeCandidates();
    if (this.#owner === null) this.#writeOwner(); // of an entity that has only just entered
    return this.#end(options.headroom);
  }

  #begin(): void {
    const { entities, out, candidates } = this.#shared;
    out.offset = 0;
    candidates.clear();
    this.#number += 1;
    this.#openMap = 0;
    this.#stayingInSight = 0;
    if (this.#refOf.length < entities.limit) this.#grow(entities.limit * 2);
  }

  #end(headroom: number): Buffer {
    this.#patchedAt = this.#shared.arena.tick;
    return this.#shared.out.take(headroom);
  }

  /** What everybody gets, after a patch in the tick before: what happened since, and what that patch left out. */
  #lookAtTouched(): void {
    const { entities } = this.#shared;
    for (const handle of entities.touched) this.#lookAt(handle);
    if (this.#backlog === null) return;
    for (const handle of this.#backlog.leftOut) {
      if (entities.at(handle)?.kind.isForEverybody) this.#lookAt(handle);
    }
  }

  #look(visible: ArrayLike<number>, count: number): void {
    for (let index = 0; index < count; index++) this.#lookAt(visible[index] ?? 0);
  }

  #lookAtEverybodys(): void {
    const { entities } = this.#shared;
    for (let handle = 0; handle < entities.limit; handle++) {
      if (entities.at(handle)?.kind.isForEverybody) this.#lookAt(handle);
    }
  }

  /** Makes the entity a candidate when there is something to say about it. */
  #lookAt(handle: number): void {
    const { entities, candidates, arena } = this.#shared;
    const entity = entities.at(handle);
    if (entity === undefined || this.#seenIn[handle] === this.#number) return;
    this.#seenIn[handle] = this.#number;
    if (this.#known[handle] !== entity) {
      candidates.add(handle, entity.startSince(0, arena), entity.endSince(0), ENTER_HEADER_BYTES + entity.entry.length);
      return;
    }
    if (!entity.kind.isForEverybody) this.#stayingInSight += 1;
    const sentAt = this.#sentAt[handle] ?? 0;
    if (entity.hasChangedSince(sentAt)) candidates.add(handle, entity.startSince(sentAt, arena), entity.endSince(sentAt), CHANGE_HEADER_BYTES);
  }

  /** Who is not fresh stays as the client has it, unless it waits for its turn already: whoever forgot how long would let it starve. */
  #lookAtRest(handle: number): void {
    if (this.#backlog?.isWaiting(handle, this.#patchedAt) === true) this.#lookAt(handle);
    else this.#keep(handle);
  }

  /** It stays as the client has it; who is not known yet enters another time. */
  #keep(handle: number): void {
    const entity = this.#shared.entities.at(handle);
    if (entity === undefined || this.#known[handle] !== entity || this.#seenIn[handle] === this.#number) return;
    this.#seenIn[handle] = this.#number;
    if (!entity.kind.isForEverybody) this.#stayingInSight += 1;
  }

  /** Gone are those in sight no more and those removed; `isInStep`: nothing was removed unnoticed before this tick. */
  #writeLeaves(isInStep: boolean): void {
    const { entities } = this.#shared;
    if (this.#stayingInSight < this.#inSight.length) this.#writeLeavesFromSight();
    if (isInStep) for (const handle of entities.removed) this.#leaveIfRemoved(handle);
    else for (let handle = 0; handle < this.#known.length; handle++) this.#leaveIfRemoved(handle);
  }

  #writeLeavesFromSight(): void {
    const { entities } = this.#shared;
    const inSight = this.#inSight;
    for (let index = inSight.length - 1; index >= 0; index--) {
      const handle = inSight[index] ?? 0;
      if (this.#seenIn[handle] === this.#number && this.#known[handle] === entities.at(handle)) continue;
      this.#leave(handle);
      inSight[index] = inSight[inSight.length - 1] ?? 0;
      inSight.pop();
    }
  }

  #leaveIfRemoved(handle: number): void {
    const known = this.#known[handle];
    if (known !== undefined && known !== this.#shared.entities.at(handle)) this.#leave(handle);
  }

  #leave(handle: number): void {
    const known = this.#known[handle];
    if (known === undefined) return;
    this.#open(known.kind.ref);
    removeMapEntry(this.#shared.out, handle);
    this.#refs.release(this.#refOf[handle] ?? 0);
    this.#known[handle] = undefined;
  }

  #keepWithinBudget({ budget, priority }: PatchOptions): void {
    const { candidates, out, arena, patience } = this.#shared;
    const room = budget - out.offset;
    if (candidates.cost <= room) {
      this.#backlog?.clear();
      return;
    }
    this.#backlog ??= new Backlog(patience);
    this.#backlog.choose(candidates, room, arena.tick, this.#patchedAt, this.#owned?.handle ?? null, priority);
  }

  /** First the entries of those that enter, then the fields of all. */
  #writeCandidates(): void {
    const { candidates, entities, arena, out } = this.#shared;
    const { handles, starts, ends, count } = candidates;
    for (let index = 0; index < count; index++) {
      const handle = handles[index] ?? 0;
      const entity = entities.at(handle);
      if (entity !== undefined && this.#known[handle] !== entity) this.#enter(handle, entity);
    }
    for (let index = 0; index < count; index++) {
      const handle = handles[index] ?? 0;
      const start = starts[index] ?? 0;
      switchTo(out, this.#refOf[handle] ?? 0);
      out.copy(arena.bytes.memory, start, (ends[index] ?? 0) - start);
      this.#sentAt[handle] = arena.tick;
    }
  }

  #enter(handle: number, entity: Entity): void {
    const { out } = this.#shared;
    const ref = this.#refs.acquire(entity.kind.firstRef);
    this.#open(entity.kind.ref);
    out.copy(entity.entry, 0, entity.entry.length);
    writeN(out, ref);
    this.#known[handle] = entity;
    this.#refOf[handle] = ref;
    if (!entity.kind.isForEverybody) this.#inSight.push(handle);
  }

  #open(map: number): void {
    if (this.#openMap !== map) switchTo(this.#shared.out, map);
    this.#openMap = map;
  }

  /** The owner part of the owned entity, if the client knows that entity and goes on seeing it. */
  #writeOwner(): void {
    const { out } = this.#shared;
    const owner = this.#owner;
    const owned = this.#owned;
    if (owner !== null && (owner.entity !== owned?.entity || !this.#isStaying(owner.handle, owner.entity))) {
      if (this.#isStaying(owner.handle, owner.entity)) {
        switchTo(out, this.#refOf[owner.handle] ?? 0);
        removeRef(out, owner.entity.kind.owner?.index ?? 0);
      }
      owner.memory.release();
      this.#owner = null;
    }
    if (owned === null || owned.entity.kind.owner === null || !this.#isStaying(owned.handle, owned.entity)) return;
    this.#owner ??= { ...owned, memory: new OwnerMemory(owned.entity.kind.owner, this.#refs) };
    this.#owner.memory.write(owned.entity.row, this.#refOf[owned.handle] ?? 0, out);
  }

  #isStaying(handle: number, entity: Entity): boolean {
    if (this.#known[handle] !== entity || this.#shared.entities.at(handle) !== entity) return false;
    return entity.kind.isForEverybody || this.#seenIn[handle] === this.#number;
  }

  #grow(size: number): void {
    const grown = (from: Uint32Array): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(size);
      to.set(from);
      return to;
    };
    this.#refOf = grown(this.#refOf);
    this.#sentAt = grown(this.#sentAt);
    this.#seenIn = grown(this.#seenIn);
    while (this.#known.length < size) this.#known.push(undefined);
  }
}
