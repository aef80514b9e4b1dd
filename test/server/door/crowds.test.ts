import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { askGuest, askSeat } from "../../../client/game/net/door.ts";
import type { OwnSeat } from "../../../commands/load/door.ts";
import { LOBBY } from "../../../shared/protocol/lobby.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { RawSocket } from "../raw-socket.ts";

let server: ArenaServer;
const sockets: RawSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.reset();
  await server.app.close();
});

async function seat(): Promise<OwnSeat> {
  const { token } = await askGuest(server.url, {});
  return { ...(await askSeat(server.url, { ...joinOptions(), mode: LOBBY }, token)), token };
}

async function enter(headers: Record<string, string> = {}): Promise<RawSocket> {
  const raw = await RawSocket.open(server.port, await seat(), "", { headers });
  sockets.push(raw);
  return raw;
}

/** The whole answer to an upgrade for which there is no seat. */
function answerTo(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect({ port: server.port, host: "127.0.0.1" });
    socket.on("data", (bytes: Buffer) => {
      text += bytes.toString();
    });
    socket.once("close", () => resolve(text));
    socket.once("error", reject);
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
  });
}

describe("one address", () => {
  test("has so many WebSockets open and no more, is told what to do, and may come again when one has gone", async () => {
    server = await startArena({ ADDRESS_CONNECTIONS: "3" });
    const first = await enter();
    await enter();
    await enter();
    await expect(enter()).rejects.toThrow("429 Too Many Requests");
    const answer = await answerTo("/process/room");
    expect(answer).toContain("Retry-After: 10\r\n");
    expect(answer).toContain("close one and try again");
    first.reset();
    await expect
      .poll(
        () =>
          enter().then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
  });

  test("is told apart from others behind a proxy that is trusted, and by nothing that it says itself", async () => {
    server = await startArena({ ADDRESS_CONNECTIONS: "1", TRUSTED_PROXIES: "127.0.0.1" });
    await enter({ "X-Forwarded-For": "198.51.100.1" });
    await enter({ "X-Forwarded-For": "198.51.100.2" });
    await expect(enter({ "X-Forwarded-For": "203.0.113.7, 198.51.100.1" })).rejects.toThrow("429");
  });

  test("the control: without a bound it opens as many as it likes", async () => {
    server = await startArena();
    for (let index = 0; index < 10; index += 1) await enter();
    expect(sockets.every(({ isOpen }) => isOpen)).toBe(true);
  });
});

test("more WebSockets than may be opened in a second are to come back in the next one, with or without a seat", async () => {
  server = await startArena({ UPGRADE_RATE: "5" });
  const seats = await Promise.all(Array.from({ length: 3 }, seat));
  const answers = await Promise.all(Array.from({ length: 30 }, () => answerTo("/process/room")));
  const refused = answers.filter((answer) => answer.startsWith("HTTP/1.1 503"));
  // A second may have ended meanwhile.
  expect(refused.length).toBeGreaterThanOrEqual(20);
  expect(refused.every((answer) => answer.includes("Retry-After: 1\r\n"))).toBe(true);
  await expect
    .poll(
      () =>
        Promise.all(seats.map((own) => RawSocket.open(server.port, own).then((raw) => sockets.push(raw)))).then(
          () => true,
          () => false,
        ),
      {
        timeout: 20_000,
        interval: 200,
      },
    )
    .toBe(true);
});

test("connections beyond all that there may be are closed at once, and counted; the server answers those that it has", async () => {
  server = await startArena({ MAX_CONNECTIONS: "10" });
  const held = Array.from({ length: 10 }, () => connect({ port: server.port, host: "127.0.0.1" }));
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
  const counted = async (): Promise<string> => (await fetch(`${server.internalUrl}/metrics`)).text();
  await expect
    .poll(async () => {
      // The system accepts for the server, which closes.
      await new Promise((resolve) => connect({ port: server.port, host: "127.0.0.1" }).once("close", resolve).once("error", resolve).resume());
      return Number(/^strafe_connections_dropped_total (\d+)$/m.exec(await counted())?.[1]);
    })
    .toBeGreaterThan(0);
  for (const socket of held) socket.destroy();
  await expect.poll(async () => (await fetch(`${server.url}/healthz`).catch(() => null))?.status, { timeout: 20_000 }).toBe(200);
});
