import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { texts } from "../../client/ui/texts/en.ts";
import { Cluster } from "../cluster/cluster.ts";
import { EdgeProxy } from "../cluster/proxy.ts";
import type { ServerProcess } from "../cluster/server-process.ts";
import { programForSuite } from "../programs/programs.ts";
import { hasBrowser, launchBrowser, SHARP, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 30_000;
/** ms from the end of a match's process until its player is in another match. */
const BACK_IN = 15_000;

const isPossible = hasBrowser && programForSuite("redis") !== null && programForSuite("haproxy") !== null;

describe.skipIf(!isPossible)("the process of a match is killed", () => {
  let cluster: Cluster;
  let proxy: EdgeProxy;
  let browser: Browser;
  let player: Visit;
  const servers: ServerProcess[] = [];

  beforeAll(async () => {
    cluster = await Cluster.start({ size: 0, environment: { ARENA_BOTS: "3" } });
    proxy = await EdgeProxy.reserve();
    servers.push(...(await Promise.all([1, 2, 3].map((number) => cluster.add({ PUBLIC_ADDRESS: proxy.addressOf(number) })))));
    await proxy.start(
      "haproxy",
      servers.map(({ port }) => `127.0.0.1:${port}`),
    );
    browser = await launchBrowser();
    player = await visit(browser, { width: 640, height: 360 }, SHARP);
    player.page.setDefaultTimeout(PATIENCE);
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.stop();
    await cluster?.stop();
  });

  /** The process at which the page plays. */
  const playedAt = (): ServerProcess | undefined => {
    const socket = player.requests.findLast((url) => url.startsWith("ws:")) ?? "";
    return servers[Number(/\/p\/(\d)\//.exec(socket)?.[1]) - 1];
  };
  const connection = (): Promise<string | undefined> => player.page.evaluate(() => globalThis.strafe.scene?.connection.kind);

  test("and its player is in another within 15 s, by itself, told what was lost", async () => {
    const { page } = player;
    await page.goto(`${proxy.url}/?play=arena`);
    await page.locator(".vitals").waitFor();
    const room = new URL(page.url()).searchParams.get("join");
    const first = playedAt();

    const killedAt = performance.now();
    await first?.kill();
    await page.locator(".loss").waitFor();
    await page.locator(".vitals").waitFor();
    const passed = performance.now() - killedAt;
    console.log(`in another match ${(passed / 1000).toFixed(1)} s after the process of the first was killed`);
    await saveScreenshot(page, "lost-server");
    expect(passed).toBeLessThan(BACK_IN);
    expect(await page.locator(".loss").textContent()).toBe(texts.connection.lostMatch);
    expect(await connection()).toBe("connected");
    expect(playedAt()?.isRunning).toBe(true);
    expect(new URL(page.url()).searchParams.get("join")).not.toBe(room);
  });
});
