import { describe, expect, test } from "vitest";
import type { MatchRun } from "../../../commands/load/match-run.ts";
import { matchReport } from "../../../commands/load/report.ts";
import { DECODING_DELAY_MAX, faultsOf, LIGHT_DELAY_MAX, voidReasons, whatGave } from "../../../commands/load/verdict.ts";

/** A run in which everything held. */
const GOOD: MatchRun = {
  players: 200,
  mode: "arena",
  server: {
    seconds: 60,
    cpuSeconds: 12,
    rooms: 1,
    tickRate: 20,
    ticks: 1200,
    playerTicks: 240_000,
    players: 200,
    tick: { p50: 8, p99: 12, worst: 20 },
    phases: { step: 1, send: 6 },
    achievedRate: 20,
    lateness: { p99: 1, worst: 4 },
    dropped: 0,
    load: 0,
    rss: 150,
    heapUsed: 60,
    heapGrowth: 1,
    allocated: 50,
    gcMsPerSecond: 5,
  },
  joins: { asked: 200, verified: 200, rooms: 1, took: 700, worstLateness: 8, cpuSeconds: 0.5, faults: [] },
  clients: {
    seconds: 60,
    light: 180,
    decoding: 20,
    connected: 200,
    left: 200,
    bytesIn: 9000,
    bytesOut: 400,
    corrections: { drift: 0, impulse: 30, invented: 2 },
    driftPeak: 0,
    delivery: { count: 5000, p50: 2, p99: 12 },
    loopDelay: { light: 2, decoding: 5 },
  },
  comparison: { pictures: 1200, bodies: 40_000, exact: 40_000, stale: 0, mismatches: 0, unknown: 0, worst: 0 },
};

const { server } = GOOD;
if (server === null) throw new Error("a run has a server");
const clients = (more: Partial<MatchRun["clients"]>): MatchRun => ({ ...GOOD, clients: { ...GOOD.clients, ...more } });
const served = (more: Partial<typeof server>): MatchRun => ({ ...GOOD, server: { ...server, ...more } });

test("a good run is neither void nor wrong, and nothing gave", () => {
  expect([voidReasons(GOOD), faultsOf(GOOD), whatGave(GOOD)]).toEqual([[], [], null]);
});

describe("a run is void", () => {
  test("when the generator was late itself, and the report says so", () => {
    const late = clients({ loopDelay: { light: LIGHT_DELAY_MAX + 1, decoding: 5 } });
    expect(voidReasons(late)).toHaveLength(1);
    expect(matchReport(late).void).toEqual(voidReasons(late));
    expect(voidReasons(clients({ loopDelay: { light: LIGHT_DELAY_MAX, decoding: DECODING_DELAY_MAX } }))).toEqual([]);
    expect(voidReasons(clients({ loopDelay: { light: 2, decoding: DECODING_DELAY_MAX + 1 } }))).toHaveLength(1);
  });

  test("when somebody never joined", () => {
    expect(voidReasons({ ...GOOD, joins: { ...GOOD.joins, verified: 199 } })).toEqual(["1 of 200 never joined"]);
  });

  test("when they were spread over several matches", () => {
    const spread = { ...GOOD, joins: { ...GOOD.joins, rooms: 2 } };
    expect(voidReasons(spread)).toHaveLength(1);
    expect(voidReasons({ ...spread, mode: "duel" })).toEqual([]);
    expect(voidReasons({ ...spread, server: null })).toEqual([]);
  });
});

test.each([
  ["a client was lost", clients({ connected: 199 })],
  ["a body drifted", clients({ corrections: { drift: 1, impulse: 0, invented: 0 } })],
  ["a picture was not the world's", { ...GOOD, comparison: { pictures: 1, bodies: 9, exact: 8, stale: 0, mismatches: 1, unknown: 0, worst: 4 } }],
])("a run is wrong when %s", (_what, run) => {
  expect(faultsOf(run)).toHaveLength(1);
});

test.each([
  ["tick rate", served({ achievedRate: 19.3 })],
  ["tick rate", served({ dropped: 1 })],
  ["lateness", served({ lateness: { p99: 26, worst: 40 } })],
  ["tick time", served({ tick: { p50: 20, p99: 26, worst: 40 } })],
  ["generator", clients({ loopDelay: { light: 40, decoding: 5 } })],
  ["connections", clients({ connected: 180 })],
])("what gave is named: %s", (name, run) => {
  expect(whatGave(run)).toBe(name);
});

test("the report of a server that others started says what cannot be seen of it", () => {
  const report = matchReport({ ...GOOD, server: null, comparison: null });
  expect(report.figures.filter(([, figure]) => figure.includes("not seen")).map(([name]) => name)).toEqual(["server", "pictures against the world"]);
});
