import type { Sample, SoakRun } from "./run.ts";

/** One figure, and what it may be at most. */
export interface Bound {
  what: string;
  figure: string;
  limit: string;
  holds: boolean;
}

/**
 * Bytes of heap per visit. A visit whose smallest object, a closure with its context, were never given back would show with about 100; what
 * a collection leaves or not differs by a few hundred kB between two looks.
 */
const HEAP_PER_VISIT = 50;
const HEAP_NOISE = 2e6;

/** Bytes of the process per visit. Memory that was free is not given back to the system in pieces, so this settles later than the heap. */
const RSS_PER_VISIT = 500;
const RSS_NOISE = 20e6;

/** Timers and listeners that come and go in a server with nobody in it: those of one question to Redis. */
const MOMENTARY = 4;

/** Visits that may come to nothing, of all: a server under load may refuse one with an answer, and may not lose it. */
const FAILED_SHARE = 0.001;

/** What a run must have shown. */
export function boundsOf({ before, during, after, visits }: SoakRun): Bound[] {
  const count = Object.values(visits.begun).reduce((sum, number) => sum + number, 0);
  const failed = Object.values(visits.failed).reduce((sum, number) => sum + number, 0);
  // Its first half grows towards what so many visitors take.
  const later = during.slice(Math.floor(during.length / 2));
  const heapMost = HEAP_PER_VISIT * count + HEAP_NOISE;
  const rssMost = RSS_PER_VISIT * count + RSS_NOISE;
  const perSecond = count / Math.max(1, during.at(-1)?.at ?? 1);
  const seconds = (later.at(-1)?.at ?? 0) - (later[0]?.at ?? 0);
  const grown = (of: (sample: Sample) => number): number => slope(later.map((sample) => [sample.at, of(sample)])) * seconds;
  return [
    // Both after a whole collection. Buffers are held against each other here alone: meanwhile they are given back by whole collections, which are minutes apart.
    bound("heap and buffers after all, against before", mega(held(after) - held(before)), mega(heapMost), held(after) - held(before) <= heapMost),
    bound(
      "heap growth in the second half",
      mega(grown(({ heap }) => heap)),
      mega(HEAP_PER_VISIT * perSecond * seconds + HEAP_NOISE),
      grown(({ heap }) => heap) <= HEAP_PER_VISIT * perSecond * seconds + HEAP_NOISE,
    ),
    bound("RSS growth in the second half", mega(grown(({ rss }) => rss)), mega(rssMost / 2), grown(({ rss }) => rss) <= rssMost / 2),
    bound("timers after all, against before", signed(after.timers - before.timers), String(MOMENTARY), after.timers - before.timers <= MOMENTARY),
    bound(
      "listeners after all, against before",
      signed(after.listeners - before.listeners),
      String(MOMENTARY),
      after.listeners - before.listeners <= MOMENTARY,
    ),
    bound("lasting keys in Redis, against before", signed(after.keys.lasting - before.keys.lasting), "0", after.keys.lasting <= before.keys.lasting),
    bound("gauges above what they were before", above(before.gauges, after.gauges) || "none", "none", above(before.gauges, after.gauges) === ""),
    bound("visits that came to nothing", String(failed), String(Math.floor(FAILED_SHARE * count)), failed <= FAILED_SHARE * count),
  ];
}

/** Which, and by how much; empty when none is. */
function above(before: Record<string, number>, after: Record<string, number>): string {
  return Object.entries(after)
    .filter(([name, value]) => value > (before[name] ?? 0))
    .map(([name, value]) => `${name} ${signed(value - (before[name] ?? 0))}`)
    .join(", ");
}

function held({ heap, external }: Sample): number {
  return heap + external;
}

function bound(what: string, figure: string, limit: string, holds: boolean): Bound {
  return { what, figure, limit, holds };
}

/** Least squares: y per x. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const below = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return below === 0 ? 0 : above / below;
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count);
}
