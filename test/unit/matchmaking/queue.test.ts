import { beforeEach, describe, expect, test } from "vitest";
import { GIVE_UP, Queue, type QueueState, STREAM_SILENCE } from "../../../client/matchmaking/queue.ts";
import { OddAnswer } from "../../../client/matchmaking/reading.ts";
import { ProblemRefusal } from "../../../client/matchmaking/requests.ts";
import type { TicketService, TicketWish } from "../../../client/matchmaking/ticket-service.ts";
import type { TicketAnswer } from "../../../shared/protocol/matchmaking.ts";
import { ManualTime } from "../../server/manual-time.ts";

const WISH: TicketWish = { mode: "duel", pings: {}, join: { protocol: 1 } };
const BASIS = { id: "t1", mode: "duel", players: 1, party: null } as const;
const WAITING: TicketAnswer = { ...BASIS, state: "waiting", waited: 2000, estimate: 6000, full: false, botsAfter: 30_000 };
const PROPOSED: TicketAnswer = { ...BASIS, state: "proposed", region: "eu" };
const SEAT = { name: "duel", roomId: "r", sessionId: "s", processId: "p" };
const MATCHED: TicketAnswer = { ...BASIS, state: "matched", region: "eu", ranked: true, seat: SEAT, seatKeptFor: 8000 };
const FOUND: QueueState = { kind: "found", mode: "duel", region: "eu", ranked: true, seat: SEAT };
const NOTHING_ANSWERS = new TypeError("Failed to fetch");

/** A server that answers what a test says, when it says so. */
class FabricatedServer implements TicketService {
  readonly asked: string[] = [];
  readonly #waiting: { resolve: (answer: TicketAnswer) => void; reject: (error: unknown) => void }[] = [];
  #stream: { push: (answer: TicketAnswer) => void; fail: (error: unknown) => void } | null = null;
  #cancels = 0;
  isCancelFailing = false;

  open = (): Promise<TicketAnswer> => this.#ask("open");
  next = (id: string): Promise<TicketAnswer> => this.#ask(`next ${id}`);

  async *events(id: string, signal: AbortSignal): AsyncGenerator<TicketAnswer> {
    this.asked.push(`events ${id}`);
    const queue: (TicketAnswer | { error: unknown })[] = [];
    let wake: () => void = () => undefined;
    const put = (entry: (typeof queue)[number]): void => {
      queue.push(entry);
      wake();
    };
    this.#stream = { push: put, fail: (error) => put({ error }) };
    signal.addEventListener("abort", () => put({ error: signal.reason }));
    for (;;) {
      const entry = queue.shift();
      if (entry === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else if ("error" in entry) throw entry.error;
      else yield entry;
    }
  }

  async cancel(id: string): Promise<void> {
    this.asked.push(`cancel ${id}`);
    this.#cancels += 1;
    if (this.isCancelFailing) throw NOTHING_ANSWERS;
  }

  get cancels(): number {
    return this.#cancels;
  }

  async answer(answer: TicketAnswer): Promise<void> {
    this.#waiting.shift()?.resolve(answer);
    await settled();
  }

  async refuse(error: unknown): Promise<void> {
    this.#waiting.shift()?.reject(error);
    await settled();
  }

  async send(answer: TicketAnswer): Promise<void> {
    this.#stream?.push(answer);
    await settled();
  }

  async breakStream(): Promise<void> {
    this.#stream?.fail(NOTHING_ANSWERS);
    await settled();
  }

  #ask(what: string): Promise<TicketAnswer> {
    this.asked.push(what);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }
}

/** Everything that follows from what has happened, without any time passing. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let time: ManualTime;
let server: FabricatedServer;
let queue: Queue;

const pass = async (ms: number): Promise<void> => {
  time.pass(ms);
  await settled();
};

/** A ticket that waits, with its stream open. */
const opened = async (): Promise<void> => {
  void queue.open(WISH);
  await server.answer(WAITING);
};

