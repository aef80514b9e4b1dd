import { describe, test } from "vitest";
import { Message } from "../../shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { JumpingClock } from "../programs/faketime.ts";
import { programForSuite } from "../programs/programs.ts";
import { originOf, startServer } from "../server/child.ts";
import { enter } from "../server/entering.ts";

const faketime = programForSuite("faketime");

/** Ticks over which the rate is measured, and how often: what disturbs this machine may disturb one time, a wrong rate is wrong each time. */
const TICKS = 120;
const TIMES = 6;

describe.skipIf(faketime === null)("a wall clock that jumps an hour", { concurrent: true }, () => {
  test.for([
    ["ahead", "+1h", 3_600_000],
    ["back", "-1h", -3_600_000],
  ] as const)("%s changes neither the tick rate nor who plays", async ([_direction, jump, milliseconds], { expect }) => {
    const clock = new JumpingClock(faketime ?? "");
    const server = startServer(clock.environment);
    const origin = await originOf(server);
    const wallClockAhead = async () => Date.parse((await fetch(`${origin}/healthz`)).headers.get("date") ?? "") - Date.now();
    expect(Math.abs(await wallClockAhead())).toBeLessThan(60_000);

    const room = await enter(origin, { mode: "arena", protocol: PROTOCOL_VERSION, spectate: true });
    room.onMessage("*", () => undefined);
    let left: number | null = null;
    room.onLeave((code: number) => {
      left = code;
    });
    let tick = 0;
    room.onStateChange((state: { tick: number }) => {
      tick = state.tick;
      // Twice a second: who reports no progress is taken for a slow reader.
      if (tick % 20 === 0) room.send(Message.SEEN, tick);
    });

    clock.jump(jump);
    // The control: it does jump.
    await expect.poll(async () => Math.abs((await wallClockAhead()) - milliseconds), { timeout: 20_000 }).toBeLessThan(60_000);

    const rates: number[] = [];
    const isRight = (rate = 0): boolean => rate > 36 && rate < 44;
    while (rates.length < TIMES && !isRight(rates.at(-1))) {
      const [had, from] = [tick, performance.now()];
      await expect.poll(() => tick - had, { timeout: 20_000 }).toBeGreaterThan(TICKS);
      rates.push(((tick - had) * 1000) / (performance.now() - from));
    }
    expect(rates.at(-1), String(rates)).toSatisfy(isRight);
    expect(left).toBeNull();
    await room.leave();
  });
});
