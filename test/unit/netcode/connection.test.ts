import { beforeEach, describe, expect, test } from "vitest";
import { Connection } from "../../../client/game/net/connection.ts";
import type { Link, LinkEnd, LinkListener, LinkRequest, OpenLink } from "../../../client/game/net/link.ts";
import { type SeatStore, seatInMemory } from "../../../client/game/net/seat.ts";
import type { EndReason } from "../../../client/game/scene.ts";
import { randomFrom } from "../../netcode/random.ts";
import { ManualTime } from "../../server/manual-time.ts";

/** One try of the connection, as the server sees it. */
interface Try {
  at: number;
  request: LinkRequest;
  listener: LinkListener;
  isAbandoned: boolean;
}

let time: ManualTime;
let tries: Try[];
let seat: SeatStore;
let connection: Connection;
let ended: EndReason[];
let hasLeft: boolean;
let isAnswering: boolean;

const open: OpenLink = (request, listener) => {
  const attempt: Try = { at: time.now(), request, listener, isAbandoned: false };
  tries.push(attempt);
  return () => {
    attempt.isAbandoned = true;
  };
};

const link = (token: string): Link => ({
  roomId: "room",
  token,
  acknowledged: 0,
  bytesIn: 0,
  bytesOut: 0,
  send: () => 1,
  reportSeen: () => undefined,
  call: () => undefined,
  askAgain: () => undefined,
  follow: () => undefined,
  turn: () => undefined,
  ping: (answer) => (isAnswering ? answer(20) : undefined),
  leave: () => {
    hasLeft = true;
  },
});

const last = (): Try => {
  const attempt = tries.at(-1);
  if (attempt === undefined) throw new Error("nothing was tried");
  return attempt;
};

const close = (end: LinkEnd): void => last().listener.closed(end);
const LOST: LinkEnd = { kind: "lost" };

function connect(keepSeat = true): void {
  connection.connect({ match: { kind: "mode", mode: "arena" }, options: { protocol: 1 }, keepSeat });
}

function connected(): void {
  connect();
  last().listener.opened(link("room:token"));
}

/** Lets time pass with a message every 25 ms. */
function hear(duration: number): void {
  for (let passed = 0; passed < duration; passed += 25) {
    last().listener.heard();
    time.pass(25);
  }
}

beforeEach(() => {
  time = new ManualTime();
  tries = [];
  ended = [];
  hasLeft = false;
  isAnswering = true;
  seat = seatInMemory();
  connection = new Connection(
    { open, clock: time, random: randomFrom(1), seat },
    {
      opened: () => undefined,
      welcomed: () => undefined,
      happened: () => undefined,
      patched: () => undefined,
      called: () => undefined,
      followed: () => undefined,
      roundResults: () => undefined,
      restarting: () => undefined,
      idling: () => undefined,
      operatorSaid: () => undefined,
      pinged: () => undefined,
      ended: (reason) => ended.push(reason),
    },
  );
});

describe("silence", () => {
  test("of 2 s is trouble, and over with the next message", () => {
    connected();
    hear(5000);
    time.pass(1900);
    expect(connection.state).toEqual({ kind: "connected" });
    time.pass(200);
    expect(connection.state).toEqual({ kind: "troubled" });
    last().listener.heard();
    expect(connection.state).toEqual({ kind: "connected" });
  });

  test("of 4 s gives the socket up without waiting for its close, and the next try follows within 200 ms", () => {
    connected();
    hear(5000);
    const [first] = tries;
    time.pass(3900);
    expect(first?.isAbandoned).toBe(false);
    time.pass(200);
    expect(first?.isAbandoned).toBe(true);
    time.pass(200);
    expect(tries).toHaveLength(2);
    expect(last().request).toEqual({ kind: "return", token: "room:token" });
  });

  test("of the other kind, when pings come to nothing while patches still arrive, is no different", () => {
    connected();
    hear(5000);
    isAnswering = false;
    hear(3500);
    expect(connection.state).toEqual({ kind: "troubled" });
    const [first] = tries;
    hear(2000);
    expect(first?.isAbandoned).toBe(true);
    expect(tries.length).toBeGreaterThan(1);
  });

  test("in the first seconds of a connection is no different", () => {
    connected();
    time.pass(4300);
    expect(tries).toHaveLength(2);
    expect(last().request.kind).toBe("return");
  });

  test("while a link opens gives the try up after 4 s", () => {
    connect();
    time.pass(3900);
    expect(tries).toHaveLength(1);
    time.pass(600);
    expect(tries[0]?.isAbandoned).toBe(true);
    expect(tries).toHaveLength(2);
  });
});

