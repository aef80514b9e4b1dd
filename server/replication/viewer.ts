import { Backlog } from "./budget.ts";
import type { Bytes, TickArena } from "./bytes.ts";
import type { Candidates } from "./candidates.ts";
import type { Entities } from "./entities.ts";
import type { Entity } from "./entity.ts";
import { ENCODED_AT, END, FAST, FAST_AT, FIXED, IDENTITY, isForEverybody, SLOW, SLOW_AT } from "./facts.ts";
import type { Kind, Layout } from "./layout.ts";
import { OwnerMemory } from "./owner-memory.ts";
import { ReferenceIds } from "./reference-ids.ts";
import type { Root } from "./root.ts";
import { removeMapEntry, removeRef, switchTo, writeChange, writeN } from "./wire.ts";

export interface PatchOptions {
  /** bytes left free at the front. */
  readonly headroom: number;
  /** bytes that the patch may take without the headroom; Infinity: all that there is to say. */
  readonly budget: number;
  /** Above 0: what goes first when not everything fits. Asked then only. */
  readonly priority: (handle: number) => number;
  /** How many of `visible`, from its start, are sent what changed; of the others only who waits for that already. Left out: all. */
  readonly fresh?: number;
  /** How many of `visible`, from its start, may be sent at all; the others stay as the client has them. Left out: all. */
  readonly inSight?: number;
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
  /** Ticks for which a client may have something in sight as it was, when what changed has to wait for its turn. */
  readonly patience: number;
  /** Means nothing: where reading ahead leaves what it read. */
  readAhead: number;
}

/**
 * What a viewer remembers of each handle, side by side, in words: the identity of the entity that the client knows by it, 0 for
 * none; its reference id; the tick in which it was last sent; the number of the last patch for which it was visible.
 */
const KNOWN = 0;
const REF = 1;
const SENT_AT = 2;
const SEEN_IN = 3;
const WORDS = 4;

interface Owned {
  readonly handle: number;
  readonly identity: number;
  readonly entity: Entity;
}

/** bytes: switch and reference id in front of a change; what an entering entity has beside its entry and its pieces. Estimates for the budget. */
const CHANGE_HEADER_BYTES = 3;
const ENTER_HEADER_BYTES = 8;

/** What one client has been sent, and thereby what it has to be sent next. */
export class Viewer {
  readonly #shared: Shared;
  readonly #refs: ReferenceIds;
  #memory = new Int32Array(0);
  /** By handle: of which kind the known entity is, which may be gone already. */
  readonly #kinds: (Kind | undefined)[] = [];
  #number = 0;
  /** Handles of known entities that leave when they are not visible any more. */
  readonly #inSight: number[] = [];
  /** How many of them this patch has found visible, and how many others want to enter. */
  #stayingInSight = 0;
  #entering = 0;
  #patchedAt = 0;
  #owned: Owned | null = null;
  /** What the client has had of the entity that it owns: not always the one it should own from now on. */
  #owner: (Owned & { readonly memory: OwnerMemory }) | null = null;
  #backlog: Backlog | null = null;
  /** Reference id of the map that `out` is switched to; 0: another structure. */
  #openMap = 0;

  constructor(shared: Shared) {
    this.#shared = shared;
    this.#refs = new ReferenceIds(shared.layout.firstRef);
  }

  /** The entity whose owner part this viewer is sent from the next patch on. */
  own(handle: number | null): void {
    const { entities } = this.#shared;
    const entity = handle === null ? undefined : entities.at(handle);
    this.#owned = handle === null || entity === undefined ? null : { handle, entity, identity: this.#identityAt(handle) };
  }

