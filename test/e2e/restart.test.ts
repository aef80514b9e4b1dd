import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { Player } from "../server/player.ts";
import { hasBrowser, launchBrowser, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;

const PHONE = { hasTouch: true, isMobile: true };

describe.skipIf(!hasBrowser)("a server that restarts", () => {
  let server: ArenaServer;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    server = await startArena({ ARENA_BOTS: "5", DRAIN_SECONDS: "270" });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    server.app.drain.takeBack();
    await Promise.all(visits.splice(0).map(({ context }) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const come = async (path: string, viewport: { width: number; height: number }, device = {}): Promise<Page> => {
    const made = await visit(browser, viewport, device);
    made.page.setDefaultTimeout(PATIENCE);
    visits.push(made);
    await made.page.goto(new URL(path, server.url).href);
    return made.page;
  };

  test.each([
    ["arena on a laptop", "/?play=arena", { width: 960, height: 540 }, {}, ".score"],
    ["duel on a laptop", "/?play=duel", { width: 960, height: 540 }, {}, ".round-score"],
    ["arena on a phone held upright", "/?play=arena", { width: 390, height: 844 }, PHONE, ".score"],
    ["duel on a phone held upright", "/?play=duel", { width: 390, height: 844 }, PHONE, ".round-score"],
  ])("says so beside the score, and when it thinks better of it no more: %s", async (where, path, viewport, device, score) => {
    const page = await come(path, viewport, device);
    await page.locator(".vitals").waitFor();
    // A duel that is not under way would end at once.
    const opponent = path.includes("duel") ? await Player.join(server.url, {}, { kind: "any", mode: "duel" }) : null;
    opponent?.play({});
    await expect.poll(() => page.evaluate(() => globalThis.strafe.scene?.phase), { timeout: PATIENCE }).toBe("playing");
    server.app.drain.begin();
    const notice = page.locator(".restart");
    await notice.waitFor();
    await expect.poll(() => notice.textContent()).toMatch(/^This server restarts in 4:(30|[12]\d)$/);
    await expect
      .poll(() => page.locator("[data-spoken=restart]").textContent())
      .toBe("This server restarts in 5 minutes. After this round you go on in another match.");
    await saveScreenshot(page, `restart-${where.replaceAll(" ", "-")}`);
    const box = await notice.boundingBox();
    const other = await page.locator(score).first().boundingBox();
    if (box === null || other === null) throw new Error("not shown");
    const apart = box.y >= other.y + other.height || box.x >= other.x + other.width || other.x >= box.x + box.width || other.y >= box.y + box.height;
    expect(apart, JSON.stringify({ box, other })).toBe(true);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
    server.app.drain.takeBack();
    await notice.waitFor({ state: "detached" });
    await opponent?.leave();
  });

  test("has a page of another version loaded anew when it comes to the menu, once", async () => {
    const made = await visit(browser, { width: 960, height: 540 });
    made.page.setDefaultTimeout(PATIENCE);
    visits.push(made);
    await made.page.route("**/version", (route) => route.fulfill({ json: { version: "9.9.9", commit: "abc", protocol: 999 } }));
    let loads = 0;
    made.page.on("load", () => {
      loads += 1;
    });
    await made.page.goto(server.url);
    await expect.poll(() => loads, { timeout: PATIENCE }).toBe(2);
    await made.page.getByRole("button", { name: "Play", exact: true }).waitFor();
    const asked = made.page.waitForResponse("**/version");
    await made.page.reload();
    await asked;
    await made.page.getByRole("button", { name: "Play", exact: true }).waitFor();
    expect(loads).toBe(3);
  });
});
