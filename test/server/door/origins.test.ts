import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ArenaServer, startArena } from "../arena-server.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ PUBLIC_URL: "https://play.example.org" });
});
afterAll(() => server.app.close());

const ask = (origin: string | null, method = "POST"): Promise<Response> =>
  fetch(`${server.url}/api/guests`, {
    method,
    headers: { "content-type": "application/json", ...(origin === null ? {} : { origin }) },
    ...(method === "POST" ? { body: "{}" } : {}),
  });

describe("what changes something is done for", () => {
  test.each([
    ["a program, which sends no origin", () => null],
    ["the page at the address that is asked", () => server.url],
    ["the page where players open it", () => "https://play.example.org"],
  ])("%s", async (_who, origin) => {
    expect((await ask(origin())).status).toBe(200);
  });

  test.each(["https://evil.example", "null", "https://play.example.org.evil.example", "http://127.0.0.1:1"])("no page of %s", async (origin) => {
    const answer = await ask(origin);
    expect(answer.status).toBe(403);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(await answer.json()).toMatchObject({ type: "/problems/foreign-origin", detail: expect.stringContaining("open it at its own address") });
  });
});

test("the control: what is only read is answered, for a browser shows it to no page of another origin", async () => {
  const answer = await fetch(`${server.url}/api/matches`, { headers: { origin: "https://evil.example" } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
});

test("a browser that came by https is told to stay with it, where the page is opened by https; else nothing is said of it", async () => {
  expect((await fetch(server.url)).headers.get("strict-transport-security")).toBe("max-age=31536000");
});
