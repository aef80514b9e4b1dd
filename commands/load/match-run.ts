import type { ModeName } from "../../shared/content/modes.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import { type Comparison, compare, noComparison, ticksFor } from "./comparison.ts";
import type { Picture } from "./decoding-player.ts";
import type { ServerFigures, WorkerFigures, WorkerTask } from "./messages.ts";
import { pause } from "./pause.ts";
import { percentile } from "./percentile.ts";
import { ServerProcess, WorkerProcess } from "./processes.ts";

export interface MatchWish {
  players: number;
  mode: ModeName;
  seconds: number;
  /** A server that runs already; null: one is started. */
  url: string | null;
}

/** What a run has shown. */
export interface MatchRun {
  players: number;
  mode: ModeName;
  /** Null of a server that others started. */
  server: ServerFigures | null;
  joins: Joins;
  clients: ClientFigures;
  comparison: Comparison | null;
}

export interface Joins {
  asked: number;
  /** Welcomed with a body, and with a first state. */
  verified: number;
  rooms: number;
  /** ms until the last of them was in, all having asked at once. */
  took: number;
  /** ms by which a tick began late meanwhile; null where the server is not ours to look into. */
  worstLateness: number | null;
  /** s that the server's process computed meanwhile. */
  cpuSeconds: number | null;
  faults: string[];
}

export interface ClientFigures {
  seconds: number;
  light: number;
  decoding: number;
  /** Still there at the end. */
  connected: number;
  /** Left in good order. */
  left: number;
  /** Bytes per second and client of WebSocket payload, of the light ones. */
  bytesIn: number;
  bytesOut: number;
  corrections: WorkerFigures["corrections"];
  driftPeak: number;
  /** ms from one client's call to its arrival at another. */
  delivery: { count: number; p50: number; p99: number };
  /** ms, p99 of the worst process. */
  loopDelay: { light: number; decoding: number };
}

/** One in this many decodes: enough to see a fault, few enough to leave the cores to the server. */
const DECODING_EVERY = 10;

/** Players of one process: more, and it would not keep time itself. */
const LIGHT_MAX = 250;
const DECODING_MAX = 50;

/** More players in an arena than this play at 20 ticks per second; see MAX_PLAYERS. */
const FAST_MAX = 100;

/** Players who come first and leave again: all at once are to meet a server whose code is compiled, as players do. */
const WARM_UP_PLAYERS = 60;
/** ms that they play. */
const WARM_UP = 3000;

/** ms after the last join until figures count: code is compiled, clocks of clients have settled. */
const SETTLING = 3000;

/** ms between two lines that say how it goes. */
const PROGRESS_PERIOD = 5000;

