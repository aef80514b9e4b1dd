import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { LightPlayer } from "../commands/load/light-player.ts";
import { neutralFrame } from "../shared/sim/frame.ts";
import { Cluster } from "../test/cluster/cluster.ts";
import { RegistryView } from "../test/cluster/registry-view.ts";
import { Player } from "../test/server/player.ts";

/**
 * What a second process gains on one machine: `npm run bench -- workers`. Matches of 100 bots and one person are opened on a server with one
 * worker, more and more of them, until it gives something up: a step of the overload ladder, or ticks; then the same on one with two. Few of the
 * clients decode, the others read ticks. Clients, Redis and PostgreSQL share the cores with the workers: what the clients take is stated.
 */
const WORKERS = [1, 2] as const;
const BOTS = 100;
const TICK_RATE = 40;

/** ms in which a process works out its maps beforehand, which strains it as matches would. */
const PREPARING = 8000;

/** Matches per worker to begin with, and the share by which they grow: half a minute is enough for either. */
const FIRST = 8;
const GROWTH = 1 / 12;
const MATCHES_MAX = 90;

/** ms after another match until it counts as carried: the ladder takes a step after 3 s of strain. */
const SETTLING = 4500;

/** Of that, ms over which ticks are counted. */
const COUNTED = 3000;

/** Share of the tick rate below which players feel it. */
const RATE_LEAST = 0.97;

/** Clients that decode: enough for each worker to have one, by which the ladder is seen. */
const DECODING = 6;

/** ms between two frames of a client: who sends none for longer is taken for gone. */
const FRAME_PERIOD = 200;
const STILL = [neutralFrame(0, 0, 0)];

interface Carried {
  workers: number;
  /** Matches at once of which none lost anything. */
  matches: number;
  /** Of these, on each worker. */
  spread: number[];
  /** Ticks per second of all of them together, and of the slowest. */
  ticks: number;
  slowest: number;
  /** Share of a core that the clients took meanwhile. */
  clients: number;
  /** What further matches cost. */
  given: string;
}

/** Of the machine, a minute's mean. */
const loadBefore = rounded(loadavg()[0] ?? 0);
const results: Carried[] = [];
for (const workers of WORKERS) results.push(await measure(workers));
const [one, two] = results;
const gain = one === undefined || two === undefined ? Number.NaN : rounded(two.matches / one.matches);
console.table(results);
console.log(`Two workers carry ${gain} times the matches of one, on ${cpus().length} cores that the clients share.`);
const report = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, loadBefore, bots: BOTS, results, gain };
writeFileSync(new URL("workers.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
process.exit();

async function measure(workers: number): Promise<Carried> {
  const cluster = await Cluster.start({ size: 0, times: { heartbeat: 500 } });
  const carried: Carried = { workers, matches: 0, spread: [], ticks: 0, slowest: 0, clients: 0, given: `nothing up to ${MATCHES_MAX}` };
  const view = new RegistryView(cluster.redis);
  const decoding: Player[] = [];
  const light: LightPlayer[] = [];
  const playing = setInterval(() => {
    for (const player of light) player.play();
  }, FRAME_PERIOD);
  try {
    const { url } = await cluster.add({
      WORKERS: String(workers),
      ARENA_BOTS: String(BOTS),
      TICK_RATE: String(TICK_RATE),
      MAX_ROOMS: "100",
      LOG_LEVEL: "silent",
      ADDRESS_SEATS: "1000",
      API_RATE: "100000",
      TOKEN_KEYS: `bench:${"k".repeat(32)}`,
    });
    await pause(PREPARING);
    for (let matches = FIRST * workers; matches <= MATCHES_MAX; matches += Math.max(1, Math.round(GROWTH * matches))) {
      while (decoding.length + light.length < matches) {
        if (decoding.length < DECODING) decoding.push(await decodingPlayer(url));
        else light.push(await lightPlayer(url));
      }
      await pause(SETTLING - COUNTED);
      const { rates, clients } = await count([
        ...decoding.map(
          ({ room }) =>
            () =>
              room.state.tick,
        ),
        ...light.map((player) => () => player.tick),
      ]);
      if (decoding.some(({ left }) => left !== null) || light.some(({ isPlaying }) => !isPlaying)) throw new Error("a client has lost its match");
      const step = Math.max(...decoding.map(({ room }) => room.state.load));
      const slowest = rounded(Math.min(...rates));
      if (step > 0 || slowest < RATE_LEAST * TICK_RATE) {
        carried.given = `${step > 0 ? `step ${step} of the ladder` : `${slowest} ticks per second`} with ${matches}`;
        break;
      }
      const spread = [...(await view.processes()).values()].map(({ rooms }) => rooms);
      Object.assign(carried, { matches, spread, ticks: Math.round(rates.reduce((sum, rate) => sum + rate, 0)), slowest, clients: rounded(clients) });
      console.log(carried);
    }
  } finally {
    clearInterval(playing);
    view.close();
    await cluster.stop();
  }
  return carried;
}

async function decodingPlayer(url: string): Promise<Player> {
  const player = await Player.join(url, { bots: true }, { kind: "new", mode: "arena" });
  player.room.onMessage("*", () => undefined);
  player.play({}, FRAME_PERIOD);
  return player;
}

async function lightPlayer(url: string): Promise<LightPlayer> {
  const player = new LightPlayer(STILL, 0, () => undefined);
  await player.enter(url);
  await player.join(url, "arena", { private: true, bots: true });
  return player;
}

/** Ticks per second that clients were sent, each of its match, and the share of a core that all clients took. */
async function count(ticks: readonly (() => number)[]): Promise<{ rates: number[]; clients: number }> {
  const from = performance.now();
  const cpu = process.cpuUsage();
  const before = ticks.map((tick) => tick());
  await pause(COUNTED);
  const passed = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  return { rates: ticks.map((tick, index) => ((tick() - (before[index] ?? 0)) * 1000) / passed), clients: (user + system) / 1000 / passed };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
