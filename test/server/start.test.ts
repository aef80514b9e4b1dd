import { createServer } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { originOf, playAddress, run, startServer } from "./child.ts";
import { enter } from "./entering.ts";

describe("starting the server", () => {
  test("says in one line where to play, and serves there", async () => {
    const origin = await originOf(startServer({ LOG_LEVEL: "silent" }));
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  test("says the public address where there is one", async () => {
    expect((await playAddress(startServer({ LOG_LEVEL: "silent", PUBLIC_URL: "https://play.example.org" }))).href).toBe("https://play.example.org/");
  });

  test("logs version, commit and configuration", async () => {
    const server = startServer({ COMMIT: "0123abc" });
    const line = await vi.waitFor(() => JSON.parse(/^.*"msg":"server started".*$/m.exec(server.output())?.[0] ?? ""), { timeout: 20_000 });
    expect(line).toMatchObject({ level: "info", version: expect.any(String), commit: "0123abc", config: { host: "127.0.0.1", tickRate: 40 } });
  });

  test("refuses a wrong variable: its name, what it got, what it takes, exit 1", async () => {
    const server = startServer({ PORT: "http" });
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain('PORT is "http"; it takes a whole number from 0 to 65535.');
    expect(server.output()).not.toContain("    at ");
  });

  test("says so when the port is taken, exit 1", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const address = holder.address();
    const port = String(typeof address === "object" ? address?.port : "");
    try {
      const server = startServer({ PORT: port });
      expect(await server.ended).toBe(1);
      expect(server.output()).toContain(`PORT is ${port}, which another program listens on already`);
    } finally {
      holder.close();
    }
  });

  test("lists every variable with --help, exit 0", async () => {
    const help = run(process.execPath, ["commands/launch.cjs", "start", "--help"]);
    expect(await help.ended).toBe(0);
    for (const variable of ["HOST", "PORT", "LOG_LEVEL", "TICK_RATE", "REPLAY_DIR"]) expect(help.output()).toContain(`\n  ${variable} `);
  });

  test("refuses an option that it does not have, exit 1", async () => {
    const server = run(process.execPath, ["server/main.ts", "--port=80"]);
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain("--port=80");
  });

  test("tells a Node that is too old before anything else runs, exit 1", async () => {
    const pretend = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });';
    const old = run(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`, "commands/launch.cjs", "start", "--help"]);
    expect(await old.ended).toBe(1);
    expect(old.output()).toMatch(/needs Node 22\.18 or newer; this is Node 20\.20\.2/);
  });
});

describe("a running server", () => {
  test.each([
    ["SIGINT", {}],
    ["SIGTERM", { DRAIN_SECONDS: "0" }],
  ] as const)("ends at %s: tells its players, exit 0", async (signal, environment) => {
    const server = startServer(environment);
    const room = await enter(await originOf(server), { mode: "arena", protocol: PROTOCOL_VERSION });
    room.onMessage("*", () => undefined);
    const left = new Promise<number>((resolve) => room.onLeave(resolve));
    server.process.kill(signal);
    expect(await left).toBe(CloseCode.SHUTTING_DOWN);
    expect(await server.ended).toBe(0);
    expect(server.output()).toContain('"msg":"shut down"');
  });

  /** Imported into a process, this has something happen there at SIGUSR2. */
  const atSignal = (fault: string) => `data:text/javascript,${encodeURIComponent(`process.on("SIGUSR2", () => setImmediate(() => { ${fault} }));`)}`;
  const REJECTION = atSignal('Promise.reject(new Error("provoked"));');
  const EXCEPTION = atSignal('throw new Error("provoked");');

  test("outlives a rejection that nobody handles, and logs it", async () => {
    const server = startServer({}, ["--import", REJECTION]);
    const origin = await originOf(server);
    server.process.kill("SIGUSR2");
    await expect.poll(server.output, { timeout: 20_000 }).toMatch(/"level":"error".*provoked.*"msg":"unhandled rejection"/);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  test("tells its players when something failed that nobody caught, exit 1", async () => {
    const server = startServer({}, ["--import", EXCEPTION]);
    const room = await enter(await originOf(server), { mode: "arena", protocol: PROTOCOL_VERSION });
    room.onMessage("*", () => undefined);
    const left = new Promise<number>((resolve) => room.onLeave(resolve));
    server.process.kill("SIGUSR2");
    expect(await left).toBe(CloseCode.SHUTTING_DOWN);
    expect(await server.ended).toBe(1);
    expect(server.output()).toMatch(/"level":"error".*provoked.*"msg":"uncaught exception"/);
  });

  test("the control: without its handler the same rejection ends a process", async () => {
    const bare = run(process.execPath, ["--import", REJECTION, "--eval", 'console.log("ready"); setInterval(() => {}, 1000);']);
    await expect.poll(bare.output, { timeout: 20_000 }).toContain("ready");
    bare.process.kill("SIGUSR2");
    expect(await bare.ended).toBe(1);
  });
});
