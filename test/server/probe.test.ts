import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { complaintsOf, type Sighting } from "../../commands/probe/sighting.ts";
import { originOf, run, startServer } from "./child.ts";

const probe = (...words: string[]) => run(process.execPath, ["commands/launch.cjs", "probe", ...words]);

const WELL: Sighting = {
  page: 200,
  joining: 120,
  ended: null,
  tickRate: 40,
  ticks: 200,
  looked: 5000,
  patchRate: 40,
  roundTrip: 20,
  losses: 0,
  hasMoved: true,
};

describe("npm run probe", () => {
  test("plays on a server that is well, and says so with exit 0", async () => {
    const origin = await originOf(startServer({ LOG_LEVEL: "silent", ARENA_BOTS: "0" }));
    const visit = probe("--url", origin, "--seconds", "3");
    expect(await visit.ended, visit.output()).toBe(0);
    expect(visit.output()).toMatch(/^joined in \d+ ms\n\d+ ticks in 2\.\d s, of 40 per second; \d+ patches per second\nround trip \d+ ms\nAll is well\.\n$/m);
    // Its seat is free at once, not after the 30 s for which one of a lost connection is kept.
    await expect.poll(async () => (await (await fetch(`${origin}/capacity`)).json()).players, { timeout: 20_000 }).toBe(0);
  });

  test("says when nothing answers, exit 1", async () => {
    const visit = probe("--url", "http://127.0.0.1:9");
    expect(await visit.ended).toBe(1);
    expect(visit.output()).toContain("Nothing answers at this address.");
  });

  test("says when there is a page and no game behind it, exit 1", async () => {
    const server = createServer((_request, answer) => answer.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const listening = server.address();
    const visit = probe("--url", `http://127.0.0.1:${typeof listening === "object" ? listening?.port : ""}`);
    expect(await visit.ended).toBe(1);
    server.close();
    expect(visit.output()).toMatch(/The page is not served: HTTP status 404\.\nThere was no joining: .+\./);
  });

  test("says how it is used when it is asked anything else, exit 2", async () => {
    expect(await probe("--url", "play.example.org").ended).toBe(2);
    expect(await probe("--port", "80").ended).toBe(2);
  });
});

describe("what a probe complains of", () => {
  test("is nothing where all is well", () => expect(complaintsOf(WELL)).toEqual([]));
  test.each<[string, Partial<Sighting>, RegExp]>([
    ["a match that is slow", { ticks: 150 }, /slow: 150 ticks where 200/],
    ["too few patches", { patchRate: 20 }, /20 patches per second where 40/],
    ["lost connections", { losses: 2 }, /lost 2 times/],
    ["a craft that does not move", { hasMoved: false }, /did not move/],
    ["pings that are lost", { roundTrip: 0 }, /No ping/],
    ["a full server", { joining: null, ended: "server-full" }, /no joining: the server is full/],
    ["another version", { joining: null, ended: "version" }, /another version/],
    ["no match in time", { joining: null }, /within 10 s/],
  ])("is %s", (_what, more, complaint) => {
    expect(complaintsOf({ ...WELL, ...more })).toEqual([expect.stringMatching(complaint)]);
  });
});
