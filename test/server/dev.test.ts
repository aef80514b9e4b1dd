import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { originOf, run } from "./child.ts";
import { enter } from "./entering.ts";
import { copyProject } from "./project-copy.ts";

/** In a copy of the project, whose sources the test changes. */
describe("npm run dev", () => {
  const { directory, remove } = copyProject();
  afterAll(remove);

  async function play(origin: string): Promise<void> {
    const room = await enter(origin, { mode: "arena", protocol: PROTOCOL_VERSION });
    room.onMessage("*", () => undefined);
    await room.leave();
  }

  test("serves page and game on one port, reloads the page and restarts the server as their sources change", async () => {
    const dev = run(process.execPath, ["commands/launch.cjs", "dev"], { HOST: "127.0.0.1", PORT: "0" }, directory);
    const origin = await originOf(dev);
    expect(await (await fetch(origin)).text()).toContain("/@vite/client");
    await play(origin);

    const reloads = await pageReloads(origin);
    appendFileSync(join(directory, "client", "main.tsx"), "// changed\n");
    await expect.poll(reloads, { timeout: 20_000 }).toBeGreaterThan(0);

    appendFileSync(join(directory, "server", "main.ts"), "// changed\n");
    await expect.poll(() => dev.output().match(/^Play at /gm)?.length, { timeout: 20_000 }).toBe(2);
    await play(origin);

    dev.process.kill("SIGTERM");
    expect(await dev.ended).toBe(0);
  });
});

/** Counts what vite tells an open page to load anew. */
async function pageReloads(origin: string): Promise<() => number> {
  // What the page loads is what vite watches on its behalf.
  await fetch(`${origin}/main.tsx`);
  const token = /wsToken = "([^"]+)"/.exec(await (await fetch(`${origin}/@vite/client`)).text())?.[1];
  const socket = new WebSocket(`${origin.replace("http", "ws")}/?token=${token}`, "vite-hmr");
  let reloads = 0;
  socket.addEventListener("message", ({ data }) => {
    const { type }: { type: string } = JSON.parse(String(data));
    if (type === "full-reload" || type === "update") reloads++;
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  return () => reloads;
}
