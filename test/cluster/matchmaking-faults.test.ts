import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matcherLease, openerLease, queueIndex, regionKey, seatsIndex } from "../../server/matchmaking/keys.ts";
import type { OpenMatch } from "../../server/matchmaking/opener.ts";
import { RedisTickets } from "../../server/matchmaking/redis-tickets.ts";
import type { Change, TicketStore } from "../../server/matchmaking/ticket-store.ts";
import { Tickets, type Wish } from "../../server/matchmaking/tickets.ts";
import { programForSuite } from "../programs/programs.ts";
import { Duties, type DutiesOptions } from "./matchmaking/duties.ts";
import { FAULTS, type Fault, Faults } from "./matchmaking/faulty.ts";
import { Rooms } from "./matchmaking/rooms.ts";
import { RedisServer } from "./redis-server.ts";

const PLAYERS = ["ann", "bob", "cid", "dot"];

/** ms. Short, for whoever takes over waits for its end. */
const LEASE = 60;
/** What has happened before the calls that are walked. */
type Life = (tickets: Tickets) => Promise<void>;

const ratingsOf = async () => new Map();

function wishOf(player: string): Wish {
  return { mode: "duel", player: { id: player, pings: { here: 20, there: 10 }, wish: { protocol: 1 } }, party: null, idempotencyKey: "once" };
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

  const duties = (holder: string, more: Partial<DutiesOptions> & { openMatch: OpenMatch }): Duties =>
    new Duties({ store, holder, ...more, times: { lease: LEASE } });

  async function holderOf(lease: string): Promise<string | null> {
    return (await store.read([lease])).values[0] ?? null;
  }

  /** Players queue, and their match is made and opened. */
  const opening: Life = async (tickets) => {
    for (const player of PLAYERS) await tickets.open(wishOf(player));
  };

  /** Players are to play in a region where nobody is left by now, which the others do not know yet. */
  const takingBack: Life = async (tickets) => {
    const gone = duties("gone", { openMatch: new Rooms().open, region: "there" });
    await gone.opener.cycle();
    for (const player of PLAYERS) await tickets.open(wishOf(player));
    await gone.matchmaker.cycle();
    await gone.matchmaker.release();
    expect((await tickets.newestOf("ann"))?.ticket).toMatchObject({ state: "proposed", region: "there" });
    // As time would.
    await store.commit({ remove: [regionKey("duel", "there")] });
  };

  /** Lets one process meet the fault, and another one take over. Null: there was no such call. */
  async function live(life: Life, fault: Fault, at: number, defend: (store: TicketStore) => TicketStore = (own) => own) {
    await redis.flushall();
    const tickets = new Tickets(store, ratingsOf);
    await life(tickets);
    const rooms = new Rooms();
    const faults = new Faults(fault, at);
    const first = duties("first", { openMatch: (plan) => faults.through(() => rooms.open(plan)), store: faults.around(defend(store)) });
    const ended = first.start().catch(() => undefined);
    const isMet = await Promise.race([faults.met.then(() => true), ended.then(() => faults.calls >= at)]);
    if (!isMet) return null;
    const second = duties("second", { openMatch: rooms.open, store: defend(store) });
    const states = async () => Promise.all(PLAYERS.map(async (player) => (await tickets.newestOf(player))?.ticket));
    await expect.poll(async () => (await second.cycle().then(states)).every((ticket) => ticket?.state === "matched"), { interval: 20 }).toBe(true);
    if (fault === "stalls") {
      faults.wake();
      await ended;
      const holders = async () => Promise.all([matcherLease("duel"), openerLease("duel", "here")].map(holderOf));
      await expect.poll(() => second.cycle().then(holders), { interval: 20 }).toEqual(["second", "second"]);
      await second.cycle();
    }
    return { after: await states(), rooms };
  }

  /** Calls of the life, found by trying. */
  const CALLS_MOST = 60;

  test.each(FAULTS.flatMap((fault) => [["opened", fault, opening] as const, ["taken back", fault, takingBack] as const]))(
    "no ticket is lost and nobody is seated twice while matches are %s and a call of the process %s",
    async (_what, fault, life) => {
      let walked = 0;
      for (let at = 1; at < CALLS_MOST; at++) {
        const lived = await live(life, fault, at);
        if (lived === null) break;
        walked = at;
        for (const [index, player] of PLAYERS.entries()) {
          const ticket = lived.after[index];
          expect([at, player, ticket?.state]).toEqual([at, player, "matched"]);
          expect([at, player, lived.rooms.of(player)]).toEqual([at, player, [ticket?.state === "matched" ? ticket.room : ""]]);
        }
        expect(await store.list(queueIndex("duel"))).toEqual([]);
      }
      // Leases, ends, regions, queue, proposals, rooms, seats: all of them were met, and there are no more.
      expect(walked).toBeGreaterThan(20);
      expect(walked).toBeLessThan(CALLS_MOST - 1);
    },
  );

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
      const lived = await live(opening, "stalls", at, defenceless);
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

  /** Ann and Bob have seats, which are kept for `seats` ms. */
  async function matched(seats = 8000) {
    await redis.flushall();
    const tickets = new Tickets(store, ratingsOf);
    for (const player of ["ann", "bob"]) await tickets.open(wishOf(player));
    const process = new Duties({ store, openMatch: new Rooms().open, times: { lease: LEASE, seats } });
    await process.start();
    const ticket = (await tickets.newestOf("ann"))?.ticket;
    if (ticket?.state !== "matched") throw new Error("there is no match");
    return { tickets, process, match: ticket.match };
  }

  test.each(FAULTS)("who has come to a match is seated, or their ticket ends with the seats, when a call of that news %s", async (fault) => {
    for (let at = 1; ; at++) {
      const { tickets, process, match } = await matched(fault.startsWith("killed") ? LEASE : 8000);
      const faults = new Faults(fault, at);
      const noting = new Tickets(faults.around(store), ratingsOf).seatTaken(match, "ann").catch(() => tickets.seatTaken(match, "ann"));
      const isMet = await Promise.race([faults.met.then(() => true), noting.then(() => faults.calls >= at)]);
      if (!isMet) return expect(at).toBeGreaterThan(3);
      faults.wake();
      if (!fault.startsWith("killed")) await noting;
      // Killed with its rooms: whoever sat there is on their own, and free to queue again.
      const ends = fault.startsWith("killed") ? ["expired", "seated"] : ["seated"];
      await expect
        .poll(
          () =>
            process
              .cycle()
              .then(() => tickets.newestOf("ann"))
              .then((stored) => ends.includes(stored?.ticket.state ?? "")),
          { interval: 10 },
        )
        .toBe(true);
      expect(await store.list(seatsIndex("duel"), (await store.read([])).now + 10_000)).not.toContain((await tickets.newestOf("ann"))?.ticket.id);
      expect((await tickets.open({ ...wishOf("ann"), idempotencyKey: null })).kind).toBe("opened");
    }
  });

  test.each(FAULTS)(
    "a ticket that is given up has ended, or is played, but never both, when a call of that %s and its match is made meanwhile",
    async (fault) => {
      for (let at = 1; ; at++) {
        await redis.flushall();
        const tickets = new Tickets(store, ratingsOf);
        const rooms = new Rooms();
        const process = duties("first", { openMatch: rooms.open });
        await process.opener.cycle();
        for (const player of ["ann", "bob"]) await tickets.open(wishOf(player));
        const id = (await tickets.newestOf("ann"))?.ticket.id ?? "";
        const faults = new Faults(fault, at);
        const giving = new Tickets(faults.around(store), ratingsOf).cancel(id, "ann").catch(() => null);
        const isMet = await Promise.race([faults.met.then(() => true), giving.then(() => faults.calls >= at)]);
        if (!isMet) return expect(at).toBeGreaterThan(2);
        await process.cycle();
        faults.wake();
        if (!fault.startsWith("killed")) await giving;
        const state = (await tickets.newestOf("ann"))?.ticket.state;
        // What was done before the match was made stands; a seat that was given is given up.
        expect(["cancelled", "matched"]).toContain(state);
        if (fault === "stalls") expect(state).toBe("cancelled");
        // Whoever has no answer asks again.
        expect(await tickets.cancel(id, "ann")).toMatchObject({ state: "cancelled", why: "asked" });
        await process.cycle();
        expect(await store.list(queueIndex("duel"))).not.toContain(id);
        expect(await store.list(seatsIndex("duel"))).not.toContain(id);
        expect((await tickets.open({ ...wishOf("ann"), idempotencyKey: null })).kind).toBe("opened");
      }
    },
  );

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
