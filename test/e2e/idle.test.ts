import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { hasBrowser, launchBrowser, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";

/** ms. Software rendering on a busy machine is slow. */
const PATIENCE = 60_000;

describe.skipIf(!hasBrowser)("a player who does nothing", () => {
  let server: ArenaServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startArena({ ARENA_BOTS: "3", IDLE_SECONDS: "8" });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const enter = async (): Promise<Visit> => {
    const made = await visit(browser, { width: 960, height: 540 });
    made.page.setDefaultTimeout(PATIENCE);
    await made.page.goto(`${server.url}/?play=arena`);
    await made.page.locator(".vitals").waitFor();
    return made;
  };

  test("is asked whether they are still there, is not asked any more when they move, and else reads why they are out and plays on with one key", async () => {
    const { page, complaints, context } = await enter();
    const question = page.locator(".banner.idle");
    await question.waitFor();
    expect(await question.textContent()).toMatch(/^Still there\? Your place is given away in [1-4] s$/);
    expect(await page.locator("[data-spoken=idle]").textContent()).toContain("Move or aim");
    await saveScreenshot(page, "idle");
    await page.keyboard.press("KeyD", { delay: 300 });
    await question.waitFor({ state: "detached" });
    await page.locator("[data-reason=idle]").waitFor();
    await saveScreenshot(page, "idle-out");
    expect(await page.locator("[data-reason=idle] h2").textContent()).toBe("You were away");
    await page.keyboard.press("Enter");
    await page.locator(".vitals").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("counts as one whose page is in the background, whatever is pressed meanwhile", async () => {
    const { page, context } = await enter();
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { get: () => true });
      Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await expect
      .poll(
        async () => {
          await page.keyboard.press("KeyD", { delay: 100 });
          return page.locator("[data-reason=idle]").count();
        },
        { timeout: PATIENCE },
      )
      .toBe(1);
    await context.close();
  });
});
