import { matchMaker } from "@colyseus/core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { takeSeat } from "../../../commands/load/door.ts";
import { FRAME_MAX_BYTES, judgeFrame } from "../../../server/rooms/guard/frame-filter.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { WIRE_FRAME_WIDTHS } from "../../../shared/protocol/input.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { run } from "../child.ts";
import { Player } from "../player.ts";
import { RawSocket } from "../raw-socket.ts";
import { OpenRoom } from "./open-room.ts";

const ROOM_DATA = 13;
const ROOM_DATA_BYTES = 17;
const INPUT = 19;
const UNRELIABLE_INPUT = 20;
const REQUEST = 21;
const TIMED = 0x80;

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
  matchMaker.defineRoomType("open", OpenRoom);
});
afterAll(() => server.app.close());

const seat = (room: string) => takeSeat(server.url, { ...joinOptions(), mode: room });

/** The frame of six bytes that a stock process believes: unreliable input with this many time stamps. */
const stamps = (count: number): number[] => [UNRELIABLE_INPUT | TIMED, 206, count & 255, (count >> 8) & 255, (count >> 16) & 255, (count >>> 24) & 255];

const bytes = (first: number, length: number): number[] => [first, ...Array.from({ length: length - 1 }, () => 0x61)];

describe("a frame that no client of ours sends closes the connection and goes no further:", () => {
  test.each([
    ["unreliable input", [UNRELIABLE_INPUT, 1, 0]],
    ["unreliable input with a huge count of stamps", stamps(50_000_000)],
    ["input with a time stamp", [INPUT | TIMED, 1]],
    ["input that switches to another structure", [INPUT, 0xff, 3]],
    ["input that removes a field", [INPUT, 0x40]],
    ["input with a field that does not exist", [INPUT, 0x80 | 7, 0]],
    ["input that is cut short", [INPUT, 0x80, 0]],
    ["raw bytes", [ROOM_DATA_BYTES, 0xa1, 0x61, 1]],
    ["a request", [REQUEST, 0, 0xa1, 0x61]],
    ["an opcode of the server's", [15, 0]],
    ["an unknown opcode", [99]],
    ["an empty frame", []],
  ])("%s", async (_what, frame) => {
    const raw = await RawSocket.join(server.port, await seat("arena"));
    raw.send(frame);
    expect(await raw.closed).toBe(CloseCode.MALFORMED);
  });

  test(`one of more than ${FRAME_MAX_BYTES} bytes`, async () => {
    const raw = await RawSocket.join(server.port, await seat("arena"));
    raw.send(bytes(ROOM_DATA, FRAME_MAX_BYTES + 1));
    expect(await raw.closed).toBe(CloseCode.MESSAGE_TOO_BIG);
  });

  test("the others play on as if nothing had been", async () => {
    const bystander = await Player.join(server.url);
    await expect.poll(() => bystander.room.state.tick).toBeGreaterThan(0);
    const raw = await RawSocket.join(server.port, await seat("arena"));
    raw.send(stamps(0xffff_ffff));
    await raw.closed;
    const tick = bystander.room.state.tick;
    await expect.poll(() => bystander.room.state.tick).toBeGreaterThan(tick + 10);
    expect(bystander.left).toBeNull();
    await bystander.leave();
  });
});

describe("control: without the guard", () => {
  test.each([
    ["unreliable input", [UNRELIABLE_INPUT, 1, 0]],
    ["input with a time stamp", [INPUT | TIMED, 1]],
    ["input that switches to another structure", [INPUT, 0xff, 3]],
    ["an unknown opcode", [99]],
  ])("%s is taken", async (_what, frame) => {
    const raw = await RawSocket.join(server.port, await seat("open"));
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    raw.send(frame);
    await raw.hears((message) => ((message[0] ?? 0) & 31) === 15);
    const heard = raw.messages.length;
    await expect.poll(() => raw.messages.length).toBeGreaterThan(heard + 5);
    expect(raw.isOpen).toBe(true);
    vi.restoreAllMocks();
    raw.reset();
  });

  test("input that addresses other structures writes many times its size to the log", async () => {
    const raw = await RawSocket.join(server.port, await seat("open"));
    let written = 0;
    const count = (...parts: unknown[]): void => {
      written += parts.map(String).join(" ").length;
    };
    vi.spyOn(console, "warn").mockImplementation(count);
    vi.spyOn(console, "error").mockImplementation(count);
    const frame = [INPUT, ...Array.from({ length: 125 }, () => [0xff, 3, 0xff, 0]).flat()];
    for (let index = 0; index < 10; index++) raw.send(frame);
    await expect.poll(() => written).toBeGreaterThan(5 * 10 * frame.length);
    vi.restoreAllMocks();
    raw.reset();
  });

  test("six bytes stop the process", async () => {
    const child = run(process.execPath, ["test/server/guard/open-server.ts"]);
    const url = await vi.waitFor(() => /^open at (\S+)$/m.exec(child.output())?.[1] ?? expect.fail(), { timeout: 20_000 });
    const raw = await RawSocket.join(Number(new URL(url).port), await takeSeat(url, { ...joinOptions(), mode: "open" }));
    const answers = async () => (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1000) })).ok;
    expect(await answers()).toBe(true);
    raw.send(stamps(0xffff_ffff));
    await expect.poll(() => answers().catch(() => "no answer"), { timeout: 20_000 }).toBe("no answer");
    expect(await answers().catch(() => "no answer")).toBe("no answer");
  });
});

describe("what the SDK sends is let through:", () => {
  test("every input frame", async () => {
    const player = await Player.join(server.url);
    for (let index = 0; index < 40; index++)
      player.send({ moveX: index * 100 - 2000, moveY: -index, aim: index * 1600, buttons: index & 3, weapon: index & 1 });
    player.send();
    player.send();
    await expect.poll(() => player.acknowledged, { timeout: 20_000 }).toBe(42);
    expect(player.left).toBeNull();
    await player.leave();
  });

  test("a frame as long as a text of 120 characters of four bytes", () => {
    expect(judgeFrame(Uint8Array.from(bytes(ROOM_DATA, 4 * 120 + 16)), WIRE_FRAME_WIDTHS)).toBe("message");
  });
});
