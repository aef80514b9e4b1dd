import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { hashPassword, isPassword } from "../../../server/identity/passwords.ts";
import { type ArenaServer, startArena } from "../arena-server.ts";
import { originOf, run, startServer } from "../child.ts";
import { Player } from "../player.ts";
import { addAccount, SignedIn, trySignIn } from "./signed-in.ts";

const dataDir = temporaryDirectory();
let server: ArenaServer;
let admin: SignedIn;
let moderator: SignedIn;
let viewer: SignedIn;
let leaving: SignedIn;

beforeAll(async () => {
  const passwords = [await addAccount(dataDir, "ada", "admin"), await addAccount(dataDir, "mo", "moderator"), await addAccount(dataDir, "vi", "viewer")];
  server = await startArena({ DATA_DIR: dataDir, TRUSTED_PROXIES: "127.0.0.2" });
  admin = await SignedIn.signIn(server.url, "ada", passwords[0] ?? "");
  moderator = await SignedIn.signIn(server.url, "mo", passwords[1] ?? "");
  viewer = await SignedIn.signIn(server.url, "vi", passwords[2] ?? "");
  leaving = await SignedIn.signIn(server.url, "vi", passwords[2] ?? "");
});
afterAll(() => server.app.close());

describe("a password", () => {
  test("is kept as what it cannot be read from, each time another, and is known again", async () => {
    const [one, other] = [await hashPassword("correct horse"), await hashPassword("correct horse")];
    expect(one).not.toBe(other);
    expect(one).not.toContain("correct");
    expect(await isPassword("correct horse", one)).toBe(true);
    expect(await isPassword("correct house", one)).toBe(false);
    expect(await isPassword("", null)).toBe(false);
  });
});

describe("signing in", () => {
  test("is closed while there is nobody who may, and opened by a command that prints a password once", async () => {
    const empty = temporaryDirectory();
    const closed = startServer({ DATA_DIR: empty, INTERNAL_PORT: "0" });
    const origin = await originOf(closed);
    const refused = await trySignIn(origin, "ada", "anything");
    expect(refused.status).toBe(503);
    expect((await refused.json()).detail).toContain("npm run admin -- add NAME");
    const adding = run(process.execPath, ["commands/launch.cjs", "admin", "add", "ada", "--role", "viewer"], { DATA_DIR: empty });
    expect(await adding.ended).toBe(0);
    const password = /^ {2}(\S+)$/m.exec(adding.output())?.[1] ?? "";
    expect(await (await trySignIn(origin, "ada", password)).json()).toMatchObject({ operator: "ada", role: "viewer" });
    expect(closed.output()).not.toContain(password);
  });

  test("gives a cookie that no script and no other site can use", async () => {
    const password = await addAccount(dataDir, "eve", "viewer");
    const answer = await trySignIn(server.url, "eve", password);
    const cookie = answer.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    // Plain HTTP, on the machine itself.
    expect(cookie).not.toMatch(/; Secure/);
    expect(await answer.json()).toMatchObject({ operator: "eve", role: "viewer", csrf: expect.any(String) });
  });

  test("by plain HTTP from elsewhere is refused, whatever is right: others may listen", async () => {
    const answer = await trySignIn(server.url, "vi", "any", { "x-forwarded-for": "198.51.100.7" });
    expect(answer.status).toBe(403);
    expect((await answer.json()).detail).toContain("https");
  });

  test("with five wrong passwords in a minute closes an account for a while, and only that", async () => {
    const right = await addAccount(dataDir, "guessed", "viewer");
    const answers: number[] = [];
    for (let guess = 0; guess < 5; guess++) answers.push((await trySignIn(server.url, "guessed", `guess ${guess}`)).status);
    const closed = await trySignIn(server.url, "guessed", right);
    expect(answers).toEqual(Array(5).fill(401));
    expect(closed.status).toBe(429);
    expect(Number(closed.headers.get("retry-after"))).toBeGreaterThan(30);
  });

  test("says of a name that nobody has what it says of a wrong password", async () => {
    const [nobody, wrong] = [await trySignIn(server.url, "nobody", "x"), await trySignIn(server.url, "ada", "x")];
    expect([nobody.status, await nobody.text()]).toEqual([wrong.status, await wrong.text()]);
  });

  test("from one address goes wrong ten times in ten minutes, then not at all", async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess++) statuses.push((await trySignIn(server.url, `somebody-${guess}`, "x")).status);
    expect(statuses).toContain(429);
    expect(statuses.at(-1)).toBe(429);
  });

  test("ends by signing out", async () => {
    // The address has used up its tries: by a session that is there already.
    const other = leaving;
    expect((await other.ask("/api/operators/session")).status).toBe(200);
    expect((await other.ask("/api/operators/session", { method: "DELETE" })).status).toBe(204);
    expect((await other.ask("/api/operators/session")).status).toBe(401);
  });
});

