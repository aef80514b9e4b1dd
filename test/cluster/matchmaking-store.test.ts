import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRedis, redisReady } from "../../server/cluster/redis.ts";
import { queueIndex } from "../../server/matchmaking/keys.ts";
import { MemoryTickets } from "../../server/matchmaking/memory-tickets.ts";
import type { OpenMatch } from "../../server/matchmaking/opener.ts";
import { Parties } from "../../server/matchmaking/parties.ts";
import { RedisTickets } from "../../server/matchmaking/redis-tickets.ts";
import { readRegions } from "../../server/matchmaking/regions.ts";
import { StoreError, type TicketStore } from "../../server/matchmaking/ticket-store.ts";
import { type Found, Tickets } from "../../server/matchmaking/tickets.ts";
import { Watch } from "../../server/matchmaking/watch.ts";
import { createLog } from "../../server/operations/log.ts";
import { programForSuite } from "../programs/programs.ts";
import { Duties } from "./matchmaking/duties.ts";
import { Rooms } from "./matchmaking/rooms.ts";
import { RedisServer } from "./redis-server.ts";

const noRatings = async () => new Map();
const wish = (player: string, party: string | null = null) => ({
  mode: "squads" as const,
  player: { id: player, pings: {}, wish: { protocol: 1 } },
  party,
  idempotencyKey: null,
});

