import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BadNetwork } from "../proxy/bad-network.ts";
import { clear, roundTripOf } from "../proxy/lane.ts";
import { randomFrom } from "./random.ts";

/** A server that sends back what it gets. */
let echo: Server;
let network: BadNetwork;
let client: Socket;
let received: string;
let closed: string | null;

async function open(conditions = { up: clear, down: clear }): Promise<void> {
  network = await BadNetwork.start(portOf(echo), conditions, randomFrom(1));
  received = "";
  closed = null;
  const opened = connect(network.port, "127.0.0.1");
  client = opened;
  opened.on("data", (bytes) => {
    received += bytes;
  });
  opened.on("error", (error) => {
    closed = error.message;
  });
  opened.on("close", () => {
    if (client === opened) closed ??= "closed";
  });
  client.write("0");
  await expect.poll(() => received, { interval: 1 }).toBe("0");
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function echoTime(word: string): Promise<number> {
  const from = performance.now();
  const expected = received + word;
  client.write(word);
  await expect.poll(() => received, { interval: 1, timeout: 20_000 }).toBe(expected);
  return performance.now() - from;
}

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  client.destroy();
  await network.close();
  await new Promise<void>((resolve) => echo.close(() => resolve()));
});

test("a round trip of 150 ± 30 ms takes between 120 and 180 ms, and it varies", async () => {
  await open(roundTripOf(150, 30));
  const times: number[] = [];
  for (let index = 0; index < 20; index += 1) times.push(await echoTime("x"));
  expect(Math.min(...times)).toBeGreaterThan(119);
  // The machine adds its own to some.
  expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(190);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(15);
});

test("jitter keeps the order", async () => {
  await open({ up: { latency: 30, jitter: 30, bandwidth: null }, down: clear });
  const letters = "abcdefghijklmnopqrstuvwxyz";
  // Each in a packet of its own, with a delay of its own.
  const before = network.taken("up");
  for (const [index, letter] of [...letters].entries()) {
    client.write(letter);
    await expect.poll(() => network.taken("up"), { interval: 1 }).toBe(before + index + 1);
  }
  await expect.poll(() => received).toBe(`0${letters}`);
});

test("bandwidth is a limit", async () => {
  await open({ up: { latency: 0, jitter: 0, bandwidth: 10_000 }, down: clear });
  expect(await echoTime("x".repeat(3000))).toBeGreaterThan(290);
});

test("a stall lasts as long as it should, and loses nothing", async () => {
  await open();
  network.stall(300);
  const time = await echoTime("x");
  expect(time).toBeGreaterThan(295);
  expect(time).toBeLessThan(500);
});

describe("what breaks a connection", () => {
  test("a reset is seen by the client", async () => {
    await open();
    network.reset();
    await expect.poll(() => closed).toMatch(/RESET/);
  });

  test.each(["up", "down"] as const)("half open %s, nothing comes back and nothing closes", async (way) => {
    await open();
    network.halfOpen([way]);
    client.write("x");
    // Another connection is opened later and takes the same ways: when its echo is back, the first one's would be as well.
    let other = "";
    const late = connect(network.port, "127.0.0.1");
    late.on("data", (bytes) => {
      other += bytes;
    });
    late.write("y");
    await expect.poll(() => other, { interval: 1 }).toBe("y");
    late.destroy();
    expect(received).toBe("0");
    expect(closed).toBeNull();
  });

  test("a server that refuses resets whoever comes", async () => {
    await open();
    network.refuse(true);
    const late = connect(network.port, "127.0.0.1");
    const ended = new Promise<string>((resolve) => late.once("error", (error) => resolve(error.message)).once("close", () => resolve("closed")));
    expect(await ended).toMatch(/RESET|closed/);
  });
});
