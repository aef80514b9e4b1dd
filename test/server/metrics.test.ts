import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enter, takeSeat } from "../../commands/load/door.ts";
import { TICKETS_PATH } from "../../shared/protocol/api-paths.ts";
import { BROWSER_ERRORS_PATH } from "../../shared/protocol/browser-errors.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";
import { bareMetrics } from "./bare-door.ts";
import { Player } from "./player.ts";
import { RawSocket } from "./raw-socket.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ ARENA_BOTS: "3" });
});
afterAll(() => server.app.close());

/** Every series of the page by its name with its labels. */
async function scrape(): Promise<Map<string, number>> {
  const text = await (await fetch(`${server.internalUrl}/metrics`)).text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

const value = async (series: string): Promise<number> => (await scrape()).get(series) ?? 0;

/** By how much what is done moves a series, once it has. */
async function movement(series: string, act: () => Promise<unknown>): Promise<number> {
  const before = await value(series);
  await act();
  await expect.poll(() => value(series), { message: series, timeout: 30_000 }).toBeGreaterThan(before);
  return (await value(series)) - before;
}

const post = (path: string, body: unknown, token?: string): Promise<Response> =>
  fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });

test("the page lists what the server counts, and the server counts what the page lists", async () => {
  const page = readFileSync(new URL("../../docs/metrics.md", import.meta.url), "utf8");
  const told = [...page.matchAll(/^\| `(strafe_\w+)` \| (\w+) \|(.*?)\| (.*) \|$/gm)].map(([, name, type, labels, help]) => ({ name, type, labels, help }));
  const counted = (await bareMetrics().registry.getMetricsAsJSON()).map(({ name, type, help, values }) => {
    const labels = [...new Set(values.flatMap(({ labels }) => Object.keys(labels)))].filter((label) => label !== "le" && label !== "quantile");
    return { name, type: String(type), labels, help: help.replaceAll("|", "\\|") };
  });
  const byName = (list: readonly { name: string | undefined }[]) => list.map(({ name }) => name).sort();
  expect(byName(told)).toEqual(byName(counted));
  for (const { name, type, labels, help } of counted) {
    const row = told.find((other) => other.name === name);
    expect(row, name).toMatchObject({ type, help });
    // What has not been counted yet shows no labels.
    for (const label of labels) expect(row?.labels, name).toContain(`\`${label}\``);
  }
});

test("all names begin with strafe_, and every counter ends in _total", async () => {
  for (const { name, type, help } of await bareMetrics().registry.getMetricsAsJSON()) {
    expect(name).toMatch(/^strafe_[a-z0-9_]+$/);
    expect(help.length, name).toBeGreaterThan(0);
    if (String(type) === "counter") expect(name).toMatch(/_total$/);
  }
});

