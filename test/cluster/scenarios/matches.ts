import { Player, type Way } from "../../server/player.ts";
import type { Cluster } from "../cluster.ts";
import type { RegistryView } from "../registry-view.ts";
import { type Check, equal, pause, timeUntil } from "./scenario.ts";

/** ms. Seats that nobody came for are free again after 8 s, and a room without any ends then. */
const EMPTY_PATIENCE = 20_000;

/** ms until the first patch. */
const START_PATIENCE = 5000;

/** ms until a match was opened on each process, and between two tries: all are made from one address, which may not ask too often. */
const PLACES_PATIENCE = 20_000;
export const PLACES_PERIOD = 300;

/** ms per tick of the matches of these tests. */
const TICK = 25;

/** Ticks that one look may be off by: what is on its way, at its beginning and at its end. */
const TICK_TOLERANCE = 4;

/** A match of its own on each process, with one player in each: in the order of the processes' starts. */
export async function matchOnEach(cluster: Cluster, view: RegistryView): Promise<Player[]> {
  const byAddress = new Map<string, Player>();
  // One that has just started was too busy to be chosen, and is until its next sign of life.
  await timeUntil(PLACES_PATIENCE, async () => {
    const player = await playing(cluster.url, { kind: "new", mode: "arena" });
    const address = await addressOf(view, player.room.roomId);
    if (byAddress.has(address)) {
      await player.leave();
      await pause(PLACES_PERIOD);
    } else byAddress.set(address, player);
    return byAddress.size === cluster.servers.length;
  });
  return cluster.servers.map(({ port }) => {
    const player = byAddress.get(`127.0.0.1:${port}`);
    if (player === undefined) throw new Error("no match was opened on a process");
    return player;
  });
}

/** A player who says what it has seen: one who does not is taken for a slow reader after some seconds. */
export async function playing(url: string, way?: Way): Promise<Player> {
  const player = await Player.join(url, {}, way);
  player.play({});
  if ((await timeUntil(START_PATIENCE, () => player.room.state.tick > 0)) === null) throw new Error("a match sent no tick");
  return player;
}

export async function addressOf(view: RegistryView, roomId: string): Promise<string> {
  const room = (await view.matches()).find((listed) => listed.roomId === roomId);
  return (await view.processes()).get(room?.processId ?? "")?.address ?? "";
}

/** Counts the ticks that players see of their matches. */
export class TickWatch {
  readonly #players: readonly Player[];
  readonly #from: number;
  readonly #first: number[];

  constructor(players: readonly Player[]) {
    this.#players = players;
    this.#from = performance.now();
    this.#first = players.map(({ room }) => room.state.tick);
  }

  /** That no match lost any, of all that were due until now. */
  check(what: string): Check {
    const due = (performance.now() - this.#from) / TICK;
    const missing = this.#players.map(({ room }, index) => due - (room.state.tick - (this.#first[index] ?? 0)));
    const worst = Math.max(...missing);
    return {
      what,
      measured: `${Math.max(0, Math.round(worst))} of ${Math.round(due)} missing`,
      limit: `none, give or take ${TICK_TOLERANCE} on their way`,
      holds: worst <= TICK_TOLERANCE && this.#players.every(({ left }) => left === null),
    };
  }
}

/** ms until every process has said how many it has. */
const COUNT_PATIENCE = 8000;

/** ms until a result is in the database. */
const RESULT_PATIENCE = 5000;

/**
 * What must be so at the end of every fault. Who plays has one connection; when all have left, no match is listed that is not there, none is there
 * that is not listed, and no seat keeps one; of the matches that were decided, as their ids say, each has its result once.
 */
export async function nothingLeft(cluster: Cluster, view: RegistryView, players: readonly Player[], decided: readonly string[] = []): Promise<Check[]> {
  const playing = players.filter(({ left }) => left === null);
  await timeUntil(COUNT_PATIENCE, async () => (await view.connections()) === playing.length);
  const connections = await view.connections();
  await Promise.all(playing.map((player) => player.leave()));
  const emptied = await timeUntil(EMPTY_PATIENCE, async () => {
    const processes = [...(await view.processes()).values()];
    return (await view.matches()).length === 0 && processes.every(({ rooms, players }) => rooms === 0 && players === 0);
  });
  const left = emptied === null ? `${JSON.stringify(await view.matches())}, ${JSON.stringify([...(await view.processes()).values()])}` : "nothing";
  if (decided.length > 0) await timeUntil(RESULT_PATIENCE, async () => (await cluster.results()).length === decided.length);
  const results = decided.length > 0 ? await cluster.results() : [];
  return [
    equal("connections of those who play: nobody is in two matches", connections, playing.length),
    equal("what is left when all have gone: no duplicate room, no hidden room, no leaked seat", left, "nothing"),
    ...(decided.length > 0 ? [equal("results of matches that were decided: none lost, none twice", results.sort().join(), [...decided].sort().join())] : []),
  ];
}
