import { beforeEach, describe, expect, test } from "vitest";
import { Drain, type DrainLife } from "../../server/operations/drain.ts";
import { ManualTime } from "../server/manual-time.ts";

let time: ManualTime;
let rooms: number;
let told: DrainLife["kind"][];
let ended: string | null;
let drain: Drain;

beforeEach(() => {
  time = new ManualTime();
  rooms = 1;
  told = [];
  ended = null;
  drain = new Drain({
    patience: 10_000,
    now: () => time.now(),
    every: (period, call) => {
      let cancel: () => void = () => undefined;
      const again = (): void => {
        cancel = time.after(period, again);
        call();
      };
      cancel = time.after(period, again);
      return () => cancel();
    },
    isEmpty: () => rooms === 0,
    announce: ({ kind }) => told.push(kind),
  });
  void drain.ended.then((why) => {
    ended = why;
  });
});

async function pass(ms: number): Promise<void> {
  time.pass(ms);
  // What follows from a promise follows now.
  await Promise.resolve();
}

describe("a drain", () => {
  test("closes the process at its deadline, and says when that is", async () => {
    expect(drain.closesAt).toBeNull();
    const asked = time.now();
    drain.begin();
    expect(drain.closesAt).toBe(asked + 10_000);
    await pass(9_900);
    expect(ended).toBeNull();
    await pass(300);
    expect(ended).toBe("deadline");
    // What players were told is still true.
    expect(drain.closesAt).toBe(asked + 10_000);
  });

  test("ends as soon as the last room is gone", async () => {
    drain.begin();
    await pass(1_000);
    rooms = 0;
    await pass(300);
    expect(ended).toBe("empty");
  });

  test("of an empty process ends at once", async () => {
    rooms = 0;
    drain.begin();
    await pass(0);
    expect(ended).toBe("empty");
    expect(told).toEqual(["draining", "ended"]);
  });

  test("ends at once when it is asked for again", async () => {
    drain.begin();
    drain.begin();
    await pass(0);
    expect(ended).toBe("asked again");
  });

  test("can be taken back: the process outlives the deadline, and may drain anew", async () => {
    drain.begin();
    await pass(9_000);
    drain.takeBack();
    expect(drain.closesAt).toBeNull();
    rooms = 0;
    await pass(60_000);
    expect(ended).toBeNull();
    rooms = 1;
    drain.begin();
    expect(drain.closesAt).toBe(time.now() + 10_000);
    expect(told).toEqual(["draining", "serving", "draining"]);
  });

  test("that has ended is not taken back", async () => {
    rooms = 0;
    drain.begin();
    drain.takeBack();
    drain.begin();
    await pass(0);
    expect(drain.life).toMatchObject({ kind: "ended", why: "empty" });
    expect(told).toEqual(["draining", "ended"]);
  });
});
