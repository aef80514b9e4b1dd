import { PerformanceObserver } from "node:perf_hooks";
import { getHeapStatistics } from "node:v8";
import type { Match } from "../../server/match/match.ts";
import type { PositionsAt, ServerFigures } from "./messages.ts";
import { percentile } from "./percentile.ts";
import { latenessOf, TickTimes } from "./tick-times.ts";

/** Ticks whose positions are kept: a picture is asked about within a second or two. */
const KEPT = 128;

const MB = 1e6;

/** One room, as it looks from outside. */
interface Watched {
  readonly match: Match;
  readonly times: TickTimes;
  readonly positions: PositionsAt[];
  playerTicks: number;
  /** Highest `LoadStep`. */
  load: number;
}

/** Stands around every tick of every match of this process and measures what it costs. */
export class ServerTap {
  readonly #rooms = new Map<string, Watched>();
  #since = performance.now();
  #cpu = process.cpuUsage();
  #heap = getHeapStatistics();
  #gc = 0;

  constructor() {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) this.#gc += duration;
    }).observe({ entryTypes: ["gc"] });
  }

  around(roomId: string, match: Match, tick: () => void): void {
    const watched = this.#watch(roomId, match);
    const start = performance.now();
    tick();
    watched.times.add(start, performance.now() - start);
    watched.playerTicks += match.people;
    watched.load = Math.max(watched.load, match.load);
    watched.positions.push(positionsOf(match));
    if (watched.positions.length > KEPT) watched.positions.shift();
  }

  measure(): void {
    for (const watched of this.#rooms.values()) {
      watched.times.clear();
      watched.playerTicks = 0;
      watched.load = 0;
    }
    this.#since = performance.now();
    this.#cpu = process.cpuUsage();
    this.#heap = getHeapStatistics();
    this.#gc = 0;
  }

  positions(roomId: string, from: number, to: number): PositionsAt[] {
    return this.#rooms.get(roomId)?.positions.filter(({ tick }) => tick >= from && tick <= to) ?? [];
  }

  figures(): ServerFigures {
    const seconds = (performance.now() - this.#since) / 1000;
    const { user, system } = process.cpuUsage(this.#cpu);
    const heap = getHeapStatistics();
    const rooms = [...this.#rooms.values()].filter(({ times }) => times.starts.length > 0);
    const durations = rooms.flatMap(({ times }) => times.durations);
    const late = rooms.map(({ match, times }) => latenessOf(times.starts, 1000 / match.world.terrain.tickRate));
    const lateness = late.flatMap((room) => room.lateness);
    return {
      seconds,
      cpuSeconds: (user + system) / 1e6,
      rooms: rooms.length,
      tickRate: rooms[0]?.match.world.terrain.tickRate ?? 0,
      ticks: durations.length,
      playerTicks: rooms.reduce((sum, { playerTicks }) => sum + playerTicks, 0),
      players: rooms.reduce((sum, { match }) => sum + match.people, 0),
      tick: { p50: percentile(durations, 0.5), p99: percentile(durations, 0.99), worst: percentile(durations, 1) },
      phases: phasesOf(rooms),
      achievedRate: rooms.reduce((least, { times }) => Math.min(least, times.rate), rooms.length === 0 ? 0 : Number.POSITIVE_INFINITY),
      lateness: { p99: percentile(lateness, 0.99), worst: percentile(lateness, 1) },
      dropped: late.reduce((sum, { dropped }) => sum + dropped, 0),
      load: rooms.reduce((most, { load }) => Math.max(most, load), 0),
      rss: process.memoryUsage.rss() / MB,
      heapUsed: heap.used_heap_size / MB,
      heapGrowth: (heap.used_heap_size - this.#heap.used_heap_size) / MB,
      allocated: durations.length === 0 ? 0 : (heap.total_allocated_bytes - this.#heap.total_allocated_bytes) / 1000 / durations.length,
      gcMsPerSecond: this.#gc / seconds,
    };
  }

  #watch(roomId: string, match: Match): Watched {
    let watched = this.#rooms.get(roomId);
    if (watched === undefined) {
      watched = { match, times: new TickTimes(), positions: [], playerTicks: 0, load: 0 };
      this.#rooms.set(roomId, watched);
    }
    return watched;
  }
}

function positionsOf({ world }: Match): PositionsAt {
  const bodies = new Int32Array(world.bodies.length * 3);
  let at = 0;
  for (const { id, x, y } of world.bodies) {
    bodies[at++] = id;
    bodies[at++] = x;
    bodies[at++] = y;
  }
  return { tick: world.tick, bodies };
}

/** The mean over the rooms of what each says of its last ticks. */
function phasesOf(rooms: readonly Watched[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { match } of rooms) {
    for (const [phase, { mean }] of Object.entries(match.figures.times)) sums[phase] = (sums[phase] ?? 0) + mean / rooms.length;
  }
  return sums;
}
