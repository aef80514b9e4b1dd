import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROBLEM_TYPES } from "../../server/http/problem.ts";
import { PROBLEM_MEANINGS } from "../../server/http/problem-meanings.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
});
afterAll(() => server.app.close());

test.each(Object.values(PROBLEM_TYPES))("the type %s is the address of what it means and what to do", async (type) => {
  const response = await fetch(server.url + type);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  const { status, means, todo } = PROBLEM_MEANINGS[type];
  expect(await response.text()).toBe(`${type} (${status})\n\n${means}\n${todo}\n`);
});

test("an error's own type leads there, and says its status", async () => {
  const refused = await fetch(`${server.url}/api/matchmaking/tickets/none`);
  const { type, status } = await refused.json();
  expect(await (await fetch(new URL(type, refused.url))).text()).toContain(`(${status})`);
});

test("an unknown one is not there", async () => {
  const response = await fetch(`${server.url}/problems/casino`);
  expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/problem+json; charset=utf-8"]);
});

test("the documentation has every one, with its status", () => {
  const rows = readFileSync(new URL("../../docs/matchmaking.md", import.meta.url), "utf8").matchAll(/^\| `(\/problems\/[a-z-]+)` \| (\d+) \|/gm);
  const told = Object.fromEntries(Array.from(rows, ([, type, status]) => [type, Number(status)]));
  expect(told).toEqual(Object.fromEntries(Object.entries(PROBLEM_MEANINGS).map(([type, { status }]) => [type, status])));
});
