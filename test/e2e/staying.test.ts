import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { PICTURE_HEIGHT, PICTURE_WIDTH } from "../../client/ui/results-picture.ts";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { Player } from "../server/player.ts";
import { hasBrowser, launchBrowser, type Visit, visit } from "./look-browser.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;
/** Short rounds, and podiums that nobody would sit out. */
const RULES = { roundMs: 6000, podiumMs: 600_000 };

/** Every PNG begins with these bytes; its width and height follow at 16 and 20. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describe.skipIf(!hasBrowser)("staying", () => {
  let server: ArenaServer;
  let browser: Browser;
  const visits: Visit[] = [];

  afterEach(async () => {
    await Promise.all(visits.splice(0).map(({ context }) => context.close()));
  });

  const come = async (path = "/"): Promise<Page> => {
    const made = await visit(browser, { width: 960, height: 540 });
    made.page.setDefaultTimeout(PATIENCE);
    visits.push(made);
    await made.page.goto(new URL(path, server.url).href);
    return made.page;
  };
  const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
  const focus = (page: Page): Promise<number> => page.evaluate(() => globalThis.strafe.scene?.focus ?? 0);

  describe("in rounds that last", () => {
    beforeAll(async () => {
      server = await startArena({ ARENA_BOTS: "5" });
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.app.close();
    });

    test("a duel for whoever comes says that it waits", async () => {
      const page = await come("/?play=duel");
      await page.getByText("Waiting for an opponent").waitFor();
    });

    test("a private match is shared by its link, which leads there", async () => {
      const page = await come();
      await press(page, "Private");
      await page.getByRole("radio", { name: /Squads/ }).check({ force: true });
      await press(page, "Open the match");
      await page.getByRole("dialog", { name: "Your match is open" }).waitFor();
      const friend = await come(page.url());
      await press(friend, "Join your friend");
      await friend.locator(".round-score").waitFor();
      expect(friend.url()).toBe(page.url());
    });

    test("a quick call is written down for others, unless they muted who calls", async () => {
      const page = await come();
      await press(page, "Play");
      await page.locator(".vitals").waitFor();
      const other = await come(page.url());
      await press(other, "Join your friend");
      await other.locator(".vitals").waitFor();
      await page.keyboard.press("c");
      await other.getByRole("list", { name: "Calls" }).getByText("Look here").waitFor();
      await other.keyboard.down("Tab");
      await other.getByRole("button", { name: /^Mute/ }).click();
      await other.getByRole("list", { name: "Calls" }).getByText("Look here").waitFor({ state: "detached" });
      await other.keyboard.up("Tab");
      await page.keyboard.press("c");
      // What the caller sees come back has been sent to everybody.
      await expect.poll(() => page.locator(".call-lines li").count(), { timeout: PATIENCE }).toBeGreaterThan(0);
      await expect
        .poll(() => other.evaluate(() => globalThis.strafe.scene?.tick ?? 0))
        .toBeGreaterThan(await page.evaluate(() => globalThis.strafe.scene?.tick ?? 0));
      expect(await other.locator(".call-lines li").count()).toBe(0);
    });

    test("a player is muted, and heard again, by keyboard alone", async () => {
      const page = await come();
      await press(page, "Play");
      await page.locator(".vitals").waitFor();
      const other = await come(page.url());
      await press(other, "Join your friend");
      await other.locator(".vitals").waitFor();
      await other.keyboard.press("Escape");
      // Seats of who left before are still kept.
      const name = await page.evaluate(() => globalThis.strafe.scene?.bodies.find(({ id }) => id === globalThis.strafe.scene?.own)?.name);
      const players = other.getByRole("dialog").getByRole("region", { name: "Players" });
      await players.getByRole("button", { name: `Mute ${name}`, exact: true }).waitFor();
      const focused = (): Promise<string> => other.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
      for (let steps = 0; steps < 20 && (await focused()) !== `Mute ${name}`; steps += 1) await other.keyboard.press("Tab");
      await other.keyboard.press("Enter");
      await expect.poll(focused).toBe(`Hear ${name} again`);
      await page.keyboard.press("c");
      await page.locator(".call-lines li").first().waitFor();
      const heard = await page.evaluate(() => globalThis.strafe.scene?.tick ?? 0);
      await expect.poll(() => other.evaluate(() => globalThis.strafe.scene?.tick ?? 0), { timeout: PATIENCE }).toBeGreaterThan(heard);
      expect(await other.locator(".call-lines li").count()).toBe(0);
      await other.keyboard.press("Enter");
      await expect.poll(focused).toBe(`Mute ${name}`);
      await page.keyboard.press("c");
      await other.locator(".call-lines li").first().waitFor();
    });

    test("more calls than the server takes are answered with patience", async () => {
      const page = await come();
      await press(page, "Play");
      await page.locator(".vitals").waitFor();
      // Within the page, or a slow machine takes longer for four calls than the server remembers them.
      const answer = await page.evaluate(async () => {
        const until = async (done: () => boolean): Promise<void> => {
          while (!done()) await new Promise(requestAnimationFrame);
        };
        const wheel = (): boolean => document.querySelector(".call-wheel") !== null;
        const key = (kind: string): boolean => window.dispatchEvent(new KeyboardEvent(kind, { code: "KeyC", key: "c" }));
        for (let calls = 0; calls < 4; calls += 1) {
          key("keydown");
          await until(wheel);
          for (const clientY of [300, 200]) window.dispatchEvent(new PointerEvent("pointermove", { clientX: 400, clientY }));
          key("keyup");
          await until(() => !wheel());
        }
        await until(() => document.querySelector(".call-wait")?.textContent !== "");
        return document.querySelector(".call-wait")?.textContent;
      });
      expect(answer).toBe("Wait a moment");
    });

    test("who watches goes from player to player with the arrows, and back to the menu with Escape", async () => {
      const page = await come();
      await press(page, "Watch");
      await page.locator(".watch-name .who").waitFor();
      const first = await focus(page);
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => focus(page), { timeout: PATIENCE }).not.toBe(first);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    });

    test("the training room has no clock, and Escape leads to the same pause and settings as in a match", async () => {
      const page = await come("/?training");
      await page.locator(".vitals").waitFor();
      await page.locator(".score-kills").waitFor();
      expect(await page.locator(".score-clock").count()).toBe(0);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog", { name: "The match goes on" }).waitFor();
      await press(page, "Settings");
      await page.getByRole("dialog", { name: "Settings" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.locator(".vitals").waitFor();
    });

    test("any public match is chosen from the list by keyboard, and no private one is in it", async () => {
      const players = await Promise.all([
        Player.join(server.url, {}, { kind: "any", mode: "duel" }),
        Player.join(server.url, {}, { kind: "any", mode: "squads" }),
        Player.join(server.url, {}, { kind: "new", mode: "duel" }),
      ]);
      onTestFinished(async () => void (await Promise.all(players.map((player) => player.leave()))));
      for (const player of players) player.play();
      const page = await come();
      await press(page, "Watch");
      const list = page.getByRole("list", { name: "Public matches" });
      await list.getByRole("button", { name: /^Squads · .+ 1 player · 7 bots/ }).waitFor();
      await expect.poll(() => list.getByRole("button", { name: /^Duel/ }).count(), { timeout: PATIENCE }).toBe(1);
      await list.getByRole("button", { name: /^Squads/ }).focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(() => globalThis.strafe.scene?.mode), { timeout: PATIENCE }).toBe("squads");
      await list.locator("[aria-current=true]").getByText("Squads").waitFor();
      const ids = () => page.evaluate(() => globalThis.strafe.scene?.roster.filter(({ bot }) => !bot).map(({ id }) => id));
      await expect.poll(ids, { timeout: PATIENCE }).toEqual([players[1]?.body]);
    });

    test("what was earned is worn: the colour chosen in the profile is the craft's", async () => {
      const page = await come();
      await page.evaluate(() => localStorage.setItem("strafe.progress", JSON.stringify({ version: 1, points: 9000, craft: { color: null, trail: 0 } })));
      await page.reload();
      await press(page, "Profile");
      await page.getByText("Level 6").waitFor();
      expect(await page.getByRole("radio", { name: /from level 17/ }).isDisabled()).toBe(true);
      await page.getByRole("radio", { name: "Colour 9", exact: true }).check({ force: true });
      await press(page, "Done");
      await press(page, "Play");
      await page.locator(".vitals").waitFor();
      expect(await page.evaluate(() => globalThis.strafe.scene?.bodies.find(({ id }) => id === globalThis.strafe.scene?.own)?.color)).toBe(8);
    });
  });
});

describe.skipIf(!hasBrowser)("the end of a round", () => {
  let server: ArenaServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startArena({ ARENA_BOTS: "5" }, { rules: RULES });
    browser = await launchBrowser();
    ({ page } = await visit(browser, { width: 960, height: 540 }));
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${server.url}/?play=arena`);
    await page.getByRole("region", { name: "Your round" }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  test("gives the results as a picture, a PNG of the size that pages show", async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as picture" }).click()]);
    const bytes = await readFile(await download.path());
    expect(download.suggestedFilename()).toMatch(/^strafe-.+\.png$/);
    expect([...bytes.subarray(0, 8)]).toEqual(PNG);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([PICTURE_WIDTH, PICTURE_HEIGHT]);
  });

  test("leads on with one key, without waiting for the clock", async () => {
    await page.keyboard.press("r");
    await page.getByRole("region", { name: "Podium" }).waitFor({ state: "detached" });
    expect(await page.evaluate(() => globalThis.strafe.scene?.phase)).toBe("playing");
  });
});
