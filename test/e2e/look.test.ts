import { matchMaker } from "@colyseus/core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { EndReason } from "../../client/game/scene.ts";
import { WAYS_ON } from "../../client/ui/endings.ts";
import { texts } from "../../client/ui/texts/en.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { hasBrowser, launchBrowser, SHARP, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;
/** Room for every card: pictures are kept. */
const PICTURE = { width: 640, height: 360 };

describe.skipIf(!hasBrowser)("the page", () => {
  let server: ArenaServer;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    server = await startArena({ ARENA_BOTS: "6" });
    browser = await launchBrowser();
  });

  afterEach(async () => {
    for (const { context, page } of visits.splice(0)) {
      // A request that a test holds back would hold the closing back as well.
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
    }
  });

  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const come = async (viewport?: { width: number; height: number }, device?: BrowserContextOptions): Promise<Visit> => {
    const made = await visit(browser, viewport, device);
    made.page.setDefaultTimeout(PATIENCE);
    visits.push(made);
    return made;
  };

  const play = async (page: Page, path = "/"): Promise<void> => {
    await page.goto(server.url + path);
    await page.getByRole("button", { name: "Play" }).click();
    await page.locator(".vitals").waitFor();
  };

  test("shows the menu while what draws the arena has not arrived", async () => {
    const { page } = await come();
    await page.route(/\/assets\/(arena|connect)-/, () => undefined);
    await page.goto(server.url);
    await page.getByRole("button", { name: "Play" }).waitFor();
    expect(await page.getByRole("img", { name: "STRAFE" }).isVisible()).toBe(true);
  });

  test("is one click from playing, asks nobody but its own origin, and has nothing to complain about", async () => {
    const { page, complaints, requests } = await come();
    await play(page);
    expect(requests.some((url) => url.startsWith("ws:"))).toBe(true);
    expect(requests.filter((url) => !["blob:", "data:"].includes(new URL(url).protocol) && new URL(url).host !== new URL(server.url).host)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("plays without a click when the address asks for it", async () => {
    const { page } = await come();
    await page.goto(`${server.url}/?play=arena`);
    await page.locator(".vitals").waitFor();
  });

  test("remembers the name", async () => {
    const { page, context } = await come();
    await page.goto(server.url);
    await page.getByLabel("Name").fill("Vega");
    await page.keyboard.press("Enter");
    await page.locator(".vitals").waitFor();
    const again = await context.newPage();
    await again.goto(server.url);
    expect(await again.getByLabel("Name").inputValue()).toBe("Vega");
  });

  test("refuses a name that others could not read, and says why", async () => {
    const { page } = await come();
    await page.goto(server.url);
    await page.getByLabel("Name").fill("\u202Eevil");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("alert").textContent(), { timeout: PATIENCE }).toContain("can't be shown");
  });

  test("shows a name as text, whatever it looks like", async () => {
    const { page } = await come();
    await page.goto(server.url);
    await page.getByLabel("Name").fill("<b>x</b>");
    await page.keyboard.press("Enter");
    await page.locator(".vitals").waitFor();
    await page.keyboard.down("Tab");
    await expect.poll(() => page.locator(".row-own .cell-text").textContent(), { timeout: PATIENCE }).toBe("<b>x</b>");
  });

  test("is played by keyboard alone from the menu to the way out", async () => {
    const { page } = await come();
    await page.goto(server.url);
    await page.getByRole("button", { name: "Play" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".vitals").waitFor();
    await page.keyboard.down("Tab");
    await page.getByRole("region", { name: "Scoreboard" }).waitFor();
    await page.keyboard.up("Tab");
    await page.getByRole("region", { name: "Scoreboard" }).waitFor({ state: "detached" });
    await page.keyboard.press("F3");
    await page.getByRole("table", { name: "Net graph" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Leave" }).press("Enter");
    await page.getByRole("button", { name: "Play" }).waitFor();
    expect(new URL(page.url()).search).toBe("");
  });

  test("drops each hint for good when it was followed once", async () => {
    // On a screen with room for them.
    const { page } = await come({ width: 720, height: 405 });
    await play(page);
    const hints = page.getByRole("list", { name: "Controls" }).getByRole("listitem");
    await expect.poll(() => hints.count(), { timeout: PATIENCE }).toBe(3);
    await page.keyboard.press("KeyW");
    await page.keyboard.press("Shift");
    await expect.poll(() => hints.count(), { timeout: PATIENCE }).toBe(1);
    await page.reload();
    await page.locator(".vitals").waitFor();
    await expect.poll(() => hints.count(), { timeout: PATIENCE }).toBe(1);
  });

  test("puts the link to this very match into the address, and the link leads there", async () => {
    const { page } = await come();
    await play(page);
    const link = page.url();
    const room = new URL(link).searchParams.get("join");
    expect(room).toMatch(/^[\w-]+$/);
    const friend = await come();
    await friend.page.goto(link);
    await friend.page.getByRole("button", { name: "Join your friend" }).click();
    await friend.page.locator(".vitals").waitFor();
    expect(friend.page.url()).toBe(link);
  });

  test("fits a phone, upright and on its side, without scrolling", async () => {
    for (const viewport of [
      { width: 360, height: 640 },
      { width: 640, height: 320 },
    ]) {
      const { page } = await come(viewport);
      await page.goto(server.url);
      await page.getByRole("button", { name: "Play" }).waitFor();
      for (const name of ["Play", "Settings"]) {
        const box = await page.getByRole("button", { name }).boundingBox();
        expect(box).not.toBeNull();
        expect(box === null ? -1 : Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect(box === null ? 1e9 : box.x + box.width).toBeLessThanOrEqual(viewport.width);
        expect(box === null ? 1e9 : box.y + box.height).toBeLessThanOrEqual(viewport.height);
      }
    }
  });

  const expectEnding = async (page: Page, reason: EndReason): Promise<void> => {
    await expect.poll(() => page.locator(".ending").getAttribute("data-reason"), { timeout: PATIENCE }).toBe(reason);
    const { title, ways } = texts.endings[reason];
    expect(await page.locator(".ending h2").textContent()).toBe(title);
    await saveScreenshot(page, `ending-${reason}`);
    expect(await page.locator(".ending button").allTextContents()).toEqual(WAYS_ON[reason].map((way) => ways[way] ?? texts.ways[way]));
  };

  test("says why a seat was refused, each reason in its own words", async () => {
    const { page } = await come(PICTURE, SHARP);
    await page.goto(server.url);
    const refusals: readonly (readonly [number, string, EndReason])[] = [
      [JoinError.ROOM_FULL, "full", "full"],
      [JoinError.SERVER_FULL, "too much to do", "server-full"],
      [JoinError.VERSION_MISMATCH, "version", "version"],
      [JoinError.SERVER_FULL, "shutting down", "shutdown"],
      [JoinError.NO_SUCH_ROOM, "no such room", "seat-gone"],
      [JoinError.BAD_OPTIONS, "name", "refused"],
    ];
    let refusal = refusals[0];
    await page.route("**/api/play", (route) =>
      route.fulfill({ status: refusal?.[0] ?? 500, contentType: "application/json", body: JSON.stringify({ detail: refusal?.[1] }) }),
    );
    for (refusal of refusals) {
      await page.getByRole("button", { name: "Play" }).click();
      await expectEnding(page, refusal[2]);
      await page.reload();
    }
  });

  test("says why a match ended, each reason in its own words", async () => {
    const { page } = await come(PICTURE, SHARP);
    const closes: readonly (readonly [number, EndReason])[] = [
      [CloseCode.KICKED, "kicked"],
      [CloseCode.SHUTTING_DOWN, "shutdown"],
      [CloseCode.TOO_SLOW, "too-slow"],
      [CloseCode.REPLACED, "replaced"],
      [CloseCode.MATCH_FAILED, "match-failed"],
      [CloseCode.MATCH_OVER, "match-over"],
    ];
    for (const [code, reason] of closes) {
      await page.goto(`${server.url}/?play=arena`);
      await page.locator(".vitals").waitFor();
      const room = matchMaker.getLocalRoomById(new URL(page.url()).searchParams.get("join") ?? "");
      for (const client of room.clients) client.leave(code);
      await expectEnding(page, reason);
    }
  });
});
