import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

interface Run {
  process: ChildProcess;
  output: () => string;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

const running: Run[] = [];
afterEach(async () => {
  for (const run of running.splice(0)) {
    run.process.kill("SIGKILL");
    await run.ended;
  }
});

function run(words: readonly string[], environment: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, words, { cwd: ROOT, env: { PATH: process.env.PATH, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  const started = {
    process: child,
    output: () => output,
    ended: new Promise<number | NodeJS.Signals | null>((resolve) => child.once("close", (code, signal) => resolve(code ?? signal))),
  };
  running.push(started);
  return started;
}

const startServer = (environment: Record<string, string>) => run(["server/main.ts"], { HOST: "127.0.0.1", PORT: "0", ...environment });

async function playLine(server: Run): Promise<URL> {
  await expect.poll(server.output, { timeout: 20_000 }).toMatch(/^Play at \S+$/m);
  return new URL(/^Play at (\S+)$/m.exec(server.output())?.[1] ?? "");
}

describe("starting the server", () => {
  test("says in one line where to play, and serves there", async () => {
    const address = await playLine(startServer({ LOG_LEVEL: "silent" }));
    expect((await fetch(new URL("/healthz", `http://127.0.0.1:${address.port}`))).status).toBe(200);
  });

  test("says the public address where there is one", async () => {
    expect((await playLine(startServer({ LOG_LEVEL: "silent", PUBLIC_URL: "https://play.example.org" }))).href).toBe("https://play.example.org/");
  });

  test("logs version, commit and configuration", async () => {
    const server = startServer({ COMMIT: "0123abc" });
    await playLine(server);
    const line = JSON.parse(
      server
        .output()
        .split("\n")
        .find((text) => text.includes("server started")) ?? "{}",
    );
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
    const help = run(["commands/launch.cjs", "start", "--help"]);
    expect(await help.ended).toBe(0);
    for (const variable of ["HOST", "PORT", "LOG_LEVEL", "TICK_RATE", "REPLAY_DIR"]) expect(help.output()).toContain(`\n  ${variable} `);
  });

  test("refuses an option that it does not have, exit 1", async () => {
    const server = run(["server/main.ts", "--port=80"]);
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain("--port=80");
  });

  test.each(["SIGTERM", "SIGINT"] as const)("ends at %s with exit 0", async (signal) => {
    const server = startServer({});
    await playLine(server);
    server.process.kill(signal);
    expect(await server.ended).toBe(0);
    expect(server.output()).toContain('"msg":"shut down"');
  });
});

describe("a Node that is too old", () => {
  test("is told from a fitting one before anything else runs", async () => {
    const pretend = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });';
    const old = run(["--import", `data:text/javascript,${encodeURIComponent(pretend)}`, "commands/launch.cjs", "start", "--help"]);
    expect(await old.ended).toBe(1);
    expect(old.output()).toMatch(/needs Node 22\.18 or newer; this is Node 20\.20\.2/);
  });
});
