import type { ServerFigures } from "./messages.ts";
import { pause } from "./pause.ts";
import { ServerProcess, WorkerProcess } from "./processes.ts";

export interface LobbyWish {
  connections: number;
  seconds: number;
  /** A server that runs already; null: one is started. */
  url: string | null;
}

export interface LobbyRun {
  asked: number;
  /** Heard from the lobby. */
  verified: number;
  /** ms until all were. */
  took: number;
  faults: string[];
  /** At the end of the measured time. */
  connected: number;
  /** Answered a last question after it. */
  answered: number;
  seconds: number;
  /** Null of a server that others started. */
  server: {
    /** Share of a core. */
    cpu: number;
    /** MB per 1,000 connections. */
    rssPerThousand: number;
    heapPerThousand: number;
    gcMsPerSecond: number;
    rss: number;
  } | null;
  /** Bytes per second and connection of WebSocket payload. */
  bytesIn: number;
}

/** Connections of one process: descriptors are limited. */
const IDLE_MAX = 2500;

/** Connections that come and go first: what the first hundreds cost once is no share of what a further one costs. */
const WARM_UP = 500;

/** ms after the last has joined until figures count: news of the joining are told by then. */
const SETTLING = 12_000;

export async function runLobby(wish: LobbyWish, say: (line: string) => void): Promise<LobbyRun> {
  const server = wish.url === null ? await ServerProcess.start({ ARENA_BOTS: "0" }) : null;
  const origin = server?.origin ?? wish.url ?? "";
  const workers: WorkerProcess[] = [];
  const open = async (count: number): Promise<{ verified: number; faults: string[] }> => {
    const processes = Math.ceil(count / IDLE_MAX);
    const tasks = Array.from({ length: processes }, (_, index) => Math.floor((count * (index + 1)) / processes) - Math.floor((count * index) / processes));
    const opened = await Promise.all(tasks.map((share) => WorkerProcess.start({ kind: "idle", origin, count: share }, () => undefined)));
    workers.push(...opened);
    const joined = await Promise.all(opened.map((worker) => worker.join()));
    return { verified: joined.reduce((sum, { verified }) => sum + verified, 0), faults: joined.flatMap(({ faults }) => faults) };
  };
  try {
    const warmUp = Math.min(WARM_UP, Math.ceil(wish.connections / 10));
    const first = await open(warmUp);
    const before = await server?.collected();
    const from = performance.now();
    const rest = await open(wish.connections - warmUp);
    const took = performance.now() - from;
    const verified = first.verified + rest.verified;
    say(`${verified} of ${wish.connections} connected; the last ${wish.connections - warmUp} within ${Math.round(took)} ms`);
    await pause(SETTLING);
    await Promise.all([server?.measure(), ...workers.map((worker) => worker.measure())]);
    const started = performance.now();
    await pause(wish.seconds * 1000);
    const seconds = (performance.now() - started) / 1000;
    const [during, clients] = await Promise.all([server?.figures(), Promise.all(workers.map((worker) => worker.figures()))]);
    const after = await server?.collected();
    const connected = clients.reduce((sum, worker) => sum + worker.connected, 0);
    const answered = (await Promise.all(workers.map((worker) => worker.leave()))).reduce((sum, count) => sum + count, 0);
    return {
      asked: wish.connections,
      verified,
      took,
      faults: [...new Set([...first.faults, ...rest.faults])],
      connected,
      answered,
      seconds,
      server: before === undefined || during === undefined || after === undefined ? null : perThousand(before, during, after, wish.connections - warmUp),
      bytesIn: clients.reduce((sum, worker) => sum + worker.bytesIn, 0) / Math.max(1, connected) / seconds,
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await server?.stop();
  }
}

function perThousand(before: ServerFigures, during: ServerFigures, after: ServerFigures, connections: number): LobbyRun["server"] {
  const share = 1000 / Math.max(1, connections);
  return {
    cpu: during.cpuSeconds / during.seconds,
    rssPerThousand: (after.rss - before.rss) * share,
    heapPerThousand: (after.heapUsed - before.heapUsed) * share,
    gcMsPerSecond: during.gcMsPerSecond,
    rss: after.rss,
  };
}
