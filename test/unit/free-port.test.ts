import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort } from "../programs/free-port.ts";

test("ports of which many are asked for at once are all different, and outside of what systems choose themselves", async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(new Set(ports).size).toBe(50);
  for (const port of ports) {
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_768);
  }
});

test("a port that somebody listens on is passed over", async () => {
  const before = await freePort();
  const server = createServer().listen(before + 1, "127.0.0.1");
  await once(server, "listening");
  expect(await freePort()).toBe(before + 2);
  server.close();
});