beforeEach(() => {
  time = new ManualTime();
  time.pass(10_000);
  server = new FabricatedServer();
  queue = new Queue({ service: server, clock: time, random: () => 0.5 });
});

describe("a wish for a match", () => {
  test("waits, is matched and has a seat, all by the stream", async () => {
    void queue.open(WISH);
    expect(queue.read()).toEqual({ kind: "opening" });
    await server.answer(WAITING);
    expect(queue.read()).toEqual({ kind: "waiting", mode: "duel", players: 1, since: 8000, estimate: 8000, full: false, botsAfter: 30_000 });
    await server.send(PROPOSED);
    expect(queue.read()).toEqual({ kind: "proposed", mode: "duel", region: "eu" });
    await server.send(MATCHED);
    expect(queue.read()).toEqual(FOUND);
    expect(server.asked).toEqual(["open", "events t1"]);
  });

  test("tells who looks of each change, until they look no more", async () => {
    const kinds: string[] = [];
    const stop = queue.subscribe(() => kinds.push(queue.read().kind));
    await opened();
    await server.send(PROPOSED);
    stop();
    await server.send(MATCHED);
    expect(kinds).toEqual(["waiting", "proposed"]);
  });

  test("goes on by asking when the stream breaks", async () => {
    await opened();
    await server.breakStream();
    expect(server.asked.at(-1)).toBe("next t1");
    await server.answer(WAITING);
    await server.answer(MATCHED);
    expect(queue.read()).toEqual(FOUND);
    expect(server.asked).toEqual(["open", "events t1", "next t1", "next t1"]);
  });

  test("goes on by asking when the stream falls silent, and not before", async () => {
    await opened();
    await pass(STREAM_SILENCE - 1000);
    await server.send(WAITING);
    await pass(STREAM_SILENCE - 1000);
    expect(server.asked).toEqual(["open", "events t1"]);
    await pass(1000);
    expect(server.asked.at(-1)).toBe("next t1");
  });

  test("follows the ticket that takes the place of its own", async () => {
    await opened();
    await server.send({ ...BASIS, state: "cancelled", why: "no room", next: "t2" });
    expect(server.asked.at(-1)).toBe("next t2");
    await server.answer({ ...MATCHED, id: "t2" });
    expect(queue.read()).toEqual(FOUND);
  });

  test("of somebody else's making is followed as well", async () => {
    void queue.follow("t7");
    await settled();
    expect(server.asked).toEqual(["next t7"]);
    await server.answer({ ...WAITING, id: "t7" });
    expect(server.asked.at(-1)).toBe("events t7");
    await server.send({ ...MATCHED, id: "t7" });
    expect(queue.read()).toEqual(FOUND);
  });
});

describe("thinking better of it", () => {
  test("deletes the ticket, and nothing is news any more", async () => {
    await opened();
    queue.cancel();
    await settled();
    expect(queue.read()).toEqual({ kind: "over", why: "cancelled" });
    expect(server.asked).toEqual(["open", "events t1", "cancel t1"]);
    await server.send(MATCHED);
    await pass(GIVE_UP);
    expect(queue.read()).toEqual({ kind: "over", why: "cancelled" });
    expect(server.asked).toHaveLength(3);
  });

  test("while the ticket is being opened deletes it when it is there", async () => {
    void queue.open(WISH);
    queue.cancel();
    await server.answer(WAITING);
    expect(server.asked).toEqual(["open", "cancel t1"]);
    expect(queue.read()).toEqual({ kind: "over", why: "cancelled" });
  });

  test("once a match is found gives the seat back", async () => {
    await opened();
    await server.send(MATCHED);
    queue.cancel();
    await settled();
    expect(server.cancels).toBe(1);
    expect(queue.read()).toEqual({ kind: "over", why: "cancelled" });
  });

  test("is done even if nothing answers: nobody asks for the ticket then", async () => {
    await opened();
    server.isCancelFailing = true;
    queue.cancel();
    queue.cancel();
    await settled();
    expect(server.cancels).toBe(1);
  });
});

