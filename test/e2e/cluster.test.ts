import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { texts } from "../../client/ui/texts/en.ts";
import { PLAY_PATH } from "../../shared/protocol/play.ts";
import { Cluster } from "../cluster/cluster.ts";
import { EdgeProxy } from "../cluster/proxy.ts";
import type { ServerProcess } from "../cluster/server-process.ts";
import { programForSuite } from "../programs/programs.ts";
import { hasBrowser, launchBrowser, SHARP, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;
/** ms from the end of a match's process until its players are in a match again. */
const BACK_IN = 15_000;

/** ms that one process waits for another, which shares two cores with two browsers: what does not answer is passed over, and two who asked play apart. */
const REPLY = 5000;

const isPossible = hasBrowser && programForSuite("redis") !== null && programForSuite("haproxy") !== null;

describe.skipIf(!isPossible)("two browsers before a cluster", () => {
  let cluster: Cluster;
  let proxy: EdgeProxy;
  let browser: Browser;
  let ada: Visit;
  let ben: Visit;
  const servers: ServerProcess[] = [];
  /** Processes that were asked for a seat. */
  const doors = new Set<ServerProcess>();

  beforeAll(async () => {
    cluster = await Cluster.start({ size: 0, times: { reply: REPLY }, environment: { ARENA_BOTS: "3" } });
    proxy = await EdgeProxy.reserve();
    servers.push(...(await Promise.all([1, 2, 3].map((number) => cluster.add({ PUBLIC_ADDRESS: proxy.addressOf(number) })))));
    await proxy.start(
      "haproxy",
      servers.map(({ port }) => `127.0.0.1:${port}`),
    );
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.stop();
    await cluster?.stop();
  });

  /** As if the proxy had chosen this process for all that a page asks of any, for as long as it runs. */
  const enterBy = async (server: ServerProcess, name: string): Promise<Visit> => {
    const made = await visit(browser, { width: 640, height: 360 }, SHARP);
    const { page, context } = made;
    page.setDefaultTimeout(PATIENCE);
    await context.route(
      ({ pathname }) => pathname.startsWith("/api/"),
      (route) => {
        const { pathname, search } = new URL(route.request().url());
        if (pathname === PLAY_PATH) doors.add(server);
        return route.continue(server.isRunning ? { url: `${server.url}${pathname}${search}` } : {});
      },
    );
    await page.addInitScript((remembered) => localStorage.setItem("strafe.name", remembered), name);
    await page.goto(`${proxy.url}/?play=arena`);
    await page.locator(".vitals").waitFor();
    return made;
  };
  /** The process at which a page plays. */
  const playedAt = ({ requests }: Visit): ServerProcess | undefined => {
    const socket = requests.findLast((url) => url.startsWith("ws:")) ?? "";
    return servers[Number(/\/p\/(\d)\//.exec(socket)?.[1]) - 1];
  };
  const room = ({ page }: Visit): string | null => new URL(page.url()).searchParams.get("join");
  const people = ({ page }: Visit): Promise<string[]> =>
    page.evaluate(() => (globalThis.strafe.scene?.roster ?? []).flatMap(({ name, bot }) => (bot ? [] : name)).sort());

  test("who enter by different processes meet in one match", async () => {
    ada = await enterBy(cluster.server(0), "Ada");
    ben = await enterBy(cluster.server(1), "Ben");
    expect(doors.size).toBe(2);
    expect(room(ben)).toBe(room(ada));
    for (const player of [ada, ben]) await expect.poll(() => people(player), { timeout: PATIENCE }).toEqual(["Ada", "Ben"]);
    await saveScreenshot(ben.page, "cluster-meeting");
  });

  test("are in a match again within 15 s when the process of theirs is killed, by themselves, told what was lost", async () => {
    const lost = room(ada);
    const killedAt = performance.now();
    await playedAt(ada)?.kill();
    const backIn = await Promise.all(
      [ada, ben].map(async ({ page }) => {
        await page.locator(".loss").waitFor();
        await page.locator(".vitals").waitFor();
        return performance.now() - killedAt;
      }),
    );
    console.log(`in a match again ${backIn.map((ms) => (ms / 1000).toFixed(1)).join(" and ")} s after the process of the first was killed`);
    for (const ms of backIn) expect(ms).toBeLessThan(BACK_IN);
    for (const player of [ada, ben]) {
      expect(await player.page.locator(".loss").textContent()).toBe(texts.connection.lostMatch);
      expect(await player.page.evaluate(() => globalThis.strafe.scene?.connection.kind)).toBe("connected");
      expect(playedAt(player)?.isRunning).toBe(true);
      expect(room(player)).not.toBe(lost);
    }
    await saveScreenshot(ada.page, "cluster-lost-server");
    await expect.poll(() => people(ben), { timeout: PATIENCE }).toEqual(["Ada", "Ben"]);
  });
});
