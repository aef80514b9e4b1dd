import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { request } from "node:https";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../server/config.ts";
import { programForSuite } from "../programs/programs.ts";
import { Player } from "../server/player.ts";
import { Cluster } from "./cluster.ts";
import { EdgeProxy, type ProxyKind } from "./proxy.ts";
import type { ServerProcess } from "./server-process.ts";

const hasRedis = programForSuite("redis") !== null;
const KINDS: { kind: ProxyKind; isHere: boolean }[] = [
  { kind: "haproxy", isHere: programForSuite("haproxy") !== null },
  // Only root may keep what it needs where Debian's NGINX keeps it.
  { kind: "nginx", isHere: programForSuite("nginx") !== null && process.getuid?.() === 0 },
];

const NUMBERS = [1, 2, 3];

describe.each(KINDS)("players of three processes behind $kind", ({ kind, isHere }) => {
  describe.skipIf(!isHere || !hasRedis)("", () => {
    let cluster: Cluster;
    let proxy: EdgeProxy;
    const servers: ServerProcess[] = [];

    beforeAll(async () => {
      cluster = await Cluster.start({ size: 0 });
      proxy = await EdgeProxy.reserve();
      servers.push(...(await Promise.all(NUMBERS.map((number) => cluster.add({ PUBLIC_ADDRESS: proxy.addressOf(number) })))));
      await proxy.start(
        kind,
        servers.map(({ port }) => `127.0.0.1:${port}`),
      );
    });
    afterAll(async () => {
      await proxy?.stop();
      await cluster?.stop();
    });

    const serverOf = ({ room }: Player): ServerProcess => {
      const socket: unknown = Reflect.get(room.connection.transport, "ws");
      const endpoint = /\/p\/(\d)\//.exec(String(Reflect.get(Object(socket), "url")))?.[1];
      const server = servers[Number(endpoint) - 1];
      if (server === undefined) throw new Error(`no server for ${endpoint}`);
      return server;
    };

    /** As a page does: it tries until it has a seat. */
    const joinWithin = async (patience: number): Promise<Player> => {
      const deadline = performance.now() + patience;
      for (;;) {
        try {
          return await Player.join(proxy.url);
        } catch (error) {
          if (performance.now() > deadline) throw error;
        }
      }
    };

    test("join by one address, meet and play; when the process of their match is killed they are in a match again", async () => {
      const players = [await Player.join(proxy.url), await Player.join(proxy.url), await Player.join(proxy.url)];
      const [first] = players;
      if (first === undefined) throw new Error("nobody");
      for (const player of players) player.play();
      expect(new Set(players.map(({ room }) => room.roomId)).size).toBe(1);
      await expect.poll(() => first.room.state.roster.size).toBe(3);
      await expect.poll(() => players.every(({ acknowledged }) => acknowledged > 20), { timeout: 20_000 }).toBe(true);

      const gone = serverOf(first);
      const number = servers.indexOf(gone) + 1;
      await gone.kill();
      await expect.poll(() => players.every(({ left }) => left !== null), { timeout: 20_000 }).toBe(true);

      // Its rooms are nowhere else: no other process is asked for them.
      const asked = performance.now();
      const answer = await fetch(`${proxy.url}/p/${number}/healthz`);
      expect(answer.status).toBe(503);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
      expect(answer.headers.get("retry-after")).not.toBeNull();
      expect(performance.now() - asked).toBeLessThan(2000);
      for (const other of NUMBERS.filter((it) => it !== number)) expect((await fetch(`${proxy.url}/p/${other}/healthz`)).status).toBe(200);
      expect((await fetch(`${proxy.url}/p/4/healthz`)).status).toBe(503);

      const returned = await joinWithin(15_000);
      returned.play();
      await expect.poll(() => returned.acknowledged, { timeout: 20_000 }).toBeGreaterThan(20);
      await returned.leave();
    });

    test("join elsewhere while a process drains, and play on where they are", async () => {
      const player = await Player.join(proxy.url, {}, { kind: "new", mode: "arena" });
      player.play();
      const draining = serverOf(player);
      process.kill(draining.pid, "SIGTERM");
      await expect.poll(() => player.restarts.length, { timeout: 20_000 }).toBe(1);
      const seats = await Promise.all(Array.from({ length: 20 }, () => Player.join(proxy.url)));
      for (const seat of seats) expect(serverOf(seat)).not.toBe(draining);
      const { tick } = player.room.state;
      await expect.poll(() => player.room.state.tick).toBeGreaterThan(tick);
      expect(player.left).toBeNull();
      await Promise.all(seats.map((seat) => seat.leave()));
      await player.leave();
      expect(await draining.ended).toBe(0);
    });
  });
});

