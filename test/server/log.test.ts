import { describe, expect, test, vi } from "vitest";
import { askGuest } from "../../client/game/net/door.ts";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { createLibraryLog, createLog } from "../../server/operations/log.ts";
import { programForSuite } from "../programs/programs.ts";
import { originOf, playAddress, run, startServer } from "./child.ts";
import { Player } from "./player.ts";

interface Line {
  level: string;
  msg: string;
  library?: string;
  said?: string;
  of?: string;
  leftOut?: number;
}

function recorded(level = "info") {
  const lines: Line[] = [];
  let time = 0;
  const now = (): number => time;
  const log = createLog(level, { destination: { write: (text) => void lines.push(JSON.parse(text)) }, now });
  return {
    log,
    library: createLibraryLog(log, "colyseus", now),
    lines,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe("what a library logs", () => {
  test("is one structured line that names the library", () => {
    const { library, lines } = recorded();
    library.error("seat", 4, new Error("lost"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: "error", library: "colyseus", said: expect.stringMatching(/^seat 4 Error: lost/) });
  });

  test("is cut off after 20 lines in 10 s, and how many were left out is said", () => {
    const { library, lines, pass } = recorded();
    for (let i = 0; i < 1000; i++) library.warn("bad packet", i);
    expect(lines).toHaveLength(20);
    pass(10_000);
    library.warn("bad packet");
    expect(lines).toHaveLength(22);
    expect(lines[20]).toMatchObject({ leftOut: 980 });
  });

  test("does not use up its lines on what is not logged at this level", () => {
    const { library, lines } = recorded("warn");
    for (let i = 0; i < 1000; i++) library.info("chatter");
    library.error("real");
    expect(lines.map(({ said }) => said)).toEqual(["real"]);
  });
});

describe("what the server logs", () => {
  test("is said 100 times in 10 s where it is a warning, then counted; other messages go on", () => {
    const { log, lines, pass } = recorded();
    for (let i = 0; i < 1000; i++) log.warn({ i }, "connection ended");
    expect(lines).toHaveLength(100);
    log.warn("something else");
    expect(lines.at(-1)).toMatchObject({ msg: "something else" });
    pass(10_000);
    log.warn("connection ended");
    expect(lines.slice(101)).toMatchObject([{ msg: "log lines left out", leftOut: 900, of: "connection ended" }, { msg: "connection ended" }]);
  });

  test("is said 1,000 times where it is news", () => {
    const { log, lines } = recorded();
    for (let i = 0; i < 5000; i++) log.info("joined");
    expect(lines).toHaveLength(1000);
  });

  test("holds no token and no password, should an error carry one", () => {
    const { log, lines } = recorded();
    log.error({ err: new Error("no answer from postgres://strafe:hunter2@db.example.org/strafe for eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln") }, "failed");
    const text = JSON.stringify(lines);
    expect(text).not.toContain("hunter2");
    expect(text).not.toContain("eyJzdWIiOiJhIn0");
    expect(text).toContain("postgres://strafe:[password]@db.example.org/strafe for [token]");
  });
});

test("nothing that lets somebody in stands in the log of a server that says all it can", async () => {
  const key = "s".repeat(40);
  const server = startServer({ LOG_LEVEL: "debug", TOKEN_KEYS: `one:${key}` });
  const origin = await originOf(server);
  const guest = await askGuest(origin, {});
  const again = await askGuest(origin, { renewal: guest.renewal });
  // Used up: a reason to warn.
  await askGuest(origin, { renewal: "x".repeat(16) }).catch(() => undefined);
  const player = await Player.join(origin, { name: "Ada" }, { kind: "any" }, again);
  const { reconnectionToken } = player.room;
  await fetch(`${origin}/api/play`, { method: "POST", headers: { authorization: `Bearer ${again.token}` }, body: "{" });
  await player.leave();
  await vi.waitFor(() => expect(server.output()).toContain('"msg":"left"'), { timeout: 30_000 });
  const [, seat = ""] = reconnectionToken.split(":");
  for (const secret of [key, guest.token, again.token, guest.renewal, again.renewal, seat]) {
    expect(secret.length).toBeGreaterThan(8);
    expect(server.output()).not.toContain(secret);
  }
  // The control: what may stand there does.
  expect(server.output()).toContain(again.playerId);
});

test("lines are one JSON object each, what libraries write to the console among them", async () => {
  const speak = "data:text/javascript,setTimeout(() => console.warn('from a library', { a: 1 }), 1500); process.emitWarning('from Node')";
  const server = startServer({}, ["--import", speak]);
  await playAddress(server);
  await vi.waitFor(() => expect(server.output()).toContain('"library":"console"'), { timeout: 20_000 });
  const lines = server.output().trim().split("\n");
  const others = lines.filter((line) => !line.startsWith("{"));
  expect(others).toEqual([expect.stringMatching(/^Play at /)]);
  const said = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  expect(said.find(({ library }) => library === "console")).toMatchObject({ level: "warn", said: "from a library { a: 1 }" });
});

test.skipIf(programForSuite("script") === null)("on a terminal lines are for people", async () => {
  const command = `${process.execPath} server/main.ts`;
  const server = run("script", ["-qec", command, "/dev/null"], {
    HOST: "127.0.0.1",
    PORT: "0",
    INTERNAL_PORT: "0",
    DATA_DIR: temporaryDirectory(),
    TERM: "xterm",
  });
  await vi.waitFor(() => expect(server.output()).toContain("Play at"), { timeout: 20_000 });
  expect(server.output()).toContain("server started");
  expect(server.output()).not.toContain('{"level"');
});
