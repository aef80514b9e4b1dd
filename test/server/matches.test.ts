import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { enter } from "../../commands/load/door.ts";
import { createRoutes } from "../../server/http/routes.ts";
import { DUEL } from "../../shared/content/modes.ts";
import { PUBLIC_MATCHES_MAX, PUBLIC_MATCHES_PATH, type PublicMatch } from "../../shared/protocol/public-match.ts";
import { PHASE_PLAYING, PHASE_PODIUM } from "../../shared/protocol/state.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";
import { bareDoor } from "./bare-door.ts";
import { askPlay } from "./entering.ts";
import type { Player } from "./player.ts";
import { Seated } from "./seated.ts";

let server: ArenaServer;
const seated = new Seated(() => server.url);

beforeAll(async () => {
  server = await startArena({ ARENA_BOTS: "3", MAX_ROOMS: String(PUBLIC_MATCHES_MAX + 10) });
});
afterEach(() => seated.leave());
afterAll(() => server.app.close());

const ask = (): Promise<Response> => fetch(`${server.url}${PUBLIC_MATCHES_PATH}`);
const listed = async (): Promise<PublicMatch[]> => (await ask()).json();
const listingOf = async ({ room }: Player): Promise<PublicMatch | undefined> => (await listed()).find(({ roomId }) => roomId === room.roomId);
const isListed = async (player: Player): Promise<boolean> => (await listingOf(player)) !== undefined;

/** Rooms list themselves anew once a second. */
const ANEW = { timeout: 20_000 };

const NO_PAGE = join(tmpdir(), "no-page");

const duel = { kind: "any", mode: "duel" } as const;

describe("the list of matches to watch", () => {
  test("names mode, map, people, bots and the seconds left of a public match, and nobody in it", async () => {
    const player = await seated.join({ name: "Ada" });
    await seated.join({ spectate: true });
    await expect.poll(() => listingOf(player), ANEW).toMatchObject({ people: 1, bots: 2 });
    const { secondsLeft, ...rest } = (await listingOf(player)) ?? {};
    expect(rest).toEqual({ roomId: player.room.roomId, mode: "arena", map: { name: player.welcomes[0]?.map, title: expect.any(String) }, people: 1, bots: 2 });
    expect(secondsLeft).toBeGreaterThan(400);
    expect(secondsLeft).toBeLessThanOrEqual(480);
    const answer = await ask();
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.text()).not.toContain("Ada");
  });

  test.each(["arena", "duel", "squads"] as const)(
    "never has a private match of %s, also after people came and went; control: a public one is there",
    async (mode) => {
      const owner = await seated.join({}, { kind: "new", mode });
      const friend = await seated.join({}, { kind: "room", roomId: owner.room.roomId });
      const open = await seated.join({}, { kind: "any", mode });
      await expect.poll(() => isListed(open)).toBe(true);
      expect(await isListed(owner)).toBe(false);
      await friend.leave();
      await expect.poll(() => owner.room.state.roster.has(String(friend.body))).toBe(false);
      await seated.join({}, { kind: "room", roomId: open.room.roomId });
      await expect.poll(() => listingOf(open), ANEW).toMatchObject({ people: 2 });
      expect(await isListed(owner)).toBe(false);
    },
  );

  test("has a match whose seats are all taken: it can still be watched", async () => {
    const first = await seated.join({}, duel);
    await seated.join({}, { kind: "room", roomId: first.room.roomId });
    await expect.poll(() => listingOf(first), ANEW).toMatchObject({ people: DUEL.bodies, bots: 0 });
    const third = await seated.join({}, duel);
    expect(third.room.roomId).not.toBe(first.room.roomId);
    await expect.poll(() => isListed(first)).toBe(true);
  });

  test("loses a match that has come to its end, though its room is still there", async () => {
    const first = await seated.join({}, duel);
    const second = await seated.join({}, { kind: "room", roomId: first.room.roomId });
    await expect.poll(() => first.room.state.phase).toBe(PHASE_PLAYING);
    expect(await isListed(first)).toBe(true);
    await second.leave();
    await expect.poll(() => first.room.state.phase).toBe(PHASE_PODIUM);
    expect(first.left).toBeNull();
    expect(await isListed(first)).toBe(false);
  });

  test("loses a match that nobody more can watch, and has it again when one of the watchers leaves", async () => {
    const player = await seated.join();
    const watchers: Player[] = [];
    for (let count = 0; count < 32; count += 1) watchers.push(await seated.join({ spectate: true }, { kind: "room", roomId: player.room.roomId }));
    await expect.poll(() => isListed(player), ANEW).toBe(false);
    await watchers[0]?.leave();
    await expect.poll(() => isListed(player), ANEW).toBe(true);
  });

  test("has at most fifty, those with most people first", async () => {
    const crowded = await seated.join({}, { kind: "any", mode: "squads" });
    await seated.join({}, { kind: "room", roomId: crowded.room.roomId });
    // Seats that nobody comes for open rooms as well: every duel takes two. They are kept for a few seconds only, so all ask at once.
    const tokens = await Promise.all(Array.from({ length: 2 * (PUBLIC_MATCHES_MAX + 2) }, () => enter(server.url)));
    const given = await Promise.all(tokens.map((token) => askPlay(server.url, { ...joinOptions(), mode: "duel" }, token)));
    expect(new Set(given.map(({ status }) => status))).toEqual(new Set([200]));
    await expect.poll(async () => (await listed())[0]?.people, ANEW).toBe(2);
    expect((await listed())[0]?.roomId).toBe(crowded.room.roomId);
    expect(await listed()).toHaveLength(PUBLIC_MATCHES_MAX);
  });
});

test("a server that shuts down answers with a problem document", async () => {
  const routes = createServer(
    createRoutes({
      version: { version: "1.0.0", commit: "abc" },
      page: NO_PAGE,
      assets: null,
      regions: { own: "local", regions: [] },
      readiness: () => "ending",
      hosts: () => [],
      givesSeats: () => false,
      occupancy: () => ({ players: 0, capacity: 0, matches: 0, state: "ended", service: { players: 0, processes: 1 } }),
      ...bareDoor(),
      joinOrOpen: () => Promise.reject(new Error("nobody is seated here")),
      joinById: () => Promise.reject(new Error("nobody is seated here")),
      elsewhere: async () => null,
    }),
  );
  await new Promise<void>((resolve) => routes.listen(0, "127.0.0.1", resolve));
  const address = routes.address();
  await server.app.close();
  const answer = await fetch(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}${PUBLIC_MATCHES_PATH}`);
  routes.close();
  expect(answer.status).toBe(503);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
});
