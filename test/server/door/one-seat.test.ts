import { type IncomingMessage, request } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { askGuest, askSeat } from "../../../client/game/net/door.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import type { GuestAnswer } from "../../../shared/protocol/identity.ts";
import { JoinError } from "../../../shared/protocol/join-options.ts";
import { LOBBY } from "../../../shared/protocol/lobby.ts";
import type { Seat } from "../../../shared/protocol/play.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { Player } from "../player.ts";
import { JOIN_ROOM, RawSocket } from "../raw-socket.ts";

let server: ArenaServer;
let players: Player[] = [];
beforeAll(async () => {
  server = await startArena();
});
afterEach(async () => {
  await Promise.all(players.splice(0).map((player) => (player.left === null ? player.leave() : undefined)));
});
afterAll(() => server.app.close());

async function sit(guest: GuestAnswer, mode: "arena" | "duel" = "arena"): Promise<Player> {
  const player = await Player.join(server.url, { name: guest.playerId.slice(0, 8) }, { kind: "any", mode }, guest);
  players = [...players, player];
  await expect.poll(() => player.welcomes.length).toBe(1);
  return player;
}

const entriesOf = (guest: GuestAnswer, seenBy: Player): number =>
  [...seenBy.room.state.roster.values()].filter(({ name }) => name.startsWith(guest.playerId.slice(0, 8))).length;

describe("a player who comes twice", () => {
  test.each(["arena", "duel"] as const)("sits in the place that was taken last (%s after arena), and the older connection is told why", async (mode) => {
    const guest = await askGuest(server.url, {});
    const first = await sit(guest);
    const second = await sit(guest, mode);
    await expect.poll(() => first.left).toBe(CloseCode.ELSEWHERE);
    expect(second.left).toBeNull();
    // No seat is kept for the older one, and no room where nobody else is.
    const gone = expect.toSatisfy((code: unknown) => code === JoinError.SEAT_GONE || code === JoinError.NO_SUCH_ROOM);
    await expect(Player.join(server.url, {}, first.wayBack)).rejects.toMatchObject({ code: gone });
    await expect.poll(() => entriesOf(guest, second)).toBe(1);
  });

  test("loses the seat that was kept for a lost connection", async () => {
    const guest = await askGuest(server.url, {});
    const watcher = await sit(await askGuest(server.url, {}));
    const lost = await sit(guest);
    await expect.poll(() => entriesOf(guest, watcher)).toBe(1);
    lost.room.connection.close(4010);
    await expect.poll(() => lost.left).toBe(4010);
    expect(entriesOf(guest, watcher)).toBe(1);
    await sit(guest, "duel");
    await expect.poll(() => entriesOf(guest, watcher)).toBe(0);
  });

  test("leaves the lobby for a match", async () => {
    const guest = await askGuest(server.url, {});
    const seat = await askSeat(server.url, { ...joinOptions(), mode: LOBBY }, guest.token);
    const raw = await RawSocket.join(server.port, { ...seat, token: guest.token });
    await sit(guest);
    expect(await raw.closed).toBe(CloseCode.ELSEWHERE);
  });

  test("watches beside the own match, as the menu in another tab does, and ends neither", async () => {
    const guest = await askGuest(server.url, {});
    const watch = async (): Promise<Player> => {
      const watcher = await Player.join(server.url, { spectate: true }, { kind: "any", mode: "arena" }, guest);
      players = [...players, watcher];
      await expect.poll(() => watcher.welcomes.length).toBe(1);
      return watcher;
    };
    const before = await watch();
    const player = await sit(guest);
    const after = await watch();
    const { tick } = player.room.state;
    await expect.poll(() => player.room.state.tick).toBeGreaterThan(tick);
    expect([before.left, player.left, after.left]).toEqual([null, null, null]);
  });

  test("the control: two players both stay", async () => {
    const [first, second] = [await sit(await askGuest(server.url, {})), await sit(await askGuest(server.url, {}))];
    await expect.poll(() => first.room.state.roster.size).toBe(2);
    expect([first.left, second.left]).toEqual([null, null]);
  });
});

describe("a seat", () => {
  test("is resumed from another address", async () => {
    const player = await sit(await askGuest(server.url, {}));
    const body = player.body;
    const token = player.room.reconnectionToken.split(":")[1] ?? "";
    const address = "127.0.0.2";
    const answer = await post(`/matchmake/reconnect/${player.room.roomId}`, { reconnectionToken: token }, player.guest.token, address);
    expect(answer.status).toBe(200);
    const raw = await RawSocket.open(server.port, { ...answer.body, token: player.guest.token }, `&reconnectionToken=${token}`, { localAddress: address });
    await raw.hears(([kind]) => kind === JOIN_ROOM);
    raw.send([JOIN_ROOM]);
    // The old connection still seemed open: Wi-Fi is not asked when it is left for mobile.
    await expect.poll(() => player.left).toBe(CloseCode.REPLACED);
    const watcher = await sit(await askGuest(server.url, {}));
    await expect.poll(() => watcher.room.state.roster.has(String(body))).toBe(true);
    expect(entriesOf(player.guest, watcher)).toBe(1);
    raw.close();
    await raw.closed;
  });

  test("is returned to by its own player alone: whoever found the token of the seat disturbs nobody", async () => {
    const player = await sit(await askGuest(server.url, {}));
    const thief = await askGuest(server.url, {});
    await expect(Player.join(server.url, {}, { kind: "return", token: player.room.reconnectionToken, guest: thief })).rejects.toMatchObject({
      code: JoinError.SEAT_GONE,
    });
    const { tick } = player.room.state;
    await expect.poll(() => player.room.state.tick).toBeGreaterThan(tick);
    expect(player.left).toBeNull();
  });
});

/** Like fetch, from an address of this machine that can be chosen. */
async function post(path: string, body: object, token: string, localAddress: string): Promise<{ status: number | undefined; body: Seat }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
    request({ host: "127.0.0.1", port: server.port, path, method: "POST", headers, localAddress }, resolve).on("error", reject).end(JSON.stringify(body));
  });
  return { status: response.statusCode, body: JSON.parse((await response.toArray()).join("")) as Seat };
}