describe("a lost link", () => {
  test("is tried again at once, then after at most 0.5, 1, 2, 4, 5, 5 s", () => {
    connected();
    hear(1000);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      const lostAt = time.now();
      close(LOST);
      expect(connection.state).toEqual({ kind: "reconnecting", attempt });
      const { length } = tries;
      while (tries.length === length) time.pass(5);
      waits.push(time.now() - lostAt);
    }
    [200, 500, 1000, 2000, 4000, 5000, 5000].forEach((limit, index) => {
      expect(waits[index]).toBeLessThanOrEqual(limit + 5);
    });
    expect(ended).toEqual([]);
  });

  test("counts tries anew once it was open again", () => {
    connected();
    close(LOST);
    time.pass(200);
    last().listener.opened(link("room:token"));
    hear(100);
    close(LOST);
    expect(connection.state).toEqual({ kind: "reconnecting", attempt: 1 });
  });

  test("is given up when the seat is gone", () => {
    connected();
    close(LOST);
    time.pass(200);
    close({ kind: "ended", reason: "seat-gone" });
    expect(connection.state).toEqual({ kind: "ended", reason: "seat-gone" });
    expect(seat.read()).toBeNull();
  });

  test("is given up at once when the match's room is gone long before the seat would be: its server went", () => {
    connected();
    close(LOST);
    time.pass(200);
    close({ kind: "ended", reason: "server-gone" });
    expect(connection.state).toEqual({ kind: "ended", reason: "server-gone" });
    expect(seat.read()).toBeNull();
  });

  test("is given up for the seat alone when the room is gone only after the seat", () => {
    connected();
    close(LOST);
    time.pass(200);
    const { listener } = last();
    time.stall(31_000);
    listener.closed({ kind: "ended", reason: "server-gone" });
    expect(connection.state).toEqual({ kind: "ended", reason: "seat-gone" });
  });

  test("is given up after 10 s in which a server answers that does not reach the match", () => {
    connected();
    close(LOST);
    while (connection.state.kind !== "ended") {
      const { length } = tries;
      while (tries.length === length && time.now() < 60_000) time.pass(50);
      expect(time.now()).toBeLessThanOrEqual(10_100);
      close({ kind: "out-of-reach" });
    }
    expect(connection.state).toEqual({ kind: "ended", reason: "server-gone" });
    expect(time.now()).toBeGreaterThanOrEqual(10_000);
    expect(seat.read()).toBeNull();
  });

  test("is not given up when the match is reached again within those", () => {
    connected();
    close(LOST);
    time.pass(200);
    close({ kind: "out-of-reach" });
    time.pass(500);
    last().listener.opened(link("room:token"));
    expect(connection.state).toEqual({ kind: "connected" });
  });

  test("is given up after a minute in which nothing answered, with the seat kept for a reload", () => {
    connected();
    close(LOST);
    while (connection.state.kind !== "ended") {
      const { length } = tries;
      while (tries.length === length && time.now() < 120_000) time.pass(50);
      close(LOST);
    }
    expect(connection.state).toEqual({ kind: "ended", reason: "unreachable" });
    expect(time.now()).toBeGreaterThan(60_000);
    expect(time.now()).toBeLessThan(70_000);
    expect(seat.read()).toBe("room:token");
  });
});

describe("a seat", () => {
  test("remembered from before a reload is returned to", () => {
    seat.write("room:old");
    connect();
    expect(last().request).toEqual({ kind: "return", token: "room:old" });
  });

  test("remembered but long gone gives way to a new one", () => {
    seat.write("room:old");
    connect();
    close({ kind: "ended", reason: "seat-gone" });
    expect(last().request.kind).toBe("join");
    expect(ended).toEqual([]);
  });

  test("remembered whose server is gone gives way to a new one", () => {
    seat.write("room:old");
    connect();
    for (let waited = 0; waited <= 10_000; waited += 50) {
      if (last().request.kind === "return") close({ kind: "out-of-reach" });
      time.pass(50);
    }
    expect(last().request.kind).toBe("join");
    expect(ended).toEqual([]);
  });

  test("of one who only watches is not kept", () => {
    connect(false);
    last().listener.opened(link("room:token"));
    expect(seat.read()).toBeNull();
    close(LOST);
    time.pass(200);
    expect(last().request.kind).toBe("join");
  });

  test("is given up by leaving", () => {
    connected();
    connection.leave();
    expect(hasLeft).toBe(true);
    expect(seat.read()).toBeNull();
    expect(ended).toEqual(["left"]);
    time.pass(10_000);
    expect(tries).toHaveLength(1);
  });
});

test.each(["full", "version", "kicked", "shutdown", "replaced", "match-failed", "too-slow", "refused"] as const)("%s ends it for good", (reason) => {
  connected();
  close({ kind: "ended", reason });
  time.pass(60_000);
  expect(connection.state).toEqual({ kind: "ended", reason });
  expect(ended).toEqual([reason]);
  expect(tries).toHaveLength(1);
});

test("a seat that was kept, and is not reached while it is, is gone", () => {
  const held = { name: "duel", roomId: "r", sessionId: "s", processId: "p" };
  connection.connect({ match: { kind: "seat", seat: held }, options: { protocol: 1 }, keepSeat: true });
  expect(last().request).toMatchObject({ kind: "join", match: { seat: held } });
  while (ended.length === 0 && time.now() < 60_000) {
    close(LOST);
    const { length } = tries;
    while (tries.length === length && ended.length === 0) time.pass(50);
  }
  expect(connection.state).toEqual({ kind: "ended", reason: "seat-gone" });
  expect(time.now()).toBeGreaterThan(8000);
  expect(time.now()).toBeLessThan(16_000);
});

test("a server that never answered is unreachable after 20 s of tries", () => {
  connect();
  while (ended.length === 0 && time.now() < 60_000) {
    close(LOST);
    const { length } = tries;
    while (tries.length === length && ended.length === 0) time.pass(50);
  }
  expect(connection.state).toEqual({ kind: "ended", reason: "unreachable" });
  expect(time.now()).toBeLessThan(30_000);
});
