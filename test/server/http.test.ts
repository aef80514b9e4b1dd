import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askGuest } from "../../client/game/net/door.ts";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { type App, createApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { createRoutes } from "../../server/http/routes.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { bareDoor } from "./bare-door.ts";
import { askPlay } from "./entering.ts";

/** Everything that comes back for the words of a request, until the server closes. */
function answerTo(origin: string, words: string): Promise<string> {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.write(words);
  return new Promise((resolve, reject) => {
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    socket.once("close", () => resolve(answer));
    socket.once("error", reject);
  });
}

const SILENT = { HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent", DATA_DIR: temporaryDirectory() };

describe("the server over HTTP", () => {
  let app: App;
  let origin: string;

  beforeAll(async () => {
    app = createApp(readConfig({ ...SILENT, MAX_ROOMS: "1", ARENA_BOTS: "0" }));
    origin = `http://127.0.0.1:${(await app.listen()).port}`;
  });
  afterAll(() => app.close());

  test("says that it is well", async () => {
    const response = await fetch(`${origin}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  test("is ready, and says how much of it is taken", async () => {
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${origin}/capacity`)).json()).toEqual({
      players: 0,
      capacity: 16,
      matches: 0,
      state: "serving",
      service: { players: 0, processes: 1 },
    });
  });

  test("lets pages of every origin take the time of a ping, and names the regions", async () => {
    const ping = await fetch(`${origin}/ping`);
    expect(ping.status).toBe(204);
    expect(ping.headers.get("access-control-allow-origin")).toBe("*");
    expect(await (await fetch(`${origin}/api/regions`)).json()).toEqual({ own: "local", regions: [] });
  });

  test("says its version and commit", async () => {
    const answer = await (await fetch(`${origin}/version`)).json();
    expect(answer).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/), commit: expect.stringMatching(/^\S+$/), protocol: PROTOCOL_VERSION });
  });

  test("gives a seat in the arena", async () => {
    const response = await askPlay(origin, { mode: "arena", protocol: PROTOCOL_VERSION });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ name: "arena", roomId: expect.any(String), sessionId: expect.any(String) });
  });

  test.each([
    ["neither a mode nor a room", {}, JoinError.BAD_OPTIONS],
    ["a mode and a room", { mode: "arena", roomId: "room" }, JoinError.BAD_OPTIONS],
    ["a kind of room that is not there", { mode: "casino" }, JoinError.NO_SUCH_ROOM],
    ["a room that is not there", { roomId: "nowhere" }, JoinError.NO_SUCH_ROOM],
    ["a room that is no word", { roomId: "../etc" }, JoinError.BAD_OPTIONS],
    ["options that are no object", [], JoinError.BAD_OPTIONS],
    ["a body that is no JSON", "{", 400],
    ["a page of another version", { mode: "arena", protocol: PROTOCOL_VERSION + 1 }, JoinError.VERSION_MISMATCH],
    ["unknown options", { mode: "arena", protocol: PROTOCOL_VERSION, god: true }, JoinError.BAD_OPTIONS],
  ])("refuses %s with a problem document", async (_what, body, status) => {
    const response = await askPlay(origin, body);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const problem = await response.json();
    expect(problem).toMatchObject({ status, title: expect.stringMatching(/\w/), detail: expect.stringMatching(/\w/) });
    // Where the Colyseus SDK looks for a message.
    expect(problem.error).toBe(problem.detail);
  });

  test("tells who comes back to a room that is not there that it is gone, and not just the seat", async () => {
    const { token } = await askGuest(origin, {});
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
    const response = await fetch(`${origin}/matchmake/reconnect/nowhere`, { method: "POST", headers, body: '{"reconnectionToken":"x"}' });
    expect(response.status).toBe(JoinError.NO_SUCH_ROOM);
  });

  test.each(["joinOrCreate/arena", "create/arena", "join/arena", "joinById/room"])("has closed the stock door to a seat, %s", async (path) => {
    const { token } = await askGuest(origin, {});
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
    const response = await fetch(`${origin}/matchmake/${path}`, { method: "POST", headers, body: JSON.stringify({ protocol: PROTOCOL_VERSION }) });
    expect(response.status).toBe(404);
  });

  test("refuses a body above 8 KiB with 413, however large", async () => {
    const response = await askPlay(origin, "x".repeat(20_000_000));
    expect(response.status).toBe(413);
    expect((await response.json()).detail).toContain("8192");
    // The control: just below the limit it is read, and refused for what it says.
    expect((await askPlay(origin, `"${"x".repeat(8000)}"`)).status).toBe(400);
  });

  test("answers what is not there with a problem document", async () => {
    const response = await fetch(`${origin}/nothing`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
  });

  test.each(["/", "/healthz", "/nothing", "/__healthcheck"])("discloses no product or version at %s", async (path) => {
    const response = await fetch(`${origin}${path}`);
    expect(response.headers.get("x-powered-by")).toBeNull();
    expect(response.headers.get("server")).toBeNull();
    expect(await response.text()).not.toMatch(/colyseus|express/i);
  });

  test.each(["GET", "POST", "OPTIONS"])("lets no page of another origin read an answer to %s", async (method) => {
    const response = await fetch(`${origin}/api/play`, {
      method,
      headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" },
    });
    for (const name of response.headers.keys()) expect(name).not.toMatch(/^access-control-/);
    expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });

  test("forbids the page to load or run anything from elsewhere", async () => {
    const policy = (await fetch(`${origin}/`)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe-eval|script-src|upgrade-insecure-requests/);
  });

  test("cuts off whoever never finishes its headers within 10 s", async () => {
    const started = performance.now();
    const answer = await answerTo(origin, "GET / HTTP/1.1\r\nHost: slow\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - started).toBeLessThan(10_500);
  });
});

