import { SEAT_RESERVED_S } from "../../../server/rooms/guard/limits.ts";
import { joinOptions } from "../../server/arena-server.ts";
import type { Player } from "../../server/player.ts";
import type { Cluster, ClusterOptions } from "../cluster.ts";
import { askSeat, giveSeatsBack } from "../door.ts";
import { nothingLeft, playing, TickWatch } from "./matches.ts";
import { atMost, type Check, equal, type Pace, type Scenario, timeUntil, within } from "./scenario.ts";
import { withCluster } from "./with-cluster.ts";

/** What one address may have outstanding at a time, as is set unless an operator says otherwise, and what one account may. */
const ADDRESS_SEATS = 40;
const ACCOUNT_SEATS = 3;

/** Accounts that ask by turns, and requests under way at once. */
const ACCOUNTS = 60;
const AT_ONCE = 16;

/** ms */
const FLOOD = 30_000;
const FLOOD_LEAST = 2000;
const JOIN_LIMIT = 1000;
/** After the last seat was given: it is kept for a time, and then its room has to notice. */
const FREE_LIMIT = SEAT_RESERVED_S * 1000 + 2000;

/** Where the flood comes from, as the proxy in front of the server would say. */
const FLOODER = "203.0.113.7";

interface Asked {
  account: number;
  at: number;
  status: number;
  isToldWhen: boolean;
}

export const joinFlood: Scenario = {
  name: "one address asks for seats without end, by many accounts, and uses none",
  injected: "requests for seats, 16 at once",
  run: (pace) =>
    withCluster(optionsOf(pace, {}), async (cluster, view) => {
      const player = await playing(cluster.url, { kind: "new", mode: "duel" });
      const checks = await flood(cluster, pace, player);
      const freed = await timeUntil(2 * FREE_LIMIT, async () => (await view.matches()).length === 1);
      return [...checks, within("seats that nobody took are free", freed, FREE_LIMIT), ...(await nothingLeft(cluster, view, [player]))];
    }),
  control: {
    kind: "run",
    what: "no limits per address",
    run: (pace) =>
      withCluster(optionsOf(pace, { API_RATE: "1000000", ADDRESS_SEATS: "100000" }), async (cluster) =>
        flood(cluster, pace, await playing(cluster.url, { kind: "new", mode: "duel" })),
      ),
  },
};

function optionsOf({ times }: Pace, limits: Record<string, string>): ClusterOptions {
  return { size: 1, times, environment: { TRUSTED_PROXIES: "127.0.0.1", MAX_ROOMS: "100", ...limits } };
}

/** `player`: in a match under way. */
async function flood(cluster: Cluster, pace: Pace, player: Player): Promise<Check[]> {
  // Whoever floods has got accounts before, from wherever.
  const tokens = await Promise.all(Array.from({ length: ACCOUNTS }, (_, index) => tokenFrom(cluster.url, `198.51.100.${index + 1}`)));
  const asked: Asked[] = [];
  const watch = new TickWatch([player]);
  const until = performance.now() + Math.max(FLOOD * pace.scale, FLOOD_LEAST);
  const flooders = Array.from({ length: AT_ONCE }, async () => {
    while (performance.now() < until) asked.push(await askAs(cluster.url, tokens, asked.length % ACCOUNTS));
  });
  const newcomer = await askSeat(cluster.url, { mode: "duel" });
  await giveSeatsBack(cluster.url, [newcomer]);
  await Promise.all(flooders);
  const given = asked.filter(({ status }) => status === 200);
  const refused = asked.filter(({ status }) => status !== 200);
  const ofAccounts = tokens.map((_, account) => mostAtATime(given.filter((seat) => seat.account === account)));
  return [
    atMost("seats of the address at a time", mostAtATime(given), ADDRESS_SEATS),
    atMost("of one of its accounts", Math.max(...ofAccounts), ACCOUNT_SEATS),
    equal(
      `all ${refused.length} others get 429 with Retry-After`,
      refused.every(({ status, isToldWhen }) => status === 429 && isToldWhen),
      true,
    ),
    within("who comes from elsewhere meanwhile is answered", newcomer.ms, JOIN_LIMIT),
    equal("with a seat", newcomer.kind, "seat"),
    watch.check("a match under way loses no tick"),
  ];
}

async function tokenFrom(url: string, address: string): Promise<string> {
  const response = await fetch(`${url}/api/guests`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": address },
    body: "{}",
  });
  const { token }: { token: string } = await response.json();
  return token;
}

async function askAs(url: string, tokens: readonly string[], account: number): Promise<Asked> {
  const response = await fetch(`${url}/api/play`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": FLOODER, authorization: `Bearer ${tokens[account]}` },
    body: JSON.stringify({ ...joinOptions(), mode: "arena" }),
  });
  await response.arrayBuffer();
  return { account, at: performance.now(), status: response.status, isToldWhen: Number(response.headers.get("retry-after")) > 0 };
}

/** Each is outstanding for as long as it is kept: nobody takes any. */
function mostAtATime(given: readonly Asked[]): number {
  return Math.max(0, ...given.map(({ at }) => given.filter((other) => other.at <= at && other.at > at - SEAT_RESERVED_S * 1000).length));
}
