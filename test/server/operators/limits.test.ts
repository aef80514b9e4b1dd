import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askGuest, askSeat } from "../../../client/game/net/door.ts";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { Player } from "../player.ts";
import { addAccount, SignedIn } from "./signed-in.ts";

const dataDir = temporaryDirectory();
/** ms. Rounds that are over at once, to see the next one. */
const ROUND = 400;
let password: string;
let server: ArenaServer;
let admin: SignedIn;

const start = async (): Promise<void> => {
  server = await startArena({ DATA_DIR: dataDir }, { rules: { roundMs: ROUND, podiumMs: ROUND } });
  admin = await SignedIn.signIn(server.url, "ada", password);
};
beforeAll(async () => {
  password = await addAccount(dataDir, "ada", "admin");
  await start();
});
afterAll(() => server.app.close());

const stateOf = async () => (await admin.ask("/api/operators/state")).json();
const limitOf = async (variable: string) => (await stateOf()).limits.find((limit: { variable: string }) => limit.variable === variable);
const detailOf = async (answer: Response): Promise<string> => (await answer.json()).detail;
const tokenOf = async (): Promise<string> => (await askGuest(server.url, {})).token;
const newMatch = { ...joinOptions(), mode: "arena", private: true };

describe("a limit", () => {
  test("is changed without a restart, and is as configured again when that is taken back", async () => {
    const { value, configured } = await limitOf("MAX_ROOMS");
    expect(value).toBe(configured);
    expect(await askSeat(server.url, newMatch, await tokenOf())).toMatchObject({ name: "arena" });
    expect((await admin.act({ action: "limit", variable: "MAX_ROOMS", value: "1" })).status).toBe(204);
    expect(await limitOf("MAX_ROOMS")).toMatchObject({ value: 1, configured, isChanged: true });
    await expect(askSeat(server.url, newMatch, await tokenOf())).rejects.toMatchObject({ code: 503 });
    await admin.act({ action: "limit", variable: "MAX_ROOMS", value: null });
    expect(await limitOf("MAX_ROOMS")).toMatchObject({ value: configured, isChanged: false });
    expect(await askSeat(server.url, newMatch, await tokenOf())).toMatchObject({ name: "arena" });
  });

  test("holds at the door of sockets", async () => {
    const player = await Player.join(server.url);
    await admin.act({ action: "limit", variable: "ADDRESS_CONNECTIONS", value: "1" });
    await expect(Player.join(server.url)).rejects.toThrow();
    await admin.act({ action: "limit", variable: "ADDRESS_CONNECTIONS", value: null });
    const other = await Player.join(server.url);
    await Promise.all([player.leave(), other.leave()]);
  });

  test("that cannot be is refused with what it takes, and nothing changes", async () => {
    const answer = await admin.act({ action: "limit", variable: "MAX_ROOMS", value: "many" });
    expect([answer.status, await detailOf(answer)]).toEqual([400, "MAX_ROOMS takes a whole number from 1 to 1000."]);
    const other = await admin.act({ action: "limit", variable: "DATABASE_URL", value: "1" });
    expect([other.status, await detailOf(other)]).toEqual([400, expect.stringMatching(/^It takes one of MAX_ROOMS, /)]);
    expect(await limitOf("MAX_ROOMS")).toMatchObject({ isChanged: false });
  });

  test("stands over a restart", async () => {
    await admin.act({ action: "limit", variable: "MESSAGE_RATE", value: "7" });
    await server.app.close();
    await start();
    expect(await limitOf("MESSAGE_RATE")).toMatchObject({ value: 7, isChanged: true });
    await admin.act({ action: "limit", variable: "MESSAGE_RATE", value: null });
  });
});

describe("a mode", () => {
  const rotationOf = async (mode: string) => (await stateOf()).rotations.find((rotation: { mode: string }) => rotation.mode === mode);
  const newsOf = async () => (await fetch(`${server.url}/api/news`)).json();

  test("is played on the maps that were chosen: matches under way from their next round on", async () => {
    const { all } = await rotationOf("arena");
    const player = await Player.join(server.url, {}, { kind: "new", mode: "arena" });
    await expect.poll(() => player.welcomes.at(-1)?.map).toBe("foundry");
    const maps = [all.at(-1)];
    expect(maps).not.toEqual(["foundry"]);
    await admin.act({ action: "rotation", mode: "arena", maps });
    expect(await rotationOf("arena")).toMatchObject({ maps, isChanged: true });
    await expect.poll(() => player.welcomes.at(-1)?.map).toBe(maps[0]);
    const later = await Player.join(server.url, {}, { kind: "new", mode: "arena" });
    await expect.poll(() => later.welcomes.at(-1)?.map).toBe(maps[0]);
    await admin.act({ action: "rotation", mode: "arena", maps: null });
    expect(await rotationOf("arena")).toMatchObject({ maps: all, isChanged: false });
    await Promise.all([player.leave(), later.leave()]);
  });

  test("without a map is closed: the page is told, and nobody begins a match of it", async () => {
    await admin.act({ action: "rotation", mode: "duel", maps: [] });
    expect(await newsOf()).toMatchObject({ closed: ["duel"] });
    const token = await tokenOf();
    const refusal = { kind: "mode-closed", message: "Duel is not played at present; choose another mode." };
    await expect(askSeat(server.url, { ...joinOptions(), mode: "duel" }, token)).rejects.toMatchObject(refusal);
    const ticket = await fetch(`${server.url}/api/matchmaking/tickets`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ mode: "duel", pings: {}, join: joinOptions() }),
    });
    expect([ticket.status, (await ticket.json()).type]).toEqual([503, "/problems/mode-closed"]);
    await admin.act({ action: "rotation", mode: "duel", maps: null });
    expect(await newsOf()).toMatchObject({ closed: [] });
    expect(await askSeat(server.url, { ...joinOptions(), mode: "duel" }, token)).toMatchObject({ name: "duel" });
  });

  test("that Play leads to cannot be closed, and none has a map that is not its own", async () => {
    const closing = await admin.act({ action: "rotation", mode: "arena", maps: [] });
    expect([closing.status, await detailOf(closing)]).toEqual([400, "The arena is what Play leads to: it keeps at least one map."]);
    const foreign = await admin.act({ action: "rotation", mode: "duel", maps: ["foundry"] });
    expect([foreign.status, await detailOf(foreign)]).toEqual([400, expect.stringMatching(/^The maps of duel are /)]);
  });
});

// The last: it keeps this very address from asking for a minute.
test("requests of an address are bounded by what was set last", async () => {
  const asked = async (): Promise<number> => (await fetch(`${server.url}/api/matches`)).status;
  await admin.act({ action: "limit", variable: "API_RATE", value: "10" });
  await expect.poll(asked, { interval: 1 }).toBe(429);
});
