import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askGuest, askSeat } from "../../../client/game/net/door.ts";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { Player } from "../player.ts";
import { addAccount, SignedIn } from "./signed-in.ts";

const dataDir = temporaryDirectory();
let server: ArenaServer;
let admin: SignedIn;

beforeAll(async () => {
  const password = await addAccount(dataDir, "ada", "admin");
  server = await startArena({ DATA_DIR: dataDir });
  admin = await SignedIn.signIn(server.url, "ada", password);
});
afterAll(() => server.app.close());

async function entered(name: string): Promise<Player> {
  const player = await Player.join(server.url, { name });
  await expect.poll(() => player.welcomes.length).toBe(1);
  return player;
}

const wish = { ...joinOptions(), mode: "arena" };
const restrictions = async () => (await (await admin.ask("/api/operators/restrictions")).json()).restrictions;

describe("a player", () => {
  test("who is kicked reads why, is out, and may come again", async () => {
    const player = await entered("Ben");
    expect((await admin.act({ action: "kick", player: player.guest.playerId, reason: "Spawn camping" })).status).toBe(204);
    await expect.poll(() => player.left).toBe(CloseCode.KICKED);
    expect(player.removals).toEqual([{ kind: "kicked", reason: "Spawn camping", until: null }]);
    expect(await askSeat(server.url, wish, player.guest.token)).toMatchObject({ name: "arena" });
  });

  test("who is banned reads why and until when, and gets no seat and no ticket until that is lifted", async () => {
    const player = await entered("Cid");
    expect((await admin.act({ action: "ban", player: player.guest.playerId, reason: "Cheating", minutes: 60 })).status).toBe(204);
    await expect.poll(() => player.left).toBe(CloseCode.KICKED);
    expect(player.removals).toEqual([{ kind: "banned", reason: "Cheating", until: expect.any(Number) }]);
    await expect(askSeat(server.url, wish, player.guest.token)).rejects.toMatchObject({
      code: 403,
      kind: "banned",
      message: expect.stringMatching(/^You are banned until \d{4}-\d\d-\d\d \d\d:\d\d UTC\. Cheating$/),
    });
    const ticket = await fetch(`${server.url}/api/matchmaking/tickets`, {
      method: "POST",
      headers: { authorization: `Bearer ${player.guest.token}` },
      body: "{}",
    });
    expect(ticket.status).toBe(403);
    const [ban] = await restrictions();
    expect(ban).toMatchObject({ kind: "ban", target: player.guest.playerId, operator: "ada" });
    expect((await admin.act({ action: "lift", restriction: ban.id })).status).toBe(204);
    expect(await askSeat(server.url, wish, player.guest.token)).toMatchObject({ name: "arena" });
    expect((await admin.act({ action: "lift", restriction: ban.id })).status).toBe(404);
  });

  test("whose address is banned is out with all who come from there, and none of them comes in; others are not meant", async () => {
    const player = await entered("Dot");
    const { rooms } = await (await admin.ask("/api/operators/state")).json();
    const guests = rooms.flatMap(({ view }: { view: { guests: { player: string; network: string }[] } | null }) => view?.guests ?? []);
    const { network } = guests.find((guest: { player: string }) => guest.player === player.guest.playerId);
    expect(network).toBe("127.0.0.1");
    await admin.act({ action: "ban address", network: "198.51.100.9", reason: "", minutes: null });
    expect(player.left).toBeNull();
    await admin.act({ action: "ban address", network, reason: "", minutes: null });
    await expect.poll(() => player.left).toBe(CloseCode.KICKED);
    const { token } = await askGuest(server.url, {});
    await expect(askSeat(server.url, wish, token)).rejects.toMatchObject({ code: 403, message: "You are banned for good." });
    for (const { id } of await restrictions()) await admin.act({ action: "lift", restriction: id });
    expect(await askSeat(server.url, wish, token)).toMatchObject({ name: "arena" });
  });

  test("who is muted calls out to nobody, and does not notice; control: before, everybody heard", async () => {
    const [loud, other] = [await entered("Eve"), await entered("Fay")];
    loud.call({ call: 1 });
    await expect.poll(() => other.calls.length).toBe(1);
    await admin.act({ action: "mute", player: loud.guest.playerId, reason: "", minutes: 5 });
    loud.call({ call: 2 });
    other.call({ call: 3 });
    await expect.poll(() => other.calls.map(({ call }) => call)).toEqual([1, 3]);
    expect(loud.left).toBeNull();
    await Promise.all([loud.leave(), other.leave()]);
  });
});

