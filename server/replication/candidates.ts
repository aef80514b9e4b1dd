/** Handles of entities that have something to be sent to one viewer, with what each would cost. Filled anew for every patch. */
export class Candidates {
  handles = new Uint32Array(64);
  /** bytes */
  costs = new Uint32Array(64);
  count = 0;
  /** The costs together. */
  cost = 0;

  clear(): void {
    this.count = 0;
    this.cost = 0;
  }

  add(handle: number, cost: number): void {
    if (this.count === this.handles.length) this.#grow();
    this.handles[this.count] = handle;
    this.costs[this.count] = cost;
    this.count += 1;
    this.cost += cost;
  }

  /** Keeps those for which `isKept` holds, in their order. */
  keep(isKept: (index: number, handle: number) => boolean): void {
    const { count } = this;
    this.clear();
    for (let index = 0; index < count; index++) {
      const handle = this.handles[index] ?? 0;
      if (isKept(index, handle)) this.add(handle, this.costs[index] ?? 0);
    }
  }

  #grow(): void {
    const handles = new Uint32Array(this.handles.length * 2);
    const costs = new Uint32Array(handles.length);
    handles.set(this.handles);
    costs.set(this.costs);
    this.handles = handles;
    this.costs = costs;
  }
}
