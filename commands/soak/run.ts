import { RedisServer } from "../../test/cluster/redis-server.ts";
import { freePort } from "../../test/programs/free-port.ts";
import { startPostgres } from "../../test/programs/postgres-server.ts";
import { AskedProcess } from "../load/asked-process.ts";
import { pause } from "../load/pause.ts";
import { countKeys, type Keys } from "./keys.ts";
import type { Held, ServerAnswer, ServerRequest, VisitorsAnswer, VisitorsFigures, VisitorsRequest } from "./messages.ts";

export interface SoakWish {
  minutes: number;
  /** Visits that begin per second. */
  joins: number;
}

/** What the server holds at one moment, and what others hold for it. */
export interface Sample extends Held {
  /** s since visits are counted. */
  at: number;
  keys: Keys;
}

export interface SoakRun {
  wish: SoakWish;
  /** With nobody there, before and after. */
  before: Sample;
  after: Sample;
  /** While visits begin. */
  during: Sample[];
  visits: VisitorsFigures;
  /** Of the server while visits began, of a core. */
  cpu: number;
}

const SERVER_CORE = 0;
const VISITORS_CORE = 1;

/** s of visits before any count: what the first cost once is no leak. */
const WARM_UP = 60;

/** ms until nobody is held any more: a seat is kept for 30 s, and the requests of a player are counted over 60 s. */
const SETTLING = 75_000;

/** ms between two looks while visits begin. */
const SAMPLE_PERIOD = 15_000;

const STOP_PATIENCE = 10_000;

/** All visitors come from one address, and nobody is to be refused a seat because one is kept for somebody else. */
const ROOMY = { API_RATE: "1000000", ADDRESS_SEATS: "100000", ADDRESS_CONNECTIONS: "100000", UPGRADE_RATE: "100000", MAX_PLAYERS: "100", ARENA_BOTS: "10" };

/** Visitors come and go for minutes; the server is looked at before, during and after. */
export async function soak(wish: SoakWish, say: (line: string) => void): Promise<SoakRun> {
  const redis = await RedisServer.start();
  const postgres = await startPostgres();
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const server = new AskedProcess<ServerRequest, ServerAnswer>({
    file: new URL("server.ts", import.meta.url),
    core: SERVER_CORE,
    name: "the server",
    task: { REDIS_URL: redis.url, DATABASE_URL: await postgres.createDatabase(), PORT: String(port), PUBLIC_ADDRESS: address, ...ROOMY },
  });
  let visitors: AskedProcess<VisitorsRequest, VisitorsAnswer> | null = null;
  try {
    await server.next("listening");
    visitors = new AskedProcess({ file: new URL("visitors.ts", import.meta.url), core: VISITORS_CORE, name: "the visitors", task: `http://${address}` });
    await visitors.next("ready");

    let since = performance.now();
    const look = async (): Promise<Sample> => ({
      at: (performance.now() - since) / 1000,
      ...(await server.ask({ kind: "held" })).held,
      keys: await countKeys(redis),
    });
    const begin = (): void => visitors?.tell({ kind: "begin", perSecond: wish.joins });
    const end = async (): Promise<void> => {
      const ended = visitors?.next("ended");
      visitors?.tell({ kind: "end" });
      await ended;
      await pause(SETTLING);
    };

    say(`${WARM_UP} s of visits that do not count`);
    begin();
    await pause(WARM_UP * 1000);
    await end();
    const before = await look();
    const visitsBefore = (await visitors.ask({ kind: "figures" })).figures;

    since = performance.now();
    begin();
    const during: Sample[] = [];
    const samples = Math.max(1, Math.floor((wish.minutes * 60_000) / SAMPLE_PERIOD));
    for (let index = 1; index <= samples; index++) {
      await pause(Math.max(0, since + index * SAMPLE_PERIOD - performance.now()));
      const sample = await look();
      during.push(sample);
      say(
        `${Math.round(sample.at)} s: heap ${mega(sample.heap)} MB, RSS ${mega(sample.rss)} MB, ${sample.timers} timers, ${sample.listeners} listeners, ${sample.keys.lasting} + ${sample.keys.expiring} keys`,
      );
    }
    const last = during.at(-1) ?? before;
    await end();
    const after = await look();
    const visits = (await visitors.ask({ kind: "figures" })).figures;
    return { wish, before, during, after, visits: sinceThen(visitsBefore, visits), cpu: (last.cpu - before.cpu) / 1e6 / last.at };
  } finally {
    await visitors?.stop(null, 0);
    await server.stop({ kind: "stop" }, STOP_PATIENCE);
    await postgres.stop();
    await redis.stop();
  }
}

function sinceThen(before: VisitorsFigures, after: VisitorsFigures): VisitorsFigures {
  return {
    begun: difference(before.begun, after.begun),
    failed: difference(before.failed, after.failed),
    done: after.done - before.done,
    present: after.present,
  };
}

function difference(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  const counts = Object.entries(after).map(([name, count]): [string, number] => [name, count - (before[name] ?? 0)]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