describe("what players do moves the counters:", () => {
  test("a match is joined, played and left, and gauges are where they were", async () => {
    const before = await scrape();
    const player = await Player.join(server.url);
    const spectator = await Player.join(server.url, { spectate: true }, { kind: "room", roomId: player.room.roomId });
    await expect.poll(() => value('strafe_players{mode="arena"}')).toBe(1);
    await expect.poll(() => value('strafe_bots{mode="arena"}')).toBe(2);
    expect(await value('strafe_spectators{mode="arena"}')).toBe(1);
    expect(await value('strafe_matches{mode="arena"}')).toBe(1);
    expect(await value('strafe_connections{room="match"}')).toBe(2);
    player.play({ moveX: 100 });
    const moved = [
      'strafe_messages_received_total{kind="input"}',
      'strafe_messages_received_total{kind="message"}',
      'strafe_messages_sent_total{kind="handshake"}',
      'strafe_messages_sent_total{kind="state"}',
      'strafe_messages_sent_total{kind="patch"}',
      'strafe_messages_sent_total{kind="events"}',
      'strafe_messages_sent_total{kind="message"}',
      'strafe_sent_bytes_total{kind="patch"}',
      'strafe_received_bytes_total{kind="input"}',
      "strafe_patch_bytes_count",
      "strafe_ticks_total",
      'strafe_tick_duration_seconds_count{phase="interest"}',
      'strafe_tick_duration_seconds_count{phase="all"}',
      "strafe_tick_lateness_seconds_count",
      'strafe_input_frames_total{fate="applied"}',
      'strafe_seats_total{fate="given"}',
      'strafe_seats_total{fate="taken"}',
      'strafe_connections_opened_total{room="match"}',
      "strafe_delivery_seconds_count",
      "strafe_heartbeat_round_trip_seconds_count",
      'strafe_http_requests_total{route="/api/play",status="2xx"}',
      'strafe_store_call_duration_seconds_count{store="database"}',
    ];
    for (const series of moved) await expect.poll(() => value(series), { message: series, timeout: 30_000 }).toBeGreaterThan(before.get(series) ?? 0);
    player.rest();
    await expect.poll(() => value('strafe_input_frames_total{fate="invented"}'), { timeout: 30_000 }).toBeGreaterThan(0);
    await expect.poll(() => value("strafe_input_starved_ticks_total")).toBeGreaterThan(0);
    await player.leave();
    await spectator.leave();
    expect(await value('strafe_connections_closed_total{room="match",code="left"}')).toBe(2);
    const gauges = ["strafe_players", "strafe_bots", "strafe_spectators", "strafe_matches"].map((name) => `${name}{mode="arena"}`);
    for (const series of [
      ...gauges,
      'strafe_connections{room="match"}',
      "strafe_send_queue_bytes",
      "strafe_slow_clients",
      "strafe_seats_kept",
      "strafe_seats_waiting",
    ])
      await expect.poll(() => value(series), { message: series, timeout: 30_000 }).toBe(0);
  });

  test("a frame that no client sends is refused", async () => {
    const raw = await RawSocket.join(server.port, await takeSeat(server.url, { ...joinOptions(), mode: "arena" }));
    expect(await movement('strafe_frames_refused_total{reason="malformed"}', async () => raw.send([99]))).toBe(1);
    await expect.poll(() => value('strafe_connections_closed_total{room="match",code="malformed"}')).toBe(1);
    const flooding = await RawSocket.join(server.port, await takeSeat(server.url, { ...joinOptions(), mode: "arena" }));
    await movement('strafe_frames_refused_total{reason="flood"}', async () => {
      for (let index = 0; index < 1000; index++) flooding.send([18]);
    });
  });

  test("a lost connection has its seat kept", async () => {
    const raw = await RawSocket.join(server.port, await takeSeat(server.url, { ...joinOptions(), mode: "arena" }));
    await expect.poll(() => value('strafe_connections{room="match"}')).toBe(1);
    raw.reset();
    await expect.poll(() => value("strafe_seats_kept")).toBe(1);
    expect(await value('strafe_connections_closed_total{room="match",code="abnormal"}')).toBe(1);
  });

  test("whoever is not let in is counted by the reason", async () => {
    const seat = await takeSeat(server.url, { ...joinOptions(), mode: "arena" });
    const refused = (reason: string): string => `strafe_upgrades_refused_total{reason="${reason}"}`;
    const open = (more: object, headers: Record<string, string> = {}) => RawSocket.open(server.port, { ...seat, ...more }, "", { headers }).catch(() => null);
    expect(await movement(refused("origin"), () => open({}, { Origin: "http://elsewhere.example" }))).toBe(1);
    expect(await movement(refused("token"), () => open({ token: "forged" }))).toBe(1);
    expect(await movement(refused("seat"), () => open({ sessionId: "other" }))).toBe(1);
    expect(await value("strafe_seats_outstanding")).toBeGreaterThan(0);
    expect(await movement('strafe_http_problems_total{problem="not-identified"}', () => post("/api/play", {}))).toBe(1);
  });

  test("tickets are counted while they wait and when they end", async () => {
    const token = await enter(server.url);
    const answer = await post(TICKETS_PATH, { mode: "duel", pings: {}, join: { protocol: PROTOCOL_VERSION } }, token);
    const { id }: { id: string } = await answer.json();
    expect(await value('strafe_tickets_waiting{mode="duel"}')).toBe(1);
    await movement('strafe_tickets_ended_total{mode="duel",end="cancelled"}', () =>
      fetch(`${server.url}${TICKETS_PATH}/${id}`, { method: "DELETE", headers: { authorization: `Bearer ${token}` } }),
    );
    expect(await value('strafe_tickets_waiting{mode="duel"}')).toBe(0);
    const tokens = await Promise.all([enter(server.url), enter(server.url)]);
    await movement('strafe_ticket_wait_seconds_count{mode="duel"}', () =>
      Promise.all(tokens.map((own) => post(TICKETS_PATH, { mode: "duel", pings: {}, join: { protocol: PROTOCOL_VERSION } }, own))),
    );
    expect(await value('strafe_match_rating_difference_count{mode="duel"}')).toBe(1);
    expect(await value('strafe_tickets_ended_total{mode="duel",end="matched"}')).toBe(2);
  });

  test("a page says what went wrong in it", async () => {
    const report = { kind: "rejection", message: "it broke", stack: "" };
    expect(await movement('strafe_browser_errors_total{kind="rejection"}', () => post(BROWSER_ERRORS_PATH, report))).toBe(1);
    expect((await post(BROWSER_ERRORS_PATH, { ...report, kind: "invented" })).status).toBe(400);
    expect((await post(BROWSER_ERRORS_PATH, { ...report, stack: "x".repeat(3000) })).status).toBe(400);
  });

  test("whatever a client makes up as an address, a close code or a problem makes no series of its own", async () => {
    const before = (await scrape()).size;
    for (let index = 0; index < 50; index++) await fetch(`${server.url}/made-up-${index}`);
    const series = await scrape();
    expect([...series.keys()].filter((name) => name.includes("made-up"))).toEqual([]);
    // The first answer of its kind may be new: that of `other` and that of the problem.
    expect(series.size - before).toBeLessThan(25);
  });
});