  /**
   * The whole state for whoever joins or returns: right for a new decoder's `decode` and, over whatever it holds, for an
   * old one's `decodeResync`.
   */
  full(visible: ArrayLike<number>, count: number, headroom: number): Buffer {
    this.#begin();
    this.#refs.beginSnapshot();
    for (let at = KNOWN; at < this.#memory.length; at += WORDS) this.#memory[at] = 0;
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
    const { inSight = count, fresh = inSight } = options;
    const { arena, root, out } = this.#shared;
    if (this.#patchedAt === 0) throw new Error("A viewer needs the whole state before its first patch.");
    const isInStep = this.#patchedAt >= arena.tick - 1;
    this.#begin();
    this.#refs.beginPatch();
    this.#look(visible, fresh);
    for (let index = fresh; index < inSight; index++) this.#lookAtRest(visible[index] ?? 0);
    for (let index = inSight; index < count; index++) this.#keep(visible[index] ?? 0);
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
    this.#entering = 0;
    if (this.#memory.length < entities.limit * WORDS) this.#grow(entities.limit * 2);
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
      if (isForEverybody(this.#identityAt(handle))) this.#lookAt(handle);
    }
  }

  /**
   * What a viewer remembers was last used a whole tick and all other viewers ago: it comes from far. Read one after another,
   * with nothing to decide in between, the processor fetches many of them at once.
   */
  #look(visible: ArrayLike<number>, count: number): void {
    let sum = 0;
    for (let index = 0; index < count; index++) sum += this.#memory[(visible[index] ?? 0) * WORDS] ?? 0;
    this.#shared.readAhead = sum;
    for (let index = 0; index < count; index++) this.#lookAt(visible[index] ?? 0);
  }

  #lookAtEverybodys(): void {
    const { entities } = this.#shared;
    for (let handle = 0; handle < entities.limit; handle++) {
      if (isForEverybody(this.#identityAt(handle))) this.#lookAt(handle);
    }
  }

  /** Makes the entity a candidate when there is something to say about it. */
  #lookAt(handle: number): void {
    const { entities, candidates } = this.#shared;
    const { words } = entities.facts;
    const memory = this.#memory;
    const at = entities.facts.at(handle);
    const mine = handle * WORDS;
    const identity = words[at + IDENTITY] ?? 0;
    if (identity === 0 || memory[mine + SEEN_IN] === this.#number) return;
    memory[mine + SEEN_IN] = this.#number;
    if (memory[mine + KNOWN] !== identity) return this.#wantToEnter(handle);
    if (!isForEverybody(identity)) this.#stayingInSight += 1;
    const sentAt = memory[mine + SENT_AT] ?? 0;
    const isSlowOld = (words[at + SLOW_AT] ?? 0) > sentAt;
    const isFastOld = (words[at + FAST_AT] ?? 0) > sentAt;
    if (!isSlowOld && !isFastOld) return;
    this.#encode(handle, at);
    candidates.add(handle, words[at + (isSlowOld ? SLOW : FAST)] ?? 0, words[at + (isFastOld ? END : FAST)] ?? 0, CHANGE_HEADER_BYTES);
  }

  #wantToEnter(handle: number): void {
    const { entities, candidates } = this.#shared;
    const { words } = entities.facts;
    const at = entities.facts.at(handle);
    this.#encode(handle, at);
    this.#entering += 1;
    candidates.add(handle, words[at + FIXED] ?? 0, words[at + END] ?? 0, ENTER_HEADER_BYTES + (entities.at(handle)?.entry.length ?? 0));
  }

  /** The first who needs it in a tick has it encoded for all. `at`: the entity's first word among the facts. */
  #encode(handle: number, at: number): void {
    const { entities, arena } = this.#shared;
    if (entities.facts.words[at + ENCODED_AT] !== arena.tick) entities.at(handle)?.encode(arena);
  }

  /** Who is not fresh stays as the client has it, unless it waits for its turn already: whoever forgot how long would let it starve. */
  #lookAtRest(handle: number): void {
    if (this.#backlog?.isWaiting(handle, this.#patchedAt) === true) this.#lookAt(handle);
    else this.#keep(handle);
  }

  /** It stays as the client has it, and what changed waits; who is not known yet enters another time. */
  #keep(handle: number): void {
    const identity = this.#identityAt(handle);
    const mine = handle * WORDS;
    if (identity === 0 || this.#memory[mine + KNOWN] !== identity || this.#memory[mine + SEEN_IN] === this.#number) return;
    this.#memory[mine + SEEN_IN] = this.#number;
    if (!isForEverybody(identity)) this.#stayingInSight += 1;
    const { facts } = this.#shared.entities;
    if (facts.changedAt(handle) > (this.#memory[mine + SENT_AT] ?? 0)) this.#waiting().postpone(handle, this.#shared.arena.tick, this.#patchedAt);
  }

  #waiting(): Backlog {
    this.#backlog ??= new Backlog(this.#shared.patience);
    return this.#backlog;
  }

  /** Gone are those in sight no more and those removed; `isInStep`: nothing was removed unnoticed before this tick. */
  #writeLeaves(isInStep: boolean): void {
    const { entities } = this.#shared;
    if (this.#stayingInSight < this.#inSight.length) this.#writeLeavesFromSight();
    if (isInStep) for (const handle of entities.removed) this.#leaveIfRemoved(handle);
    else for (let handle = 0; handle < this.#kinds.length; handle++) this.#leaveIfRemoved(handle);
  }

  #writeLeavesFromSight(): void {
    const inSight = this.#inSight;
    for (let index = inSight.length - 1; index >= 0; index--) {
      const handle = inSight[index] ?? 0;
      if (this.#memory[handle * WORDS + SEEN_IN] === this.#number && this.#knownAt(handle) === this.#identityAt(handle)) continue;
      this.#leave(handle);
      inSight[index] = inSight[inSight.length - 1] ?? 0;
      inSight.pop();
    }
  }

  #leaveIfRemoved(handle: number): void {
    const known = this.#knownAt(handle);
    if (known !== 0 && known !== this.#identityAt(handle)) this.#leave(handle);
  }

  #leave(handle: number): void {
    const kind = this.#kinds[handle];
    if (kind === undefined || this.#knownAt(handle) === 0) return;
    this.#open(kind.ref);
    removeMapEntry(this.#shared.out, handle);
    this.#refs.release(this.#refOf(handle));
    this.#memory[handle * WORDS + KNOWN] = 0;
  }

  #keepWithinBudget({ budget, priority }: PatchOptions): void {
    const { candidates, out, arena } = this.#shared;
    const room = budget - out.offset;
    if (candidates.cost <= room) {
      this.#backlog?.clear();
      return;
    }
    this.#waiting().choose(candidates, room, arena.tick, this.#patchedAt, this.#owned?.handle ?? null, priority);
  }

  /** First the entries of those that enter, then the fields of all. */
  #writeCandidates(): void {
    const { candidates, arena, out } = this.#shared;
    const { handles, starts, ends, count } = candidates;
    const memory = this.#memory;
    if (this.#entering > 0) this.#writeEntries();
    for (let index = 0; index < count; index++) {
      const mine = (handles[index] ?? 0) * WORDS;
      writeChange(out, memory[mine + REF] ?? 0, arena.bytes.memory, starts[index] ?? 0, ends[index] ?? 0);
      memory[mine + SENT_AT] = arena.tick;
    }
  }

  #writeEntries(): void {
    const { candidates, entities } = this.#shared;
    for (let index = 0; index < candidates.count; index++) {
      const handle = candidates.handles[index] ?? 0;
      const entity = entities.at(handle);
      if (entity !== undefined && this.#knownAt(handle) !== this.#identityAt(handle)) this.#enter(handle, entity);
    }
  }

  #enter(handle: number, entity: Entity): void {
    const { out } = this.#shared;
    const ref = this.#refs.acquire(entity.kind.firstRef);
    this.#open(entity.kind.ref);
    out.copy(entity.entry, 0, entity.entry.length);
    writeN(out, ref);
    this.#kinds[handle] = entity.kind;
    this.#memory[handle * WORDS + KNOWN] = this.#identityAt(handle);
    this.#memory[handle * WORDS + REF] = ref;
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
    if (owner !== null && (owner.entity !== owned?.entity || !this.#isStaying(owner))) {
      if (this.#isStaying(owner)) {
        switchTo(out, this.#refOf(owner.handle));
        removeRef(out, owner.entity.kind.owner?.index ?? 0);
      }
      owner.memory.release();
      this.#owner = null;
    }
    if (owned === null || owned.entity.kind.owner === null || !this.#isStaying(owned)) return;
    this.#owner ??= { ...owned, memory: new OwnerMemory(owned.entity.kind.owner, this.#refs) };
    this.#owner.memory.write(owned.entity.row, this.#refOf(owned.handle), out);
  }

  #isStaying({ handle, identity }: Owned): boolean {
    if (this.#knownAt(handle) !== identity || this.#identityAt(handle) !== identity) return false;
    return isForEverybody(identity) || this.#memory[handle * WORDS + SEEN_IN] === this.#number;
  }

  /** Of the entity that has the handle; 0: none has it. */
  #identityAt(handle: number): number {
    const { facts } = this.#shared.entities;
    return facts.words[facts.at(handle) + IDENTITY] ?? 0;
  }

  /** Of the entity that the client knows by the handle; 0: it knows none. */
  #knownAt(handle: number): number {
    return this.#memory[handle * WORDS + KNOWN] ?? 0;
  }

  #refOf(handle: number): number {
    return this.#memory[handle * WORDS + REF] ?? 0;
  }

  /** `handles`: how many there may be. */
  #grow(handles: number): void {
    const grown = new Int32Array(handles * WORDS);
    grown.set(this.#memory);
    this.#memory = grown;
    while (this.#kinds.length < handles) this.#kinds.push(undefined);
  }
}
