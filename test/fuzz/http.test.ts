import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askGuest } from "../../client/game/net/door.ts";
import { randomFrom } from "../netcode/random.ts";
import { joinOptions } from "../server/arena-server.ts";
import { mutated } from "./mutate.ts";
import { seedOf, Target } from "./target.ts";

const FORMS = 1000;
const LANES = 8;

/** Every address that takes a body, with a valid one. */
const BODIES: Readonly<Record<string, unknown>> = {
  "/api/guests": { renewal: `${"a".repeat(16)}.${"b".repeat(32)}` },
  "/api/play": { ...joinOptions({ name: "Ada", aspect: 1.78, craft: { color: 3, trail: 1 } }), mode: "arena" },
  "/api/matchmaking/tickets": { mode: "duel", pings: { local: 20 }, join: joinOptions(), idempotencyKey: "abcdefgh" },
  "/api/parties": { pings: { local: 20 }, join: joinOptions() },
  "/matchmake/reconnect/room": { reconnectionToken: "abcdef" },
  "/api/browser-errors": { kind: "error", message: "x is not a function", stack: "at main.js:1:1" },
  "/api/operators/session": { name: "ada", password: "guess" },
  "/api/operators/actions": { action: "announce", text: "hello" },
};

/** Answers that somebody who sends nonsense may get; 503: closed, or away. */
const isFine = (status: number): boolean => status < 500 || status === 503;

describe("HTTP", () => {
  const random = randomFrom(seedOf());
  let target: Target;
  let token: string;
  beforeAll(async () => {
    target = await Target.start();
    ({ token } = await askGuest(target.url, {}));
  });
  afterAll(() => target.stop());

  test.each(Object.entries(BODIES))("bodies near to a valid one: %s", async (path, valid) => {
    const bodies = Array.from({ length: FORMS }, () => mutated(Buffer.from(JSON.stringify(valid)), random));
    const wrong = new Map<number, string>();
    await target.withstands(path, async () => {
      const rest = [...bodies];
      const lane = async (): Promise<void> => {
        for (let body = rest.pop(); body !== undefined; body = rest.pop()) {
          const answer = await fetch(target.url + path, {
            method: "POST",
            headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
            body,
          });
          await answer.arrayBuffer();
          if (!isFine(answer.status)) wrong.set(answer.status, body.toString());
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return bodies.length;
    });
    expect([...wrong]).toEqual([]);
  });

  test("requests near to a valid one, byte by byte", async () => {
    const valid = Buffer.from(
      `POST /api/guests HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Forwarded-For: 1.2.3.4\r\nCookie: strafe_operator=x\r\nContent-Length: 2\r\n\r\n{}`,
    );
    const statuses = new Map<string, number>();
    await target.withstands("requests", async () => {
      const rest = Array.from({ length: FORMS }, () => mutated(valid, random));
      const lane = async (): Promise<void> => {
        for (let request = rest.pop(); request !== undefined; request = rest.pop()) {
          const status = await said(request);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return FORMS;
    });
    expect([...statuses.keys()].filter((status) => /^5(?!03)/.test(status))).toEqual([]);
  });

  test.each([
    ["a head without end", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(100_000)}`, ["431", "cut"]],
    [
      "a thousand headers",
      `GET /healthz HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 1000 }, (_, index) => `X-${index}: y\r\n`).join("")}\r\n`,
      ["200", "431"],
    ],
    ["two lengths", "POST /api/guests HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", ["400"]],
    ["a length and chunks", "POST /api/guests HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", ["400"]],
    ["chunks that are none", "POST /api/guests HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", ["400"]],
    [
      "a body that is said to be of 20 MB",
      `POST /api/guests HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20971520\r\n\r\n${"{".repeat(9000)}`,
      ["413"],
    ],
    ["a way out of the folder", "GET /assets/../../../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", ["404"]],
    ["the same, written otherwise", "GET /assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", ["404"]],
    ["a broken escape", "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", ["400", "404"]],
    ["a method of its own", "BREW /api/play HTTP/1.1\r\nHost: x\r\n\r\n", ["400"]],
    ["no host", "GET /healthz HTTP/1.1\r\n\r\n", ["400"]],
  ])("%s", async (_what, request, statuses) => {
    expect(statuses).toContain(await said(Buffer.from(request)));
  });

  test("a head that never ends is cut within 10 s, and so is a body", async () => {
    const started = performance.now();
    const slow = await Promise.all([
      drip("GET / HTTP/1.1\r\nHost: x\r\n", "X: y\r\n"),
      drip("POST /api/guests HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\n{", " "),
    ]);
    expect(slow.every((status) => status === "408" || status === "cut")).toBe(true);
    expect(performance.now() - started).toBeLessThan(12_500);
  });

  /** The status of the answer; "cut" where there was none. */
  function said(request: Buffer): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect({ port: target.port, host: "127.0.0.1" });
      let text = "";
      const done = (): void => {
        socket.destroy();
        resolve(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? "cut");
      };
      socket.on("data", (bytes: Buffer) => {
        text += bytes.toString("latin1");
        if (text.includes("\r\n\r\n")) done();
      });
      socket.once("error", done);
      socket.once("close", done);
      // What waits for more of a body that never comes is told so by going.
      socket.setTimeout(500, () => socket.end());
      socket.write(request);
    });
  }

  /** One piece more every 300 ms, as long as the server lets it. */
  function drip(head: string, piece: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect({ port: target.port, host: "127.0.0.1" });
      let text = "";
      socket.write(head);
      const timer = setInterval(() => socket.write(piece), 300);
      socket.on("data", (bytes: Buffer) => {
        text += bytes.toString("latin1");
      });
      socket.once("error", () => undefined);
      socket.once("close", () => {
        clearInterval(timer);
        resolve(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? "cut");
      });
    });
  }
});
