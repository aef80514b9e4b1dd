import { matchMaker } from "@colyseus/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeSeat } from "../../../commands/load/door.ts";
import { connectionLimits } from "../../../server/rooms/guard/limits.ts";
import { TokenBucket } from "../../../server/rooms/guard/token-bucket.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { Player } from "../player.ts";
import { RawSocket } from "../raw-socket.ts";
import { OpenRoom } from "./open-room.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
  matchMaker.defineRoomType("open", OpenRoom);
});
afterAll(() => server.app.close());

const enter = async (room: string) => RawSocket.join(server.port, await takeSeat(server.url, { ...joinOptions(), mode: room }));

const FRAMES: [string, number[]][] = [
  ["input frames", [19]],
  ["messages", [13, 0xa4, 0x73, 0x65, 0x65, 0x6e, 1]],
  ["pings", [18]],
];

describe("a flood closes its connection within a second:", () => {
  test.each(FRAMES)("%s", async (_what, frame) => {
    const raw = await enter("arena");
    const start = performance.now();
    for (let index = 0; index < 1000; index++) raw.send(frame);
    expect(await raw.closed).toBe(CloseCode.FLOOD);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("the others' ticks come as before", async () => {
    const bystander = await Player.join(server.url);
    await expect.poll(() => bystander.room.state.tick).toBeGreaterThan(0);
    const gaps: number[] = [];
    let last = performance.now();
    bystander.room.onStateChange(() => {
      gaps.push(performance.now() - last);
      last = performance.now();
    });
    const raw = await enter("arena");
    for (let index = 0; index < 20_000; index++) raw.send([19]);
    await raw.closed;
    await expect.poll(() => gaps.length, { timeout: 20_000 }).toBeGreaterThan(40);
    expect(gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.9)]).toBeLessThan(60);
    expect(bystander.left).toBeNull();
    await bystander.leave();
  });
});

describe("control: without the guard a flood is taken:", () => {
  test.each(FRAMES)("%s", async (_what, frame) => {
    const raw = await enter("open");
    for (let index = 0; index < 1000; index++) raw.send(frame);
    const heard = raw.messages.length;
    await expect.poll(() => raw.messages.length, { timeout: 20_000 }).toBeGreaterThan(heard + 25);
    expect(raw.isOpen).toBe(true);
    raw.reset();
  });
});

test("bytes are counted beside messages: few large ones are a flood as well, where less is allowed", async () => {
  const { messages, bytes } = connectionLimits("match", { messageRate: 1000, messageBytes: 1024, pingSeconds: 10, pongSeconds: 5 });
  const [of, ofBytes] = [new TokenBucket(messages, 0), new TokenBucket(bytes, 0)];
  let taken = 0;
  while (of.take(0) && ofBytes.take(0, 512)) taken += 1;
  expect(taken).toBe(8);
});

test("in a lobby less may be said than in a match", () => {
  const rates = { messageRate: 10, messageBytes: 8192, pingSeconds: 10, pongSeconds: 5 };
  expect(connectionLimits("match", rates)).toMatchObject({ messages: { refill: 10, burst: 20 }, bytes: { refill: 8192 } });
  expect(connectionLimits("lobby", rates)).toMatchObject({ messages: { refill: 5, burst: 10 }, bytes: { refill: 2048 } });
});

test("4 s of play that arrive at once after a stall are no flood", async () => {
  const player = await Player.join(server.url);
  await expect.poll(() => player.welcomes.length).toBe(1);
  for (let index = 0; index < 4 * 40; index++) player.send({ aim: index });
  await expect.poll(() => player.acknowledged, { timeout: 30_000 }).toBeGreaterThan(100);
  expect(player.left).toBeNull();
  await player.leave();
});

describe("a token bucket", () => {
  const size = { refill: 10, burst: 20 };

  test("gives its burst at once and no more", () => {
    const bucket = new TokenBucket(size, 0);
    expect(Array.from({ length: 25 }, () => bucket.take(0)).filter(Boolean)).toHaveLength(20);
  });

  test("gives its refill on the long run", () => {
    const bucket = new TokenBucket(size, 0);
    let given = 0;
    for (let now = 0; now < 60_000; now += 5) if (bucket.take(now)) given += 1;
    expect(given).toBeGreaterThanOrEqual(600);
    expect(given).toBeLessThanOrEqual(621);
  });
});
