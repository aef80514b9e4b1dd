/** Entities that have something to be sent to one viewer, and where in the arena that stands. Filled anew for every patch. */
export class Candidates {
  handles = new Uint32Array(64);
  starts = new Uint32Array(64);
  ends = new Uint32Array(64);
  /** bytes that each would take in the patch. */
  costs = new Uint32Array(64);
  count = 0;
  /** The costs together. */
  cost = 0;

  clear(): void {
    this.count = 0;
    this.cost = 0;
  }

  /** `header`: bytes that it takes beside the stretch of the arena. */
  add(handle: number, start: number, end: number, header: number): void {
    if (this.count === this.handles.length) this.#grow();
    const cost = header + end - start;
    this.handles[this.count] = handle;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.costs[this.count] = cost;
    this.count += 1;
    this.cost += cost;
  }

  /** Keeps those whose mark by index is 1, in their order. */
  keep(marks: Uint8Array): void {
    const { count, handles, starts, ends, costs } = this;
    this.clear();
    for (let index = 0; index < count; index++) {
      if (marks[index] !== 1) continue;
      const start = starts[index] ?? 0;
      const end = ends[index] ?? 0;
      this.add(handles[index] ?? 0, start, end, (costs[index] ?? 0) - (end - start));
    }
  }

  #grow(): void {
    const grown = (from: Uint32Array): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.handles = grown(this.handles);
    this.starts = grown(this.starts);
    this.ends = grown(this.ends);
    this.costs = grown(this.costs);
  }
}
