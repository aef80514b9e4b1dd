import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CURVES } from "../../server/matchmaking/curve.ts";
import { queueIndex } from "../../server/matchmaking/keys.ts";
import { Matchmaker, type MatchmakerOptions } from "../../server/matchmaking/matchmaker.ts";
import { RedisTickets } from "../../server/matchmaking/redis-tickets.ts";
import type { Change, TicketStore } from "../../server/matchmaking/ticket-store.ts";
import { Tickets, type Wish } from "../../server/matchmaking/tickets.ts";
import { programForSuite } from "../programs/programs.ts";
import { FAULTS, type Fault, Faults } from "./matchmaking/faulty.ts";
import { Rooms } from "./matchmaking/rooms.ts";
import { RedisServer } from "./redis-server.ts";

const PLAYERS = ["ann", "bob", "cid", "dot"];

/** ms. Short, for whoever takes over waits for its end. */
const LEASE = 60;

const ratingsOf = async () => new Map();

function wishOf(player: string): Wish {
  return { mode: "duel", player: { id: player, pings: { here: 20 }, wish: { protocol: 1 } }, party: null, idempotencyKey: "once" };
}

describe.skipIf(programForSuite("redis") === null)("a ticket's life, with every call of it going wrong", () => {
  let server: RedisServer;
  let redis: Redis;
  let store: TicketStore;

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.url);
    store = new RedisTickets(redis, 1);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  function matchmaker(holder: string, rooms: Rooms["open"], own: TicketStore = store): Matchmaker {
    const options: MatchmakerOptions = {
      store: own,
      holder,
      mode: "duel",
      curve: CURVES.duel,
      region: "here",
      regions: async () => ["here"],
      openMatch: rooms,
      log: { warn: () => undefined },
      times: { lease: LEASE },
    };
    return new Matchmaker(options);
  }

  /** Lets one matchmaker meet the fault, and another one take over. False: there was no such call. */
  async function live(fault: Fault, at: number, defend: (store: TicketStore) => TicketStore = (own) => own) {
    await redis.flushall();
    const tickets = new Tickets(store, ratingsOf);
    for (const player of PLAYERS) await tickets.open(wishOf(player));
    const rooms = new Rooms();
    const faults = new Faults(fault, at);
    const first = matchmaker("first", (plan) => faults.through(() => rooms.open(plan)), faults.around(defend(store)));
    const ended = first.cycle().catch(() => undefined);
    const isMet = await Promise.race([faults.met.then(() => true), ended.then(() => faults.calls >= at)]);
    if (!isMet) return null;
    const second = matchmaker("second", rooms.open, defend(store));
    const states = async () => Promise.all(PLAYERS.map(async (player) => (await tickets.newestOf(player))?.ticket));
    await expect.poll(async () => (await second.cycle().then(states)).every((ticket) => ticket?.state === "matched"), { interval: 20 }).toBe(true);
    if (fault === "stalls") {
      faults.wake();
      await ended;
      await expect.poll(() => second.cycle().then(() => redis.get("strafe:matchmaking:1:matcher:duel:here")), { interval: 20 }).toBe("second");
      await second.cycle();
    }
    return { after: await states(), rooms };
  }

  /** Calls of the life, found by trying. */
  const CALLS_MOST = 60;

  test.each(FAULTS)("no ticket is lost and nobody is seated twice when a matchmaker's call %s", async (fault) => {
    let walked = 0;
    for (let at = 1; at < CALLS_MOST; at++) {
      const lived = await live(fault, at);
      if (lived === null) break;
      walked = at;
      for (const [index, player] of PLAYERS.entries()) {
        const ticket = lived.after[index];
        expect([at, player, ticket?.state]).toEqual([at, player, "matched"]);
        expect([at, player, lived.rooms.of(player)]).toEqual([at, player, [ticket?.state === "matched" ? ticket.room : ""]]);
      }
    }
    // Lease, ends, queue, proposals, rooms, seats: all of them were met, and there are no more.
    expect(walked).toBeGreaterThan(20);
    expect(walked).toBeLessThan(CALLS_MOST - 1);
  });

  test("control: without fencing and without looking at what was read, a matchmaker that stalled seats players twice", async () => {
    const defenceless = (own: TicketStore): TicketStore => ({
      read: (keys) => own.read(keys),
      list: (index, upTo) => own.list(index, upTo),
      hold: (lease, holder, ms) => own.hold(lease, holder, ms),
      release: (lease, holder) => own.release(lease, holder),
      commit: ({ fence: _fence, expect: _expect, ...change }: Change) => own.commit(change),
    });
    const twice: number[] = [];
    for (let at = 1; at < CALLS_MOST; at++) {
      const lived = await live("stalls", at, defenceless);
      if (lived === null) break;
      if (PLAYERS.some((player) => lived.rooms.of(player).length > 1)) twice.push(at);
    }
    expect(twice.length).toBeGreaterThan(0);
  });

  test("a write with the token of a matchmaker that was overtaken is refused, though nothing else has changed", async () => {
    await redis.flushall();
    const stale = await store.hold("lease", "first", 1);
    await expect.poll(() => store.hold("lease", "second", 1000), { interval: 5 }).not.toBeNull();
    const write = { mark: { text: "written", lifetime: 1000 } };
    expect(await store.commit({ write, fence: { lease: "lease", token: stale ?? 0 } })).toBe("fenced");
    expect((await store.read(["mark"])).values).toEqual([null]);
    // The control: the new holder's word counts.
    expect(await store.commit({ write, fence: { lease: "lease", token: (await store.hold("lease", "second", 1000)) ?? 0 } })).toBe("done");
  });

  test.each(FAULTS.filter((fault) => fault !== "stalls"))("who asks again with the same key has one ticket when a call of theirs %s", async (fault) => {
    for (let at = 1; ; at++) {
      await redis.flushall();
      const faults = new Faults(fault, at);
      const asked = new Tickets(faults.around(store), ratingsOf).open(wishOf("ann")).catch(() => undefined);
      const isMet = await Promise.race([faults.met.then(() => true), asked.then(() => false)]);
      if (fault === "fails" || fault === "fails though done") await asked;
      const again = await new Tickets(store, ratingsOf).open(wishOf("ann"));
      expect(["opened", "known"]).toContain(again.kind);
      // What was killed after it was done may still be on its way back.
      await expect.poll(async () => (await store.list(queueIndex("duel"))).length, { interval: 5 }).toBe(1);
      if (!isMet) return expect(at).toBeGreaterThan(5);
    }
  });

  test("a player's two wishes at once are one ticket", async () => {
    await redis.flushall();
    const tickets = new Tickets(store, ratingsOf);
    const wishes = Array.from({ length: 10 }, (_wish, index) => tickets.open({ ...wishOf("ann"), idempotencyKey: `key${index}` }));
    const kinds = (await Promise.all(wishes)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "opened")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "has a ticket")).toHaveLength(9);
    expect(await store.list(queueIndex("duel"))).toHaveLength(1);
  });
});