describe("what is done", () => {
  test.each(["/api/operators/state", "/api/operators/audit", "/api/operators/restrictions", "/api/operators/history", "/monitor/api"])(
    "%s is for nobody who is not signed in",
    async (path) => {
      expect((await fetch(server.url + path)).status).toBe(401);
      expect((await admin.ask(path)).status).toBe(200);
    },
  );

  test("takes the token beside the cookie: a page of another site has the one and not the other", async () => {
    const forged = await admin.ask("/api/operators/actions", { method: "POST", body: { action: "announce", text: "hacked" }, headers: { "x-csrf-token": "" } });
    expect(forged.status).toBe(403);
    const elsewhere = await admin.ask("/api/operators/actions", {
      method: "POST",
      body: { action: "announce", text: "hacked" },
      headers: { origin: "https://evil.example" },
    });
    expect(elsewhere.status).toBe(403);
    expect((await admin.act({ action: "announce", text: "The control: with both it is done." })).status).toBe(204);
  });

  test.each([
    ["kick", { action: "kick", player: "nobody-here", reason: "" }, [403, 404, 404]],
    ["maintenance", { action: "maintenance", text: null }, [403, 403, 204]],
    ["drain", { action: "drain", process: "another", wanted: false }, [403, 403, 204]],
  ])("%s is each role's or not", async (_what, action, statuses) => {
    const asked = await Promise.all([viewer, moderator, admin].map((who) => who.act(action)));
    expect(asked.map(({ status }) => status)).toEqual(statuses);
  });

  test("that is no action of the panel is refused in words", async () => {
    const answer = await admin.act({ action: "shell", command: "rm" });
    expect(answer.status).toBe(400);
  });
});

describe("the monitor", () => {
  test("leads whoever is not signed in to where one signs in", async () => {
    const answer = await fetch(`${server.url}/monitor/`, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/admin"]);
  });

  test("asks nothing of other sites, under a policy of its own", async () => {
    const page = await admin.ask("/monitor/");
    const text = await page.text();
    expect(text).not.toContain("googleapis");
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(page.headers.get("content-security-policy")).not.toMatch(/https?:/);
  });

  test("does nothing by GET, as the stock panel asks for it, even for an admin", async () => {
    const player = await Player.join(server.url);
    const { roomId } = player.room;
    const answer = await admin.ask(`/monitor/api/room/call?roomId=${roomId}&method=disconnect&args=[]`);
    expect(answer.status).toBe(405);
    expect(player.left).toBeNull();
    await player.leave();
  });

  test.each(["_editStateProperty", "_deleteStateProperty", "setMetadata", "constructor", "__proto__", "obey"])("calls no %s", async (method) => {
    const player = await Player.join(server.url);
    const answer = await admin.ask("/monitor/api/room/call", { method: "POST", body: { roomId: player.room.roomId, method, args: [["tick"], 1] } });
    expect(answer.status).toBe(403);
    await player.leave();
  });

  test("lists what matters of each room, and who is in it", async () => {
    const player = await Player.join(server.url, { name: "Listed" });
    await expect
      .poll(
        async () => (await (await admin.ask("/monitor/api")).json()).rooms.find((room: { roomId: string }) => room.roomId === player.room.roomId)?.metadata,
        {
          timeout: 30_000,
          interval: 500,
        },
      )
      .toMatchObject({ mode: "arena", map: expect.any(String), players: 1, "ticks/s": expect.stringMatching(/^[\d.]+ of 40$/), region: "local" });
    const inspected = await (await admin.ask(`/monitor/api/room?roomId=${player.room.roomId}`)).json();
    expect(inspected.clients).toEqual([{ sessionId: `${player.room.sessionId} Listed`, elapsedTime: expect.any(Number) }]);
    await player.leave();
  });

  test("kicks by POST with the token, and what was done is kept", async () => {
    const player = await Player.join(server.url, { name: "Rowdy" });
    await expect.poll(() => player.welcomes.length).toBe(1);
    const body = { roomId: player.room.roomId, method: "_forceClientDisconnect", args: [`${player.room.sessionId} Rowdy`] };
    expect((await admin.ask("/monitor/api/room/call", { method: "POST", body, headers: { "x-csrf-token": "wrong" } })).status).toBe(403);
    expect((await moderator.ask("/monitor/api/room/call", { method: "POST", body })).status).toBe(200);
    await expect.poll(() => player.left).toBe(4100);
    const { entries } = await (await admin.ask("/api/operators/audit")).json();
    expect(entries[0]).toMatchObject({ operator: "mo", action: "kick", target: player.room.roomId });
  });
});
