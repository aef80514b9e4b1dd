import { describe, test } from "vitest";
import { Message } from "../../shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { JumpingClock } from "../programs/faketime.ts";
import { programForSuite } from "../programs/programs.ts";
import { originOf, startServer } from "../server/child.ts";
import { enter } from "../server/entering.ts";

const faketime = programForSuite("faketime");

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

    const [had, from] = [tick, performance.now()];
    await expect.poll(() => tick - had, { timeout: 20_000 }).toBeGreaterThan(120);
    const rate = ((tick - had) * 1000) / (performance.now() - from);
    expect(rate).toBeGreaterThan(36);
    expect(rate).toBeLessThan(44);
    expect(left).toBeNull();
    await room.leave();
  });
});