describe.each(KINDS)("requests that $kind passes on", ({ kind, isHere }) => {
  describe.skipIf(!isHere)("", () => {
    const heard: { server: number; path: string; headers: IncomingHttpHeaders }[] = [];
    const stubs: Server[] = [];
    const ready = [true, true, true];
    let proxy: EdgeProxy;
    let secure: EdgeProxy;

    beforeAll(async () => {
      for (const number of NUMBERS) {
        const stub = createServer((asked, answer) => {
          const { url = "", headers } = asked;
          if (!/^\/(readyz|healthz)$/.test(url)) heard.push({ server: number, path: url, headers });
          const isRoom = url === "/healthz" || url.startsWith("/process/");
          answer.statusCode = isRoom || ready[number - 1] ? 200 : 503;
          if (url.startsWith("/assets/")) answer.setHeader("Cache-Control", "public, max-age=31536000, immutable");
          answer.end();
        });
        stubs.push(stub);
        await new Promise<void>((resolve) => stub.listen(0, "127.0.0.1", resolve));
      }
      const addresses = stubs.map((stub) => {
        const address = stub.address();
        return `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
      });
      proxy = await EdgeProxy.reserve();
      secure = await EdgeProxy.reserve();
      await proxy.start(kind, addresses);
      await secure.start(kind, addresses, { https: true });
    });
    afterAll(async () => {
      await proxy?.stop();
      await secure?.stop();
      for (const stub of stubs) stub.closeAllConnections();
      for (const stub of stubs) stub.close();
    });

    test("the address that a client claims for itself is not passed on", async () => {
      await fetch(`${proxy.url}/claimed`, { headers: { "X-Forwarded-For": "6.6.6.6", Forwarded: "for=6.6.6.6", "X-Forwarded-Proto": "https" } });
      const { headers } = heard.find(({ path }) => path === "/claimed") ?? {};
      expect(headers?.["x-forwarded-for"]).toBe("127.0.0.1");
      expect(headers?.["x-forwarded-proto"]).toBe("http");
      expect(headers?.forwarded ?? "").toBe("");
    });

    test("the path leads to the process, which sees it without that part", async () => {
      for (const number of NUMBERS) {
        await fetch(`${proxy.url}/p/${number}/process/room?sessionId=${number}`);
        expect(heard.at(-1)).toMatchObject({ server: number, path: `/process/room?sessionId=${number}` });
      }
    });

    test("who is not ready gets no new player, and keeps those of its matches", async () => {
      const statuses = async (): Promise<number[]> => {
        const asked = Array.from({ length: 12 }, (_, turn) => fetch(`${proxy.url}/seat/${turn}`, { method: "POST", body: "{}" }));
        return (await Promise.all(asked)).map(({ status }) => status);
      };
      ready[0] = false;
      expect(await statuses()).toEqual(Array(12).fill(200));
      ready[1] = false;
      await expect.poll(statuses, { timeout: 20_000 }).toEqual(Array(12).fill(200));
      expect((await fetch(`${proxy.url}/p/1/process/room`)).status).toBe(200);
      ready.fill(true);
    });

    test("files of the page keep that they may be cached for ever", async () => {
      expect((await fetch(`${proxy.url}/assets/main-abc123.js`)).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    });

    test("http leads to https, which says that it is to stay so", async () => {
      const redirected = await fetch(`${secure.url}/room?join=abc`, { redirect: "manual" });
      expect(redirected.status).toBe(308);
      expect(redirected.headers.get("location")).toMatch(/^https:\/\/127\.0\.0\.1.*\/room\?join=abc$/);
      const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
        request({ host: "127.0.0.1", port: secure.httpsPort, path: "/secure", rejectUnauthorized: false }, (answer) => resolve(answer.resume().headers))
          .once("error", reject)
          .end();
      });
      expect(headers["strict-transport-security"]).toMatch(/^max-age=\d{7,}$/);
      expect(heard.find(({ path }) => path === "/secure")?.headers["x-forwarded-proto"]).toBe("https");
    });
  });
});

describe("time-outs of the proxies", () => {
  const read = (file: string) => readFileSync(fileURLToPath(new URL(`../../deploy/${file}`, import.meta.url)), "utf8");
  const { pingSeconds, pongSeconds } = readConfig({});
  test.each([
    ["haproxy/haproxy.cfg", /timeout tunnel (\d+)s/],
    ["nginx/nginx.conf", /proxy_read_timeout (\d+)s/],
  ])("outlast a connection that the server has given up: %s", (file, timeout) => {
    expect(Number(timeout.exec(read(file))?.[1]) * 1000).toBeGreaterThan((pingSeconds + pongSeconds) * 1000);
  });
});
