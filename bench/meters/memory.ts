import { GCProfiler, getHeapStatistics } from "node:v8";

export interface MemoryFigures {
  /** Allocated on the heap, whether it is still needed or not. */
  readonly bytesPerTick: number;
  /** ms that the collection of garbage took of the whole run, and how often. */
  readonly gcMs: number;
  readonly collections: number;
}

/** What a run allocates, and what becoming rid of it costs: the growth of the heap and all that was collected meanwhile. */
export class MemoryMeter {
  readonly #collections = new GCProfiler();
  readonly #usedBefore = getHeapStatistics().used_heap_size;

  /** Measures from now on. */
  constructor() {
    this.#collections.start();
  }

  /** Ends the measurement. */
  stop(ticks: number): MemoryFigures {
    let allocated = getHeapStatistics().used_heap_size - this.#usedBefore;
    const { statistics } = this.#collections.stop();
    let microseconds = 0;
    for (const { beforeGC, afterGC, cost } of statistics) {
      allocated += beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize;
      microseconds += cost;
    }
    return { bytesPerTick: Math.round(allocated / ticks), gcMs: Math.round(microseconds / 10) / 100, collections: statistics.length };
  }
}
