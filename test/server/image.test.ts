import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import lock from "../../package-lock.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DOCKERFILE = readFileSync(join(ROOT, "Dockerfile"), "utf8");

/** The last stage, as directories and commands: there is no container engine to build it with everywhere. */
describe("the image", () => {
  const directory = mkdtempSync(join(tmpdir(), "image-"));
  let server: ChildProcess;
  let output = "";
  let port = "";

  beforeAll(async () => {
    for (const [path, entry] of Object.entries(lock.packages)) {
      if (path === "" || ("dev" in entry && entry.dev)) continue;
      // Optional packages are for one platform each: what is not here was not meant for this one.
      if ("optional" in entry && entry.optional) continue;
      cpSync(join(ROOT, path), join(directory, path), { recursive: true });
    }
    for (const source of copiedByLastStage()) cpSync(join(ROOT, source), join(directory, source), { recursive: true });
    mkdirSync(join(directory, "dist", "page"), { recursive: true });
    writeFileSync(join(directory, "dist", "page", "index.html"), "<!doctype html><title>Strafe</title>");

    const [program, ...words] = lastCommand("CMD");
    expect(program).toBe("node");
    server = spawn(process.execPath, words, { cwd: directory, env: { NODE_ENV: "production", COMMIT: "0123abc", HOST: "127.0.0.1", PORT: "0" } });
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on("data", (data) => {
        output += data;
      });
    }
    port = await vi.waitFor(() => new URL(/^Play at (\S+)$/m.exec(output)?.[1] ?? "").port, { timeout: 20_000 });
  });

  afterAll(async () => {
    if (server.exitCode === null) {
      server.kill("SIGKILL");
      await new Promise((resolve) => server.once("close", resolve));
    }
    rmSync(directory, { recursive: true });
  });

  test("runs with production packages and the files that it copies, and serves the page", async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("Strafe");
  });

  test("names the commit that it was built from", async () => {
    expect(await (await fetch(`http://127.0.0.1:${port}/version`)).json()).toMatchObject({ commit: "0123abc" });
  });

  test("does not run as root", () => {
    expect(DOCKERFILE.slice(DOCKERFILE.lastIndexOf("FROM "))).toMatch(/^USER node$/m);
  });

  test("is healthy while it runs, ends at SIGTERM with exit 0, and is unhealthy after", async () => {
    expect(await healthcheck()).toBe(0);
    const ended = new Promise((resolve) => server.once("close", resolve));
    server.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(await healthcheck()).toBe(1);
  });

  function healthcheck(): Promise<unknown> {
    const [, ...words] = lastCommand("HEALTHCHECK [^\\n]*\\\\\\n\\s*CMD");
    const check = spawn(process.execPath, words, { env: { PORT: port }, stdio: "inherit" });
    return new Promise((resolve) => check.once("close", resolve));
  }
});

function copiedByLastStage(): string[] {
  const stage = DOCKERFILE.slice(DOCKERFILE.lastIndexOf("FROM "));
  return [...stage.matchAll(/^COPY ([\w.]+) \S+$/gm)].flatMap((match) => match[1] ?? []);
}

function lastCommand(instruction: string): string[] {
  const words = new RegExp(`^${instruction} (\\[.*\\])$`, "m").exec(DOCKERFILE)?.[1];
  return JSON.parse(words ?? "[]");
}