describe("there is no match", () => {
  test.each<[TicketAnswer, string]>([
    [{ ...BASIS, state: "cancelled", why: "asked", next: null }, "cancelled"],
    [{ ...BASIS, state: "cancelled", why: "party changed", next: null }, "party changed"],
    [{ ...BASIS, state: "cancelled", why: "no room", next: null }, "no room"],
    [{ ...BASIS, state: "cancelled", why: "faulty", next: null }, "refused"],
    [{ ...BASIS, state: "expired", why: "unattended" }, "gone"],
    [{ ...BASIS, state: "expired", why: "seat not taken" }, "seat not taken"],
    [{ ...BASIS, state: "seated", region: "eu", ranked: true, roomId: "r" }, "elsewhere"],
  ])("when the ticket is %o", async (answer, why) => {
    await opened();
    await server.send(answer);
    expect(queue.read()).toEqual({ kind: "over", why });
    await pass(GIVE_UP);
    expect(server.asked).toEqual(["open", "events t1"]);
  });

  test.each<[unknown, string]>([
    [new ProblemRefusal(404, "no-such-ticket", "", null), "gone"],
    [new ProblemRefusal(409, "party-too-large", "", null), "party too large"],
    [new ProblemRefusal(403, "not-the-leader", "", null), "not the leader"],
    [new ProblemRefusal(404, "no-such-party", "", null), "not the leader"],
    [new ProblemRefusal(426, "", "", null), "version"],
    [new ProblemRefusal(400, "", "", null), "refused"],
    [new OddAnswer("what is that"), "version"],
  ])("when the server says %o", async (error, why) => {
    void queue.open(WISH);
    await server.refuse(error);
    expect(queue.read()).toEqual({ kind: "over", why });
    expect(server.asked).toEqual(["open"]);
  });

  test.each([
    [403, "banned", "You are banned for good."],
    [503, "maintenance", "Back in ten minutes."],
    [503, "mode-closed", "Duel is not played at present; choose another mode."],
  ])("when an operator has %i %s: it is read why, and nobody waits", async (code, kind, words) => {
    void queue.open(WISH);
    await server.refuse(new ProblemRefusal(code, kind, words, 30_000));
    expect(queue.read()).toEqual({ kind: "over", why: "refused", words });
  });

  test("when nothing answers for half a minute, with ever longer pauses", async () => {
    void queue.open(WISH);
    for (let passed = 0; passed <= GIVE_UP + 5000; passed += 250) {
      await server.refuse(NOTHING_ANSWERS);
      await pass(250);
    }
    expect(queue.read()).toEqual({ kind: "over", why: "unreachable" });
    expect(server.asked.length).toBeLessThan(20);
  });

  test("yet: a server too busy to answer is asked again when it says, and the wish goes on", async () => {
    await opened();
    await server.breakStream();
    await server.refuse(new ProblemRefusal(503, "", "", 3000));
    await pass(2900);
    expect(server.asked).toHaveLength(3);
    await pass(200);
    expect(server.asked).toHaveLength(4);
    await server.answer(MATCHED);
    expect(queue.read()).toEqual(FOUND);
  });
});

describe("an earlier ticket of the same player", () => {
  const EARLIER = new ProblemRefusal(409, "has-a-ticket", "", null);

  test("of a page just closed is waited for", async () => {
    void queue.open(WISH);
    await server.refuse(EARLIER);
    expect(queue.read()).toEqual({ kind: "opening" });
    await pass(1000);
    await server.answer(WAITING);
    expect(queue.read().kind).toBe("waiting");
  });

  test("that stays belongs to another tab", async () => {
    void queue.open(WISH);
    for (let tries = 0; tries < 6; tries += 1) {
      await server.refuse(EARLIER);
      await pass(1000);
    }
    expect(queue.read()).toEqual({ kind: "over", why: "elsewhere" });
  });
});