describe("the internal port", () => {
  test("tells of each thing that the process stands on", async () => {
    const answer = await fetch(`${server.internalUrl}/readyz?verbose`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      status: "ready",
      checks: { database: { ok: true, detail: "sqlite" }, tickets: { ok: true, detail: "answers" }, drain: { ok: true, detail: "serving" } },
    });
    expect(await (await fetch(`${server.internalUrl}/livez`)).json()).toEqual({ status: "ok" });
    expect(await (await fetch(`${server.internalUrl}/capacity`)).json()).toMatchObject({ state: "serving" });
  });

  test("takes a profile of the CPU, and one at a time", async () => {
    const first = fetch(`${server.internalUrl}/profile/cpu?seconds=1`, { method: "POST" });
    await expect.poll(async () => (await fetch(`${server.internalUrl}/profile/heap?seconds=1`, { method: "POST" })).status).toBe(409);
    const profile: { nodes: unknown[] } = await (await first).json();
    expect(profile.nodes.length).toBeGreaterThan(1);
    const heap = await fetch(`${server.internalUrl}/profile/heap?seconds=1`, { method: "POST" });
    expect(Object.keys((await heap.json()) as object)).toContain("head");
    expect((await fetch(`${server.internalUrl}/profile/cpu?seconds=9999`, { method: "POST" })).status).toBe(400);
  });

  test("answers no page", async () => {
    expect((await fetch(`${server.internalUrl}/metrics`, { headers: { Origin: "http://elsewhere.example" } })).status).toBe(403);
  });

  test("is not the public one", async () => {
    for (const path of ["/metrics", "/livez", "/profile/cpu"]) expect((await fetch(server.url + path)).status, path).toBe(404);
  });
});
