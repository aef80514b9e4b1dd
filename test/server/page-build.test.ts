import { appendFileSync, cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { type Child, originOf, run } from "./child.ts";
import { copyProject } from "./project-copy.ts";

const BUILDING = "Building the page...";

/** In a copy of the project: the steps below follow upon one another. */
describe("npm start", () => {
  const { directory, remove } = copyProject();
  afterAll(remove);

  const start = (environment: Record<string, string> = {}): Child =>
    run(process.execPath, ["commands/launch.cjs", "start"], { HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent", ...environment }, directory);

  test("does not build a page for a wrong variable", async () => {
    const server = start({ PORT: "x" });
    expect(await server.ended).toBe(1);
    expect(existsSync(join(directory, "dist"))).toBe(false);
  });

  test("builds the page where it is missing, and serves it with its scripts", async () => {
    const server = start();
    const origin = await originOf(server);
    expect(server.output()).toContain(BUILDING);
    const page = await (await fetch(origin)).text();
    const script = /src="\.(\/assets\/[^"]+\.js)"/.exec(page)?.[1];
    expect((await fetch(`${origin}${script}`)).headers.get("content-type")).toContain("javascript");
  });

  test("does not build it again while its sources are the same", async () => {
    const server = start();
    await originOf(server);
    expect(server.output()).not.toContain(BUILDING);
  });

  test("builds it again when a source has changed", async () => {
    appendFileSync(join(directory, "client", "index.html"), "<!-- changed -->\n");
    const server = start();
    await originOf(server);
    expect(server.output()).toContain(BUILDING);
  });

  test("says what is missing where the page cannot be built, exit 1", async () => {
    appendFileSync(join(directory, "client", "index.html"), "<!-- changed again -->\n");
    rmSync(join(directory, "node_modules"));
    // What an installation with --omit=dev has, as far as this goes: everything but the bundler.
    const zod = fileURLToPath(new URL("../../node_modules/zod", import.meta.url));
    cpSync(zod, join(directory, "node_modules", "zod"), { recursive: true });
    const server = start();
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain("run `npm ci` without --omit=dev");
  });
});