describe.skipIf(programForSuite("redis") === null)("tickets", () => {
  let server: RedisServer;
  let redis: ReturnType<typeof openRedis>;

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = openRedis(server.url, { command: 500, log: createLog("silent") });
    await redisReady(redis, 5000);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  async function opened(tickets: Tickets, player: string): Promise<Found> {
    const made = await tickets.open(wish(player));
    const found = made.kind === "opened" ? await tickets.find(made.ticket.id, player) : null;
    if (found === null) throw new Error(`the ticket was not opened: ${made.kind}`);
    return found;
  }

  describe.each<[name: string, make: () => Promise<TicketStore>]>([
    ["in memory", async () => new MemoryTickets(() => performance.now())],
    [
      "in Redis",
      async () => {
        await redis.flushall();
        return new RedisTickets(redis, 1);
      },
    ],
  ])("kept %s", (_name, make) => {
    test("are changed as a whole or not at all", async () => {
      const store = await make();
      const write = { a: { text: "1", lifetime: 1000 }, b: { text: "2", lifetime: 1000 } };
      expect(await store.commit({ expect: { a: null }, write, enter: [{ index: "i", member: "m", score: 5 }] })).toBe("done");
      const refused = { expect: { a: "1", b: "else" }, remove: ["a"], strike: [{ index: "i", member: "m" }], write: { c: { text: "3", lifetime: 1000 } } };
      expect(await store.commit(refused)).toBe("conflict");
      expect((await store.read(["a", "b", "c"])).values).toEqual(["1", "2", null]);
      expect(await store.list("i")).toEqual(["m"]);
      expect(await store.commit({ ...refused, expect: { a: "1", b: "2", c: null } })).toBe("done");
      expect((await store.read(["a", "b", "c"])).values).toEqual([null, "2", "3"]);
      expect(await store.list("i")).toEqual([]);
    });

    test("leave no key in Redis without a lifetime, whoever was killed", async () => {
      const store = await make();
      await store.hold("lease", "holder", 1000);
      await store.commit({ write: { a: { text: "1", lifetime: 1000 } }, enter: [{ index: "i", member: "m", score: 5 }] });
      const keys = await redis.keys("*");
      expect((await Promise.all(keys.map((key) => redis.pttl(key)))).filter((lifetime) => lifetime < 0)).toEqual([]);
      if (store instanceof RedisTickets) expect(keys).toHaveLength(4);
    });

    test("are listed by score, up to a score", async () => {
      const store = await make();
      await store.commit({ enter: [30, 10, 20].map((score) => ({ index: "i", member: `m${score}`, score })) });
      expect(await store.list("i")).toEqual(["m10", "m20", "m30"]);
      expect(await store.list("i", 20)).toEqual(["m10", "m20"]);
    });

    test("are gone after their lifetime", async () => {
      const store = await make();
      await store.commit({ write: { a: { text: "1", lifetime: 30 } } });
      expect((await store.read(["a"])).values).toEqual(["1"]);
      await expect.poll(async () => (await store.read(["a"])).values, { interval: 10 }).toEqual([null]);
    });

    test("have one holder of a lease at a time, and every new one a greater token", async () => {
      const store = await make();
      const first = await store.hold("lease", "a", 60);
      expect(await store.hold("lease", "a", 60)).toBe(first);
      expect(await store.hold("lease", "b", 60)).toBeNull();
      await expect.poll(() => store.hold("lease", "b", 60), { interval: 10 }).toBeGreaterThan(first ?? 0);
      await store.release("lease", "a");
      expect(await store.hold("lease", "a", 60)).toBeNull();
      await store.release("lease", "b");
      expect(await store.hold("lease", "a", 60)).not.toBeNull();
    });

    test("that nobody asks for expire; that somebody watches, wait", async () => {
      const store = await make();
      const tickets = new Tickets(store, noRatings);
      const watch = new Watch(store, tickets, { look: 5, keepAlive: 10 });
      const [left, watched] = [await opened(tickets, "left"), await opened(tickets, "watched")];
      watch.follow(watched, () => undefined);
      const duties = new Duties({ store, mode: "squads", openMatch: new Rooms().open, times: { unattended: 100 } });
      await expect
        .poll(() => duties.cycle().then(() => tickets.find(left.ticket.id, "left")), { interval: 10 })
        .toMatchObject({
          ticket: { state: "expired", why: "unattended" },
        });
      expect((await tickets.find(watched.ticket.id, "watched"))?.ticket.state).toBe("waiting");
      watch.close();
    });

    test("that are none are reported and put out of the queue; the cycle goes on", async () => {
      const store = await make();
      const tickets = new Tickets(store, noRatings);
      await store.commit({
        write: { "ticket:bad": { text: '{"state":"waiting"}', lifetime: 10_000 } },
        enter: ["bad", "gone"].map((member) => ({ index: queueIndex("squads"), member, score: 0 })),
      });
      for (const player of ["a", "b", "c", "d", "e", "f", "g", "h"]) await opened(tickets, player);
      const warned: unknown[] = [];
      const rooms = new Rooms();
      await new Duties({ store, mode: "squads", openMatch: rooms.open, log: { info: () => undefined, warn: (fields) => void warned.push(fields) } }).start();
      expect(warned).toEqual([{ ticket: "bad" }, { ticket: "gone" }]);
      expect(await store.list(queueIndex("squads"))).toEqual([]);
      expect(rooms.of("a")).toHaveLength(1);
    });

    test("for which no room is to be had end, and a new one has their place in the queue", async () => {
      const store = await make();
      const tickets = new Tickets(store, noRatings);
      for (const player of ["a", "b", "c", "d", "e", "f", "g", "h"]) await opened(tickets, player);
      const old = await tickets.newestOf("a");
      let isFull = true;
      const rooms = new Rooms();
      const openMatch: OpenMatch = async (plan) => {
        if (isFull) throw new Error("full");
        return rooms.open(plan);
      };
      const duties = new Duties({ store, mode: "squads", openMatch, times: { opening: 30 } });
      await expect.poll(() => duties.cycle().then(() => tickets.newestOf("a")), { interval: 10 }).not.toMatchObject({ ticket: { id: old?.ticket.id } });
      const next = await tickets.newestOf("a");
      expect((await tickets.find(old?.ticket.id ?? "", "a"))?.ticket).toMatchObject({ state: "cancelled", why: "no room", next: next?.ticket.id });
      expect(next?.ticket).toMatchObject({ since: old?.ticket.since });
      isFull = false;
      await expect.poll(() => duties.cycle().then(() => tickets.newestOf("a")), { interval: 10 }).toMatchObject({ ticket: { state: "matched" } });
    });

    test("go on waiting while every server is full; a room that is free is for whoever has waited longest", async () => {
      const store = await make();
      const tickets = new Tickets(store, noRatings);
      let places = 0;
      const rooms = new Rooms();
      const duties = new Duties({ store, mode: "squads", openMatch: rooms.open, places: () => places });
      const players = Array.from({ length: 16 }, (_player, index) => `p${index}`);
      await opened(tickets, "p0");
      await duties.start();
      // The store's clock has but milliseconds.
      const { now } = await store.read([]);
      await expect.poll(async () => (await store.read([])).now).toBeGreaterThan(now + 1);
      for (const player of players.slice(1)) await opened(tickets, player);
      await duties.cycle();
      const statesOf = async () => Promise.all(players.map(async (player) => (await tickets.newestOf(player))?.ticket.state));
      expect(new Set(await statesOf())).toEqual(new Set(["waiting"]));
      const first = await opened(tickets, "asker");
      expect(await tickets.prospects(first.ticket)).toEqual({ waits: [], isFull: true });
      await tickets.cancel(first.ticket.id, "asker");
      places = 1;
      await duties.start();
      const [longest, ...others] = await statesOf();
      expect(longest).toBe("matched");
      expect(others.filter((state) => state === "matched")).toHaveLength(7);
      expect(others.filter((state) => state === "waiting")).toHaveLength(8);
      expect((await tickets.prospects(first.ticket)).isFull).toBe(false);
    });

    test("are tried again ever more seldom where no room opens, with one complaint", async () => {
      const store = await make();
      const tickets = new Tickets(store, noRatings);
      for (const player of ["a", "b"]) await tickets.open({ ...wish(player), mode: "duel" });
      const warned: unknown[] = [];
      let tries = 0;
      const openMatch: OpenMatch = async () => {
        tries += 1;
        throw new Error("full");
      };
      const duties = new Duties({ store, openMatch, log: { info: () => undefined, warn: (fields) => void warned.push(fields) } });
      await duties.start();
      const began = performance.now();
      await expect.poll(() => duties.cycle().then(() => tries), { interval: 20, timeout: 20_000 }).toBe(3);
      // After 0.5 s, and 1 s after that.
      expect(performance.now() - began).toBeGreaterThan(1450);
      expect(warned).toEqual([expect.objectContaining({ mode: "duel", region: "here", failures: 1 })]);
    });

    test("are matched where they all get to soonest, opened there, and taken back to their places when nobody is left there", async () => {
      const store = await make();
      const tickets = new Tickets(store, noRatings);
      const times = { silence: 50 };
      const [rooms, farRooms] = [new Rooms(), new Rooms()];
      const here = new Duties({ store, openMatch: rooms.open, region: "here", holder: "here", times });
      const there = new Duties({ store, openMatch: farRooms.open, region: "there", holder: "there", times });
      const queue = async (player: string) => {
        const pings = { here: 40, there: 10 };
        await tickets.open({ ...wish(player), mode: "duel", player: { id: player, pings, wish: { protocol: 1 } } });
        return (await tickets.newestOf(player))?.ticket;
      };
      await here.opener.cycle();
      await there.opener.cycle();
      await Promise.all(["a", "b"].map(queue));
      await here.cycle();
      expect((await tickets.newestOf("a"))?.ticket).toMatchObject({ state: "proposed", region: "there" });
      await there.opener.cycle();
      expect((await tickets.newestOf("a"))?.ticket).toMatchObject({ state: "matched", region: "there" });
      const { since } = (await queue("c")) ?? {};
      await queue("d");
      await here.cycle();
      const proposed = (await tickets.newestOf("c"))?.ticket;
      expect(proposed).toMatchObject({ state: "proposed", region: "there", since });
      // Nothing is heard from there any more.
      await expect
        .poll(() => here.cycle().then(() => tickets.newestOf("c")), { interval: 10 })
        .toMatchObject({ ticket: { state: "matched", region: "here", since } });
      expect((await tickets.find(proposed?.id ?? "", "c"))?.ticket).toMatchObject({ state: "cancelled", why: "no room" });
      // Whoever wakes up there finds nothing to open.
      await there.opener.cycle();
      expect([rooms.of("c").length, farRooms.of("c").length, farRooms.of("a").length]).toEqual([1, 0, 1]);
    });

    test("are sent nowhere once the last process of a region has ended properly, well before it counts as silent", async () => {
      const store = await make();
      const duties = new Duties({ store, openMatch: new Rooms().open });
      await duties.opener.cycle();
      expect(await readRegions(store, "duel")).toEqual([{ kind: "alive", name: "here", places: 20 }]);
      await duties.opener.release();
      expect(await readRegions(store, "duel")).toEqual([{ kind: "alive", name: "here", places: 0 }]);
      const next = new Duties({ store, openMatch: new Rooms().open, holder: "next", places: () => 3 });
      await next.opener.cycle();
      expect(await readRegions(store, "duel")).toEqual([{ kind: "alive", name: "here", places: 3 }]);
    });

    test("of a party end when it changes while it waits", async () => {
      const store = await make();
      const tickets = new Tickets(store, noRatings);
      const parties = new Parties(store, (code, players) => tickets.partyChanged(code, players));
      const member = (id: string) => ({ id, pings: {}, wish: { protocol: 1 } });
      const { code } = await parties.create(member("a"));
      await tickets.open(wish("a", code));
      await Promise.all(["b", "c", "d", "e"].map((id) => parties.join(code, member(id))));
      expect((await parties.find(code, "a"))?.members).toHaveLength(4);
      expect((await tickets.newestOf("a"))?.ticket).toMatchObject({ state: "cancelled", why: "party changed" });
    });
  });

  test("that somebody watches are back after Redis has lost everything", async () => {
    const store = new RedisTickets(redis, 1);
    const tickets = new Tickets(store, noRatings);
    const watch = new Watch(store, tickets, { look: 20 });
    const found = await opened(tickets, "ann");
    const unwatched = await opened(tickets, "bob");
    watch.follow(found, () => undefined);
    await redis.flushall();
    await expect.poll(async () => (await tickets.find(found.ticket.id, "ann"))?.ticket).toEqual(found.ticket);
    expect(await store.list(queueIndex("squads"))).toEqual([found.ticket.id]);
    // The control: nobody was there to remember it.
    expect(await tickets.find(unwatched.ticket.id, "bob")).toBeNull();
    watch.close();
  });

  test("cannot be had while Redis stands still, and whoever asks is told so within a second", async () => {
    const tickets = new Tickets(new RedisTickets(redis, 1), noRatings);
    await server.command("CLIENT", "PAUSE", 1500);
    const began = performance.now();
    await expect(tickets.open(wish("zoe"))).rejects.toThrow(StoreError);
    expect(performance.now() - began).toBeLessThan(1000);
    await expect
      .poll(
        () =>
          tickets.open(wish("zoe")).then(
            ({ kind }) => kind,
            () => "away",
          ),
        { timeout: 20_000 },
      )
      .not.toBe("away");
  });
});