describe("a full server", () => {
  let app: App;
  let origin: string;

  beforeAll(async () => {
    app = createApp(readConfig({ ...SILENT, MAX_ROOMS: "1", MAX_PLAYERS: "1", ARENA_BOTS: "0" }));
    origin = `http://127.0.0.1:${(await app.listen()).port}`;
  });
  afterAll(() => app.close());

  function askSeat(where: { mode: string } | { roomId: string }): Promise<Response> {
    return askPlay(origin, { protocol: PROTOCOL_VERSION, ...where });
  }

  test("gives its one seat, then says that the room and the server are full", async () => {
    const first = await askSeat({ mode: "arena" });
    expect(first.status).toBe(200);
    const { roomId } = await first.json();

    const room = await askSeat({ roomId });
    expect(room.status).toBe(JoinError.ROOM_FULL);

    const server = await askSeat({ mode: "arena" });
    expect(server.status).toBe(JoinError.SERVER_FULL);
    expect(Number(server.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("the page", () => {
  const CDN = "https://cdn.example.org/strafe";
  const directory = mkdtempSync(join(tmpdir(), "page-"));
  let server: Server;
  let origin: string;
  let beside: Server;

  let hosts: string[] = [];

  const serve = async (assets: string | null): Promise<[Server, string]> => {
    const routes = createRoutes({
      version: { version: "1.0.0", commit: "abc" },
      page: directory,
      assets,
      regions: { own: "eu", regions: [{ name: "us", address: "https://us.example.org" }] },
      readiness: () => "ready",
      hosts: () => hosts,
      givesSeats: () => true,
      occupancy: () => ({ players: 0, capacity: 0, matches: 0, state: "serving", service: { players: 0, processes: 1 } }),
      ...bareDoor(),
      joinOrOpen: () => Promise.reject(new Error("nobody is seated here")),
      joinById: () => Promise.reject(new Error("nobody is seated here")),
      elsewhere: async () => null,
    });
    const made = createServer(routes);
    await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
    const address = made.address();
    return [made, `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`];
  };

  beforeAll(async () => {
    mkdirSync(join(directory, "assets"));
    writeFileSync(
      join(directory, "index.html"),
      '<!doctype html><title>Strafe</title><script type="module" crossorigin src="./assets/main-abc123.js"></script>',
    );
    writeFileSync(join(directory, "assets", "main-abc123.js"), "console.log(1);".repeat(100));
    [server, origin] = await serve(null);
  });
  afterAll(() => {
    server.close();
    beside?.close();
    rmSync(directory, { recursive: true });
  });

  test("takes its files from the CDN that is named, and may from nowhere else", async () => {
    const [made, address] = await serve(CDN);
    beside = made;
    const page = await fetch(address);
    expect(await page.text()).toContain(`src="${CDN}/assets/main-abc123.js"`);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self' https://cdn.example.org;");
    expect(policy).toContain("style-src 'self' 'unsafe-inline' https://cdn.example.org;");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    // The CDN fetches them here, and hands on who may use them.
    const file = await fetch(`${address}/assets/main-abc123.js`);
    expect(file.headers.get("access-control-allow-origin")).toBe("*");
    expect(file.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    // The control: unset, everything comes from here.
    expect(await (await fetch(origin)).text()).toContain('src="./assets/main-abc123.js"');
  });

  test("may measure the regions and play there", async () => {
    const policy = (await fetch(origin)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("connect-src 'self' https://us.example.org wss://us.example.org;");
  });

  test("may open sockets to the processes that there are when it is asked for, and nothing else there", async () => {
    const policy = async (): Promise<string> => (await fetch(origin)).headers.get("content-security-policy") ?? "";
    hosts = ["10.0.0.11:2567", "play.example.org"];
    const sources = "ws://10.0.0.11:2567 wss://10.0.0.11:2567 ws://play.example.org wss://play.example.org";
    expect(await policy()).toContain(`connect-src 'self' https://us.example.org wss://us.example.org ${sources};`);
    hosts = [];
    expect(await policy()).not.toContain("10.0.0.11");
  });

  test("is asked for each time and answered with 304 while it is the same", async () => {
    const first = await fetch(`${origin}/`);
    expect(first.status).toBe(200);
    expect(first.headers.get("cache-control")).toBe("no-cache");
    expect(first.headers.get("content-type")).toBe("text/html; charset=utf-8");
    // fetch() would ask for a fresh answer along with its own condition.
    const ask = (tag: string) => answerTo(origin, `GET / HTTP/1.1\r\nHost: page\r\nIf-None-Match: ${tag}\r\nConnection: close\r\n\r\n`);
    expect(await ask(first.headers.get("etag") ?? "")).toMatch(/^HTTP\/1\.1 304 /);
    expect(await ask('"another"')).toMatch(/^HTTP\/1\.1 200 /);
  });

  test("has its assets cached for ever", async () => {
    const response = await fetch(`${origin}/assets/main-abc123.js`);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  });

  test("is compressed for whoever takes that, and only for them", async () => {
    const compressed = await fetch(`${origin}/assets/main-abc123.js`, { headers: { "Accept-Encoding": "gzip" } });
    expect(compressed.headers.get("content-encoding")).toBe("gzip");
    expect(Number(compressed.headers.get("content-length"))).toBeLessThan(200);
    expect(await compressed.text()).toBe("console.log(1);".repeat(100));
    const plain = await fetch(`${origin}/assets/main-abc123.js`, { headers: { "Accept-Encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("vary")).toContain("Accept-Encoding");
  });

  test.each(["/../package.json", "/%2e%2e/package.json", "/assets/..%2f..%2fetc/passwd", "/assets"])(
    "leads nowhere but into its directory: %s",
    async (path) => {
      const answer = await answerTo(origin, `GET ${path} HTTP/1.1\r\nHost: page\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    },
  );
});
