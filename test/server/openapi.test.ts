import { Validator } from "@seriousme/openapi-schema-validator";
import type { Express } from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createRoutes } from "../../server/http/routes.ts";
import { LEADERBOARDS_PATH, OPENAPI_PATH, PARTIES_PATH, PLAYERS_PATH, TICKETS_PATH } from "../../shared/protocol/api-paths.ts";
import { GUESTS_PATH } from "../../shared/protocol/identity.ts";
import { PLAY_PATH } from "../../shared/protocol/play.ts";
import { PUBLIC_MATCHES_PATH } from "../../shared/protocol/public-match.ts";
import { REGIONS_PATH } from "../../shared/protocol/regions.ts";
import { SERVICE_NEWS_PATH } from "../../shared/protocol/service-news.ts";
import { joinOptions } from "./arena-server.ts";
import { bareDoor } from "./bare-door.ts";
import { JOIN } from "./queue-door.ts";
import { QueueServer } from "./queue-server.ts";

interface Described {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: object }>; headers?: object }> }>>;
  components: { schemas: Record<string, object> };
}

let server: QueueServer;
let described: Described;

beforeAll(async () => {
  server = await QueueServer.start();
  described = await (await fetch(server.url + OPENAPI_PATH)).json();
});
afterAll(() => server.app.close());

/** Components are looked for where JSON Schema keeps its own. */
function validatorOf(schema: object): z.ZodType {
  const whole = JSON.stringify({ ...schema, $defs: described.components.schemas });
  return z.fromJSONSchema(JSON.parse(whole.replaceAll("#/components/schemas/", "#/$defs/")));
}

/** What is asked of the server, and what it says, held against the document. */
async function ask(player: string | null, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await server.ask(player, method, path, body);
  const template = Object.keys(described.paths).find((known) => new RegExp(`^${known.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path.replace(/\?.*/, "")));
  const answer = described.paths[template ?? ""]?.[method.toLowerCase()]?.responses[response.status];
  expect(answer, `${method} ${path} answers ${response.status}`).toBeDefined();
  if (response.status === 204) return null;
  const type = response.headers.get("content-type")?.replace(/;.*/, "") ?? "";
  const schema = answer?.content?.[type]?.schema;
  expect(schema, `${method} ${path} answers ${type}`).toBeDefined();
  const said: unknown = await response.json();
  const parsed = validatorOf(schema ?? {}).safeParse(said);
  expect(parsed.error, `${method} ${path} answers ${JSON.stringify(said)}`).toBeUndefined();
  return said;
}

test("the description is a valid OpenAPI 3.1 document", async () => {
  const validator = new Validator();
  expect(await validator.validate({ ...structuredClone(described) })).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
  // The control: the validator does find faults.
  expect((await new Validator().validate({ ...structuredClone(described), paths: [] })).valid).toBe(false);
});

test("every address under /api is described, and whatever is described is there", () => {
  const app: Express = createRoutes({
    version: { version: "1.0.0", commit: "abc" },
    page: "/nowhere",
    assets: null,
    regions: { own: "local", regions: [] },
    readiness: () => "ready",
    hosts: () => [],
    givesSeats: () => true,
    occupancy: () => ({ players: 0, capacity: 0, matches: 0, service: { players: 0, processes: 1 }, state: "serving" }),
    ...bareDoor(),
    joinOrOpen: () => Promise.reject(new Error("nobody is seated here")),
    joinById: () => Promise.reject(new Error("nobody is seated here")),
    elsewhere: async () => null,
  });
  const routed = app.router.stack.flatMap(({ route }) => {
    const path = route?.path;
    if (typeof path !== "string" || !path.startsWith("/api")) return [];
    return route?.stack.map(({ method }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`) ?? [];
  });
  const told = Object.entries(described.paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method} ${path}`));
  expect([...new Set(routed)].sort()).toEqual(told.sort());
  expect(told.length).toBeGreaterThan(8);
});

test("what the server really says is as described", async () => {
  await ask(null, "GET", OPENAPI_PATH);
  await ask(null, "GET", PUBLIC_MATCHES_PATH);
  await ask(null, "GET", REGIONS_PATH);
  await ask(null, "GET", SERVICE_NEWS_PATH);
  await ask(null, "POST", GUESTS_PATH, {});
  await ask(null, "POST", GUESTS_PATH, { renewal: "nobody's" });
  await ask("eve", "POST", PLAY_PATH, { ...joinOptions(), mode: "arena" });
  await ask("eve", "POST", PLAY_PATH, { ...joinOptions(), roomId: "nowhere" });
  const { playerId } = await server.guest("eve");
  for (const path of [`${PLAYERS_PATH}/${playerId}`, `${PLAYERS_PATH}/nobody`, `${LEADERBOARDS_PATH}/duel?page=0`, `${LEADERBOARDS_PATH}/duel?page=last`]) {
    await ask("eve", "GET", path);
  }
  await ask(null, "POST", TICKETS_PATH, { mode: "duel", ...JOIN });
  await ask("ann", "POST", TICKETS_PATH, { mode: "casino" });
  await ask("ann", "POST", TICKETS_PATH, `"${"x".repeat(9000)}"`);
  const party = z.object({ code: z.string() }).parse(await ask("ann", "POST", PARTIES_PATH, JOIN));
  await ask("bob", "POST", `${PARTIES_PATH}/${party.code}/members`, JOIN);
  await ask("eve", "POST", `${PARTIES_PATH}/ZZZZZZ/members`, JOIN);
  await ask("bob", "POST", TICKETS_PATH, { mode: "squads", ...JOIN, party: party.code });
  const { id } = z.object({ id: z.string() }).parse(await ask("ann", "POST", TICKETS_PATH, { mode: "squads", ...JOIN, party: party.code }));
  await ask("ann", "POST", TICKETS_PATH, { mode: "squads", ...JOIN });
  await ask("ann", "GET", `${TICKETS_PATH}/${id}`);
  await ask("eve", "GET", `${TICKETS_PATH}/${id}`);
  await ask("ann", "GET", `${TICKETS_PATH}/${id}?wait=soon`);
  const seats = await Promise.all(["ann", "bob"].map((player) => server.seat(player, id)));
  await ask("ann", "GET", `${TICKETS_PATH}/${id}`);
  const taken = await Promise.all(["ann", "bob"].map(async (player, index) => server.take(player, seats[index]?.seat ?? expect.fail("no seat"))));
  await expect.poll(() => ask("ann", "GET", `${TICKETS_PATH}/${id}`)).toMatchObject({ state: "seated" });
  await Promise.all(taken.map((room) => room.leave()));
  const other = z.object({ id: z.string() }).parse(await ask("eve", "POST", TICKETS_PATH, { mode: "squads", ...JOIN }));
  expect(await ask("eve", "DELETE", `${TICKETS_PATH}/${other.id}`)).toMatchObject({ state: "cancelled" });
  await ask("bob", "GET", `${PARTIES_PATH}/${party.code}`);
  await ask("bob", "DELETE", `${PARTIES_PATH}/${party.code}/members/me`);
  await ask("bob", "GET", `${PARTIES_PATH}/${party.code}`);
});
