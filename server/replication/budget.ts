import type { Candidates } from "./candidates.ts";

/**
 * Who goes first when not everything fits: one per viewer, made when that happens for the first time. A candidate's score is
 * its priority times the ticks it has waited, so that what is far away and harmless gets its turn too; whatever the client would
 * have for longer than `patience` ticks as it was goes whether it fits or not.
 */
export class Backlog {
  readonly #patience: number;
  /** Handles that the last patch left out. */
  readonly #leftOut: number[] = [];
  /** By handle: the tick of the first patch in a row that left it out, and of the last one. */
  #since = new Uint32Array(0);
  #leftOutAt = new Uint32Array(0);
  /** By index of the candidate. */
  #order = new Uint32Array(0);
  #scores = new Float64Array(0);
  #isChosen = new Uint8Array(0);

  constructor(patience: number) {
    this.#patience = patience;
  }

  get leftOut(): readonly number[] {
    return this.#leftOut;
  }

  /** Whether the patch of the tick `before` left it out. */
  isWaiting(handle: number, before: number): boolean {
    return this.#leftOutAt[handle] === before;
  }

  /** The patch of `tick` leaves it out whether it fits or not: it waits all the same. `before`: the tick of the patch before it. */
  postpone(handle: number, tick: number, before: number): void {
    this.#fitHandles(handle);
    if (!this.isWaiting(handle, before)) this.#since[handle] = tick;
    this.#leftOutAt[handle] = tick;
  }

  /** Everything fitted. */
  clear(): void {
    this.#leftOut.length = 0;
  }

  /**
   * Reduces the candidates to those that go now. `room`: bytes; `tick`, `before`: of this patch and of the one before it;
   * `always`: a handle that goes whatever it costs, or null.
   */
  choose(candidates: Candidates, room: number, tick: number, before: number, always: number | null, priority: (handle: number) => number): void {
    const left = room - this.#judge(candidates, tick, before, always, priority);
    this.#fill(candidates, left);
    this.#leftOut.length = 0;
    for (let index = 0; index < candidates.count; index++) {
      if (this.#isChosen[index] === 1) continue;
      const handle = candidates.handles[index] ?? 0;
      this.#leftOut.push(handle);
      this.#leftOutAt[handle] = tick;
    }
    candidates.keep(this.#isChosen);
  }

  /** Scores all, and chooses those that cannot wait. Returns what they cost. */
  #judge({ handles, costs, count }: Candidates, tick: number, before: number, always: number | null, priority: (handle: number) => number): number {
    this.#fit(count, handles);
    const interval = tick - before; // the next patch is expected after as many ticks as this one
    let taken = 0;
    for (let index = 0; index < count; index++) {
      const handle = handles[index] ?? 0;
      if (!this.isWaiting(handle, before)) this.#since[handle] = tick;
      const waited = tick - (this.#since[handle] ?? tick);
      // The client has it as it was in the patch before the first that left it out, and would until the next one.
      const isDue = handle === always || waited + 2 * interval > this.#patience;
      this.#scores[index] = isDue ? 0 : priority(handle) * (1 + waited);
      this.#isChosen[index] = isDue ? 1 : 0;
      if (isDue) taken += costs[index] ?? 0;
    }
    return taken;
  }

  /** Chooses the others by their score as long as they fit into `room`. */
  #fill({ costs, count }: Candidates, room: number): void {
    let left = room;
    const order = this.#order.subarray(0, count);
    for (let index = 0; index < count; index++) order[index] = index;
    order.sort((a, b) => (this.#scores[b] ?? 0) - (this.#scores[a] ?? 0));
    for (const index of order) {
      const cost = costs[index] ?? 0;
      if (this.#isChosen[index] === 1 || cost > left) continue;
      this.#isChosen[index] = 1;
      left -= cost;
    }
  }

  #fit(count: number, handles: Uint32Array): void {
    if (count > this.#order.length) {
      this.#order = new Uint32Array(count * 2);
      this.#scores = new Float64Array(count * 2);
      this.#isChosen = new Uint8Array(count * 2);
    }
    let highest = 0;
    for (let index = 0; index < count; index++) highest = Math.max(highest, handles[index] ?? 0);
    this.#fitHandles(highest);
  }

  #fitHandles(highest: number): void {
    if (highest < this.#since.length) return;
    const since = new Uint32Array((highest + 1) * 2);
    const leftOutAt = new Uint32Array(since.length);
    since.set(this.#since);
    leftOutAt.set(this.#leftOutAt);
    this.#since = since;
    this.#leftOutAt = leftOutAt;
  }
}