describe("everybody", () => {
  test("hears an announcement, once", async () => {
    const player = await entered("Gus");
    await admin.act({ action: "announce", text: "We restart at six." });
    await expect.poll(() => player.announcements).toEqual(["We restart at six."]);
    await player.leave();
  });

  test("gets no seat during maintenance, and reads why; matches go on, and it ends", async () => {
    const player = await entered("Hal");
    await admin.act({ action: "maintenance", text: "Back in ten minutes." });
    const { token } = await askGuest(server.url, {});
    await expect(askSeat(server.url, wish, token)).rejects.toMatchObject({ code: 503, kind: "maintenance", message: "Back in ten minutes." });
    expect(await (await fetch(`${server.url}/api/news`)).json()).toEqual({ motd: null, maintenance: "Back in ten minutes.", closed: [] });
    const { tick } = player.room.state;
    await expect.poll(() => player.room.state.tick).toBeGreaterThan(tick);
    await admin.act({ action: "maintenance", text: null });
    expect(await askSeat(server.url, wish, token)).toMatchObject({ name: "arena" });
    await player.leave();
  });

  test("reads the message of the day in the menu", async () => {
    await admin.act({ action: "message of the day", text: "Tournament on Sunday." });
    expect((await (await fetch(`${server.url}/api/news`)).json()).motd).toBe("Tournament on Sunday.");
  });
});

test("a match is ended, for all who are in it", async () => {
  const player = await entered("Ida");
  expect((await admin.act({ action: "end match", room: player.room.roomId })).status).toBe(204);
  await expect.poll(() => player.left).toBe(CloseCode.MATCH_OVER);
  await expect.poll(async () => (await admin.act({ action: "end match", room: player.room.roomId })).status, { timeout: 20_000 }).toBe(404);
});

test("all that is kept of a player is exported and forgotten, by one action each, which is written down", async () => {
  const player = await entered("Jan");
  const { playerId, renewal } = player.guest;
  await player.leave();
  const exported = await admin.ask(`/api/operators/players/${playerId}`);
  expect(exported.headers.get("content-disposition")).toContain(`player-${playerId}.json`);
  const text = await exported.text();
  expect(JSON.parse(text)).toMatchObject({ player: { id: playerId, name: "Jan" }, ratings: [], results: [] });
  // What lets somebody in is not handed out.
  expect(text).not.toContain("hash");
  expect((await admin.ask(`/api/operators/players/${playerId}`, { method: "DELETE" })).status).toBe(204);
  expect((await admin.ask(`/api/operators/players/${playerId}`)).status).toBe(404);
  await expect(askGuest(server.url, { renewal })).rejects.toMatchObject({ code: 401 });
  const { entries } = await (await admin.ask("/api/operators/audit")).json();
  const done = entries.filter(({ target }: { target: string }) => target === playerId).map(({ action }: { action: string }) => action);
  expect(done.sort()).toEqual(["delete data", "export data"]);
});

test("a process drains and serves again at an operator's word", async () => {
  const { processId } = await (await admin.ask("/api/operators/state")).json();
  const player = await entered("Kim");
  await admin.act({ action: "drain", process: processId, wanted: true });
  await expect.poll(() => player.restarts.length).toBe(1);
  expect(server.app.drain.life.kind).toBe("draining");
  await admin.act({ action: "drain", process: processId, wanted: false });
  expect(server.app.drain.life.kind).toBe("serving");
  await expect.poll(() => player.restarts.at(-1)).toEqual({ left: null });
  await player.leave();
});

test("the last hour is noted, for graphs", async () => {
  const { points } = await (await admin.ask("/api/operators/history")).json();
  expect(Array.isArray(points)).toBe(true);
});
