import { createServer } from "node:http";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askGuest, askSeat } from "../../../client/game/net/door.ts";
import type { OwnSeat } from "../../../commands/load/door.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { RawSocket } from "../raw-socket.ts";

const KEY = "k".repeat(32);
const OTHER_KEY = "x".repeat(32);

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ TOKEN_KEYS: `one:${KEY}`, PUBLIC_URL: "https://play.example.org" });
});
afterAll(() => server.app.close());

interface Recipe {
  kid?: string;
  algorithm?: string;
  key?: string;
  claims?: Record<string, unknown>;
}

/** A token as the server would sign it, but for what the recipe changes. */
function signed(playerId: string, { kid = "one", algorithm = "HS256", key = KEY, claims = {} }: Recipe): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = { sub: playerId, iss: "strafe", aud: "strafe-play", jti: "1", iat: now, exp: now + 3600, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: algorithm, typ: "JWT", ...(kid === "" ? {} : { kid }) }).sign(new TextEncoder().encode(key));
}

/** The claims say another player, the signature is of the old ones. */
async function swapped(playerId: string): Promise<string> {
  const [head, , signature] = (await signed("somebody", {})).split(".");
  const [, claims] = (await signed(playerId, {})).split(".");
  return [head, claims, signature].join(".");
}

const hourAgo = Math.floor(Date.now() / 1000) - 3600;

const REFUSED: [string, (playerId: string, renewal: string) => string | Promise<string>][] = [
  ["none at all", () => ""],
  ["no token", () => "no.token.atall"],
  ["a renewal secret", (_playerId, renewal) => renewal],
  ["forged with another key", (playerId) => signed(playerId, { key: OTHER_KEY })],
  ["with claims that were changed", swapped],
  ["expired", (playerId) => signed(playerId, { claims: { iat: hourAgo - 3600, exp: hourAgo } })],
  ["of a foreign issuer", (playerId) => signed(playerId, { claims: { iss: "elsewhere" } })],
  ["for a foreign audience", (playerId) => signed(playerId, { claims: { aud: "elsewhere" } })],
  [
    "without a signature",
    (playerId) => new UnsecuredJWT({ sub: playerId, iss: "strafe", aud: "strafe-play", jti: "1" }).setIssuedAt().setExpirationTime("1h").encode(),
  ],
  ["with another algorithm", (playerId) => signed(playerId, { algorithm: "HS512", key: KEY + KEY })],
  ["of a key that nobody knows", (playerId) => signed(playerId, { kid: "two" })],
  ["of no key", (playerId) => signed(playerId, { kid: "" })],
  ["without an end", (playerId) => signed(playerId, { claims: { exp: undefined } })],
  ["of nobody", () => signed("", {})],
];

function play(token: string): Promise<Response> {
  return fetch(`${server.url}/api/play`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token === "" ? {} : { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ ...joinOptions(), mode: "arena" }),
  });
}

async function takePlace(): Promise<{ seat: OwnSeat; playerId: string; renewal: string }> {
  const { token, playerId, renewal } = await askGuest(server.url, {});
  return { seat: { ...(await askSeat(server.url, { ...joinOptions(), mode: "arena" }, token)), token }, playerId, renewal };
}

/** The answer to an upgrade, before there is a WebSocket. */
const upgrade = (seat: OwnSeat, headers: Record<string, string> = {}, port = server.port): Promise<string> =>
  RawSocket.open(port, seat, "", { headers }).then(
    (raw) => {
      raw.close();
      return "101";
    },
    (error: Error) => error.message,
  );

describe("a token", () => {
  test.each(REFUSED)("%s is refused, by a request and by a socket before it is one", async (_what, make) => {
    const { seat, playerId, renewal } = await takePlace();
    const token = await make(playerId, renewal);
    const answer = await play(token);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(await answer.json()).toMatchObject({ type: "/problems/not-identified", status: 401 });
    expect(await upgrade({ ...seat, token })).toBe("HTTP/1.1 401 Unauthorized");
    // The seat is untouched: its owner takes it.
    expect(await upgrade(seat)).toBe("101");
  });

  test("the control: one that is made in the same way, with nothing wrong, is taken", async () => {
    const { seat, playerId } = await takePlace();
    const token = await signed(playerId, {});
    expect((await play(token)).status).toBe(200);
    expect(await upgrade({ ...seat, token })).toBe("101");
  });
});

describe("a socket", () => {
  test("with the token of another player gets no seat", async () => {
    const { seat } = await takePlace();
    const { token } = await askGuest(server.url, {});
    expect(await upgrade({ ...seat, token })).toBe("HTTP/1.1 403 Forbidden");
  });

  test("to a seat that there is not is refused", async () => {
    const { seat } = await takePlace();
    expect(await upgrade({ ...seat, sessionId: "nobody" })).toBe("HTTP/1.1 403 Forbidden");
    expect(await upgrade({ ...seat, roomId: "nowhere" })).toBe("HTTP/1.1 403 Forbidden");
  });

  test.each([
    ["https://evil.example", "HTTP/1.1 403 Forbidden"],
    ["null", "HTTP/1.1 403 Forbidden"],
    ["https://play.example.org.evil.example", "HTTP/1.1 403 Forbidden"],
    ["https://play.example.org", "101"],
  ])("of a page from %s: %s", async (origin, answer) => {
    const { seat } = await takePlace();
    expect(await upgrade(seat, { Origin: origin })).toBe(answer);
  });

  test("of a page of the address that was asked is let in", async () => {
    const { seat } = await takePlace();
    expect(await upgrade(seat, { Origin: "http://127.0.0.1" })).toBe("101");
  });

  test("the control: a door that asks nothing lets all of them in", async () => {
    const http = createServer();
    new WebSocketTransport({ server: http, pingInterval: 0 });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const address = http.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { seat } = await takePlace();
    const stranger = await askGuest(server.url, {});
    expect(await upgrade({ ...seat, token: stranger.token }, { Origin: "https://evil.example" }, port)).toBe("101");
    const { seat: another } = await takePlace();
    expect(await upgrade({ ...another, token: "" }, {}, port)).toBe("101");
    http.closeAllConnections();
    http.close();
  });
});