export async function runMatch(wish: MatchWish, say: (line: string) => void): Promise<MatchRun> {
  const server = wish.url === null ? await ServerProcess.start(environmentFor(wish)) : null;
  const workers: WorkerProcess[] = [];
  try {
    const judge = new PictureJudge(server);
    const tasks = tasksFor(wish, server?.origin ?? wish.url ?? "");
    if (server !== null) await warmUp(wish, server.origin);
    workers.push(...(await Promise.all(tasks.map((task) => WorkerProcess.start(task, (pictures) => judge.take(pictures))))));
    const joins = await joinAll(wish.players, workers, server);
    say(`${joins.verified} of ${joins.asked} joined in ${Math.round(joins.took)} ms`);
    for (const fault of joins.faults) say(`  not joined: ${fault}`);
    await pause(SETTLING);
    await Promise.all([server?.measure(), ...workers.map((worker) => worker.measure())]);
    const from = performance.now();
    judge.begin();
    await watch(wish.seconds * 1000, workers, server, say);
    const seconds = (performance.now() - from) / 1000;
    judge.end();
    const [serverFigures, figures] = await Promise.all([server?.figures() ?? null, Promise.all(workers.map((worker) => worker.figures()))]);
    const left = (await Promise.all(workers.map((worker) => worker.leave()))).reduce((sum, count) => sum + count, 0);
    await judge.settled();
    return {
      players: wish.players,
      mode: wish.mode,
      server: serverFigures,
      joins,
      clients: { ...clientFigures(workers, figures, seconds), left },
      comparison: server === null ? null : judge.result,
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await server?.stop();
  }
}

function environmentFor({ players }: MatchWish): Record<string, string> {
  return { MAX_PLAYERS: String(players), MAX_ROOMS: "1000", ARENA_BOTS: "0" };
}

function tasksFor({ players, mode }: MatchWish, origin: string): WorkerTask[] {
  const decoding = Math.ceil(players / DECODING_EVERY);
  const common = { origin, mode, players, tickRate: tickRateOf(mode, players) };
  const tasks: WorkerTask[] = [];
  let first = 0;
  const share = (kind: "light" | "decoding", total: number, most: number): void => {
    const processes = Math.ceil(total / most);
    for (let index = 0; index < processes; index += 1) {
      const count = Math.floor((total * (index + 1)) / processes) - Math.floor((total * index) / processes);
      tasks.push({ kind, ...common, count, first });
      first += count;
    }
  };
  share("decoding", decoding, DECODING_MAX);
  share("light", players - decoding, LIGHT_MAX);
  return tasks;
}

async function warmUp({ mode, players }: MatchWish, origin: string): Promise<void> {
  const worker = await WorkerProcess.start(
    { kind: "light", origin, mode, players, tickRate: tickRateOf(mode, players), count: Math.min(WARM_UP_PLAYERS, players), first: 0 },
    () => undefined,
  );
  try {
    await worker.join();
    await pause(WARM_UP);
    await worker.leave();
  } finally {
    await worker.stop();
  }
}

function tickRateOf(mode: ModeName, players: number): TickRate {
  return mode === "arena" && players > FAST_MAX ? 20 : 40;
}

async function joinAll(asked: number, workers: readonly WorkerProcess[], server: ServerProcess | null): Promise<Joins> {
  await server?.measure();
  const from = performance.now();
  const joined = await Promise.all(workers.map((worker) => worker.join()));
  const took = performance.now() - from;
  const figures = await server?.figures();
  return {
    asked,
    verified: joined.reduce((sum, { verified }) => sum + verified, 0),
    rooms: new Set(joined.flatMap(({ rooms }) => rooms)).size,
    took,
    worstLateness: figures?.lateness.worst ?? null,
    cpuSeconds: figures?.cpuSeconds ?? null,
    faults: [...new Set(joined.flatMap(({ faults }) => faults))],
  };
}

async function watch(duration: number, workers: readonly WorkerProcess[], server: ServerProcess | null, say: (line: string) => void): Promise<void> {
  const from = performance.now();
  for (;;) {
    const left = duration - (performance.now() - from);
    if (left <= 0) return;
    await pause(Math.min(left, PROGRESS_PERIOD));
    const [figures, clients] = await Promise.all([server?.figures() ?? null, Promise.all(workers.map((worker) => worker.figures()))]);
    say(progressLine(performance.now() - from, figures, clients));
  }
}

function progressLine(elapsed: number, server: ServerFigures | null, clients: readonly WorkerFigures[]): string {
  const connected = clients.reduce((sum, worker) => sum + worker.connected, 0);
  const words = [`${Math.round(elapsed / 1000)} s`, `${connected} connected`];
  if (server !== null) {
    words.push(`${server.achievedRate.toFixed(1)} ticks/s`, `tick p99 ${server.tick.p99.toFixed(1)} ms`);
    words.push(`${Math.round((server.cpuSeconds / server.seconds) * 100)} % of a core`);
  }
  words.push(
    `delivery p99 ${percentile(
      clients.flatMap(({ delivery }) => delivery),
      0.99,
    ).toFixed(1)} ms`,
  );
  words.push(`generator p99 ${Math.max(...clients.map(({ loopDelay }) => loopDelay)).toFixed(1)} ms`);
  return words.join(", ");
}

function clientFigures(workers: readonly WorkerProcess[], figures: readonly WorkerFigures[], seconds: number): Omit<ClientFigures, "left"> {
  const countOf = (kind: WorkerTask["kind"]): number => workers.reduce((sum, { task }) => sum + (task.kind === kind ? task.count : 0), 0);
  const delayOf = (kind: WorkerTask["kind"]): number =>
    Math.max(0, ...figures.filter((_, index) => workers[index]?.task.kind === kind).map((worker) => worker.loopDelay));
  const sum = (of: (worker: WorkerFigures) => number): number => figures.reduce((total, worker) => total + of(worker), 0);
  const delivery = figures.flatMap((worker) => worker.delivery);
  const light = countOf("light");
  const perSecond = (bytes: number): number => (light === 0 ? 0 : bytes / light / seconds);
  return {
    seconds,
    light,
    decoding: countOf("decoding"),
    connected: sum(({ connected }) => connected),
    bytesIn: perSecond(sum(({ bytesIn }) => bytesIn)),
    bytesOut: perSecond(sum(({ bytesOut }) => bytesOut)),
    corrections: {
      drift: sum(({ corrections }) => corrections.drift),
      impulse: sum(({ corrections }) => corrections.impulse),
      invented: sum(({ corrections }) => corrections.invented),
    },
    driftPeak: Math.max(...figures.map(({ driftPeak }) => driftPeak)),
    delivery: { count: delivery.length, p50: percentile(delivery, 0.5), p99: percentile(delivery, 0.99) },
    loopDelay: { light: delayOf("light"), decoding: delayOf("decoding") },
  };
}

/** Compares what clients showed with where the server had everybody. */
class PictureJudge {
  readonly result = noComparison();
  readonly #server: ServerProcess | null;
  readonly #pending = new Set<Promise<void>>();
  #isOn = false;

  constructor(server: ServerProcess | null) {
    this.#server = server;
  }

  begin(): void {
    this.#isOn = true;
  }

  end(): void {
    this.#isOn = false;
  }

  take(pictures: readonly Picture[]): void {
    const server = this.#server;
    if (!this.#isOn || server === null) return;
    const judged = this.#judge(server, pictures).finally(() => this.#pending.delete(judged));
    this.#pending.add(judged);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async #judge(server: ServerProcess, pictures: readonly Picture[]): Promise<void> {
    for (const [roomId, shown] of Map.groupBy(pictures, (picture) => picture.roomId)) {
      const spans = shown.map(ticksFor);
      const world = await server.positions(roomId, Math.min(...spans.map(({ from }) => from)), Math.max(...spans.map(({ to }) => to)));
      for (const picture of shown) compare(picture, world, this.result);
    }
  }
}
