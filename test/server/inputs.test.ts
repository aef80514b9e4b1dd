import { describe, expect, test } from "vitest";
import { CREDIT_SHARE, CREDIT_WINDOW_S, type FrameSource, HOLD_TICKS, inputPace, PlayerInput, type WireFieldsOf } from "../../server/match/inputs.ts";
import { viewLimits } from "../../server/match/view-clamp.ts";
import { STICK_FULL } from "../../shared/sim/units.ts";
import type { BodyFrame } from "../../shared/sim/world.ts";

/** A queue of frames as Colyseus keeps it, filled by hand. */
class Queue implements FrameSource {
  readonly waiting: WireFieldsOf[] = [];
  #sent = 0;

  get size(): number {
    return this.waiting.length;
  }

  next(): WireFieldsOf | undefined {
    return this.waiting.shift();
  }

  /** Frames are told apart by their aim. */
  send(count = 1, more: Partial<WireFieldsOf> = {}): void {
    for (let index = 0; index < count; index++) {
      this.#sent += 1;
      this.waiting.push({ moveX: STICK_FULL, moveY: 0, aim: this.#sent, buttons: 0, weapon: 0, viewTick: 0, seenTick: 0, ...more });
    }
  }
}

const RATE = 40;
const KEPT_AIM = 999;

function player(rate: 20 | 40 = RATE) {
  const queue = new Queue();
  const input = new PlayerInput(1, queue, inputPace(rate, 2, viewLimits(rate)));
  let now = 1000;
  const tick = () => {
    const frames: BodyFrame[] = [];
    input.take(now++, KEPT_AIM, 1, frames);
    return frames.map(({ frame }) => ({ ...frame }));
  };
  const ticks = (count: number) => Array.from({ length: count }, tick).flat();
  return { queue, input, tick, ticks };
}

describe("a body", () => {
  test("is stepped by one frame per tick, in the order in which they were sent", () => {
    const { queue, tick } = player();
    queue.send(3);
    expect([tick(), tick(), tick()].map((frames) => frames.map(({ aim }) => aim))).toEqual([[1], [2], [3]]);
  });

  test(`is not stepped for the first ${HOLD_TICKS} ticks without a frame`, () => {
    const { queue, tick, ticks } = player();
    queue.send();
    tick();
    expect(ticks(HOLD_TICKS)).toEqual([]);
  });

  test("then gets neutral frames, looking where it looked, with what it held", () => {
    const { queue, input, tick, ticks } = player();
    queue.send();
    tick();
    ticks(HOLD_TICKS);
    expect(tick()).toMatchObject([{ moveX: 0, moveY: 0, buttons: 0, aim: KEPT_AIM, weapon: 1 }]);
    expect(input.invented).toBe(1);
  });

  test("gets neutral frames at once, uncounted, while its connection is lost", () => {
    const { queue, input, tick } = player();
    queue.send();
    tick();
    input.connect(null);
    expect(tick()).toMatchObject([{ moveX: 0, aim: KEPT_AIM }]);
    expect(input.invented).toBe(0);
  });
});

describe("after a stall of 500 ms", () => {
  const STALL = RATE / 2;

  function stalled() {
    const made = player();
    for (let index = 0; index < 10; index++) {
      made.queue.send();
      made.tick();
    }
    made.ticks(STALL);
    return made;
  }

  test("one late frame is thrown away for each one made up", () => {
    const { queue, input, tick } = stalled();
    const invented = STALL - HOLD_TICKS;
    expect(input.invented).toBe(invented);
    queue.send(STALL);
    const [first] = tick();
    expect(first?.aim).toBe(10 + invented + 1);
    expect(input.invented).toBe(2 * invented);
  });

  test("no more waits in the queue than the body was held for", () => {
    const { queue, input, tick } = stalled();
    queue.send(STALL);
    tick();
    expect(input.queue).toBeLessThanOrEqual(HOLD_TICKS);
  });

  test("a player who sent nothing meanwhile loses no frame", () => {
    const { queue, input, tick } = stalled();
    const before = input.invented;
    const aims = Array.from({ length: 60 }, () => {
      queue.send();
      return tick().map(({ aim }) => aim);
    }).flat();
    expect(aims).toEqual(Array.from({ length: 60 }, (_, index) => 11 + index));
    expect(input.invented).toBe(before);
  });

  test("a player who sent nothing meanwhile and then plays for a while loses no frame to two that come together", () => {
    const { queue, input, tick } = stalled();
    for (let index = 0; index < 20; index++) {
      queue.send();
      tick();
    }
    const before = input.invented;
    queue.send(2);
    tick();
    expect(input.invented).toBe(before);
  });

  test("late frames that trickle in are thrown away too, and the rest of the play is not", () => {
    const { queue, input, tick } = stalled();
    const before = input.invented;
    for (let index = 0; index < STALL; index++) {
      queue.send(2);
      tick();
    }
    for (let index = 0; index < 100; index++) {
      queue.send();
      tick();
    }
    expect(input.invented - before).toBe(STALL - HOLD_TICKS);
    expect(input.queue).toBeLessThanOrEqual(HOLD_TICKS);
  });
});

/** Steps that a client gets in 5 s by sending `times` the rate, after a second of honest play. */
function stepsOf(times: number, rate: 20 | 40, tick: () => unknown[], queue: Queue): number {
  for (let index = 0; index < rate; index++) {
    queue.send();
    tick();
  }
  let steps = 0;
  for (let index = 0; index < CREDIT_WINDOW_S * rate; index++) {
    queue.send(times);
    steps += tick().length;
  }
  return steps;
}

describe.each([20, 40] as const)("at %i Hz", (rate) => {
  test("a client that sends five times as much is stepped at most 1.05 times as often in 5 s", () => {
    const { queue, tick } = player(rate);
    const steps = stepsOf(5, rate, tick, queue);
    expect(steps).toBeGreaterThan(CREDIT_WINDOW_S * rate);
    expect(steps).toBeLessThanOrEqual((1 + CREDIT_SHARE) * CREDIT_WINDOW_S * rate);
  });

  test("also when it holds frames back first to be paid for waiting", () => {
    const { queue, tick, ticks } = player(rate);
    queue.send();
    tick();
    let most = 0;
    const recent: number[] = [];
    for (let index = 0; index < 20 * rate; index++) {
      const isSilent = index % 10 < HOLD_TICKS;
      if (!isSilent) queue.send(5);
      recent.push(tick().length);
      if (recent.length > CREDIT_WINDOW_S * rate) recent.shift();
      most = Math.max(
        most,
        recent.reduce((sum, steps) => sum + steps, 0),
      );
    }
    ticks(1);
    expect(most).toBeLessThanOrEqual((1 + CREDIT_SHARE) * CREDIT_WINDOW_S * rate);
  });

  test("control: with endless credit it is stepped twice as often", () => {
    const queue = new Queue();
    const input = new PlayerInput(1, queue, { ...inputPace(rate, 2, viewLimits(rate)), creditMax: 1e9, creditGain: 1 });
    let now = 0;
    const tick = () => {
      const frames: BodyFrame[] = [];
      input.take(now++, 0, 0, frames);
      return frames;
    };
    expect(stepsOf(5, rate, tick, queue)).toBeGreaterThan(1.9 * CREDIT_WINDOW_S * rate);
  });
});

describe("a frame", () => {
  test.each([
    ["moveX", 30_000, STICK_FULL],
    ["moveY", -30_000, -STICK_FULL],
    ["buttons", 255, 3],
    ["weapon", 200, 1],
  ] as const)("with %s %i reaches the world as %i", (field, sent, applied) => {
    const { queue, tick } = player();
    queue.send(1, { [field]: sent });
    expect(tick()[0]?.[field]).toBe(applied);
  });
});
