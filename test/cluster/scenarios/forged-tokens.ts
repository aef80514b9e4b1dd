import { SignJWT } from "jose";
import { takeSeat } from "../../../commands/load/door.ts";
import { joinOptions } from "../../server/arena-server.ts";
import { RawSocket } from "../../server/raw-socket.ts";
import type { ServerProcess } from "../server-process.ts";
import { withLoneServer } from "./lone-server.ts";
import { atMost, type Check, equal, type Scenario } from "./scenario.ts";
import { STOCK } from "./stock.ts";
import { withCluster } from "./with-cluster.ts";

const KEY = "k".repeat(32);

/** Requests per minute of an address: few, to be found out quickly whether one counts as many. */
const API_RATE = 60;

export const forgedTokens: Scenario = {
  name: "tokens that are forged, expired or somebody else's; pages of elsewhere; addresses that are made up",
  injected: "by requests and by raw sockets",
  run: () =>
    withLoneServer({ environment: { TOKEN_KEYS: `one:${KEY}`, API_RATE: String(API_RATE) } }, async (server) => [
      ...(await knock(server)),
      await pretend(server),
    ]),
  control: {
    kind: "run",
    what: "Colyseus without a door of ours",
    run: ({ times }) => withCluster({ size: 1, times, ...STOCK }, (cluster) => knock(cluster.server(0))),
  },
};

function signed(playerId: string, key: string, expires: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sub: playerId, iss: "strafe", aud: "strafe-play", jti: "1", iat: now - 7200, exp: now + expires })
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: "one" })
    .sign(new TextEncoder().encode(key));
}

async function knock(server: ServerProcess): Promise<Check[]> {
  const forged = await signed("somebody", "x".repeat(32), 3600);
  const expired = await signed("somebody", KEY, -60);
  const seat = await takeSeat(server.url, { ...joinOptions(), mode: "arena" });
  const other = await takeSeat(server.url, { ...joinOptions(), mode: "arena" });
  const { port } = server;
  const upgraded = (token: string, headers: Record<string, string> = {}): Promise<string> =>
    RawSocket.open(port, { ...seat, token }, "", { headers }).then(
      (raw) => {
        raw.reset();
        return "101";
      },
      (error: Error) => error.message.split(" ")[1] ?? "none",
    );
  return [
    equal("a request for a seat with a forged token gets", await played(server, forged), 401),
    equal("with an expired one", await played(server, expired), 401),
    equal("a socket with a forged token gets, before it is one", await upgraded(forged), "401"),
    equal("with an expired one, before it is one", await upgraded(expired), "401"),
    equal("with the token of another player", await upgraded(other.token), "403"),
    equal("from a page of elsewhere", await upgraded(seat.token, { Origin: "https://evil.example" }), "403"),
    equal("and with what is right", await upgraded(seat.token), "101"),
  ];
}

async function played({ url }: ServerProcess, token: string): Promise<number> {
  const answer = await fetch(`${url}/api/play`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ ...joinOptions(), mode: "arena" }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** One address that says of each request that it is another one. */
async function pretend({ url }: ServerProcess): Promise<Check> {
  let answered = 0;
  for (let index = 0; index < 2 * API_RATE; index++) {
    const answer = await fetch(`${url}/api/matches`, { headers: { "x-forwarded-for": `198.51.100.${index}` } });
    await answer.arrayBuffer();
    if (answer.status !== 429) answered += 1;
  }
  return atMost(`of ${2 * API_RATE} requests that each claim another address are answered`, answered, API_RATE);
}
