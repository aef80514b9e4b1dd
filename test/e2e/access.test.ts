import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Texts } from "../../client/ui/texts/catalogue.ts";
import { texts as german } from "../../client/ui/texts/de.ts";
import { texts as english } from "../../client/ui/texts/en.ts";
import { texts as spanish } from "../../client/ui/texts/es.ts";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { hasBrowser, launchBrowser, SHARP, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;
/** More presses of Tab than any panel has entries. */
const TABS_MAX = 60;

const LAPTOP = { width: 900, height: 560 };
const UPRIGHT = { width: 360, height: 640 };
const SIDEWAYS = { width: 640, height: 320 };
const NARROW = { width: 420, height: 560 };

describe.skipIf(!hasBrowser)("access", () => {
  let server: ArenaServer;
  let browser: Browser;
  const pages: Page[] = [];

  beforeAll(async () => {
    server = await startArena({ ARENA_BOTS: "6" });
    browser = await launchBrowser();
  });

  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const come = async (viewport: typeof LAPTOP = LAPTOP, device: BrowserContextOptions = {}): Promise<Page> => {
    const { page } = await visit(browser, viewport, { locale: "en-GB", ...device });
    page.setDefaultTimeout(PATIENCE);
    pages.push(page);
    await page.goto(server.url);
    await page.locator(".play").waitFor();
    return page;
  };

  describe("every menu in the accessibility tree", () => {
    test("has a name for everything that can be used, and says what it is", async () => {
      const page = await come();
      await expectTree(page, "body", [/main/, /heading "STRAFE" \[level=1\]/, /textbox "Name"/, /button "Play"/, /button "Settings"/]);
      await page.getByRole("button", { name: "Settings" }).click();
      await expectTree(page, "dialog", [
        /dialog "Settings"/,
        /group "Language"/,
        /radio "English" \[checked\]/,
        /checkbox "Camera shake" \[checked\]/,
        /slider "Effects"/,
      ]);
      await page.getByRole("button", { name: "Controls" }).click();
      await expectTree(page, "dialog", [/dialog "Controls"/, /button "Move up, first binding: W"/, /button "Done"/]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Play", exact: true }).click();
      await page.locator(".vitals").waitFor();
      await page.keyboard.press("Escape");
      await expectTree(page, "dialog", [/dialog "The match goes on"/, /button "Back to the match"/, /button "Leave"/]);
      await page.keyboard.press("Escape");
      await page.keyboard.down("Tab");
      await expectTree(page, ".board", [/region "Scoreboard"/, /columnheader "Kills"/]);
      await page.keyboard.up("Tab");
    });

    test("lets a screen reader say only what concerns the player", async () => {
      const page = await come();
      await page.locator(".play").press("Enter");
      await page.locator(".vitals").waitFor();
      const live = "[role=status], [role=alert], [aria-live]:not([aria-live=off])";
      for (const often of [".feed", ".vitals", ".score", ".death", ".announcer"]) {
        expect(await page.locator(`:is(${live}):has(${often}), ${often}:is(${live}), ${often} :is(${live})`).count(), often).toBe(0);
      }
      const spoken = await page.locator("[data-spoken]").evaluateAll((all) => all.map((each) => each.getAttribute("data-spoken")));
      expect(spoken.sort()).toEqual(["health", "idle", "kills", "restart"]);
    });
  });

  describe("by keyboard alone", () => {
    test("every entry of every menu is reached, in order, with the focus seen and never behind a panel", async () => {
      const page = await come();
      expect(await focused(page)).toBe("Play");
      const menu = await tabRound(page, "body");
      // Round from Play: downwards, then from the top.
      expect(menu.filter((name) => ["Duel", "Squads", "Private", "Party", "Profile", "Settings", "Name", "Play"].includes(name))).toEqual([
        "Duel",
        "Squads",
        "Private",
        "Party",
        "Profile",
        "Settings",
        "Name",
        "Play",
      ]);
      await tabTo(page, "Settings");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog", { name: "Settings" }).waitFor();
      const entries = await tabRound(page, "dialog");
      for (const name of ["English", "Normal", "Standard", "As the system", "Camera shake", "Damage numbers", "Effects", "Controls", "Done"]) {
        expect(entries).toContain(name);
      }
      await tabTo(page, "Controls");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog", { name: "Controls" }).waitFor();
      expect((await tabRound(page, "dialog")).length).toBeGreaterThan(15);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog", { name: "Settings" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    });

    test.each(["Private", "Party", "Profile"])("%s opens, is gone through, closes, and gives the focus back", async (name) => {
      const page = await come();
      await tabTo(page, name);
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      await expectTree(page, "dialog", [/dialog "/]);
      await tabRound(page, "dialog");
      await page.keyboard.press("Escape");
      await expect.poll(() => focused(page)).toBe(name);
    });

    test("a setting is changed, remembered, and the focus goes back to what opened the panel", async () => {
      const page = await come();
      await tabTo(page, "Settings");
      await page.keyboard.press("Enter");
      await tabTo(page, "Normal");
      await page.keyboard.press("ArrowRight");
      expect(await focused(page)).toBe("Large");
      await tabTo(page, "Damage numbers");
      await page.keyboard.press("Space");
      await tabTo(page, "Effects");
      await page.keyboard.press("End");
      await page.keyboard.press("Escape");
      await expect.poll(() => focused(page)).toBe("Settings");
      await page.reload();
      await page.getByRole("button", { name: "Settings" }).press("Enter");
      expect(await page.getByRole("radio", { name: "Large", exact: true }).isChecked()).toBe(true);
      expect(await page.getByRole("checkbox", { name: "Damage numbers" }).isChecked()).toBe(true);
      expect(await page.getByRole("slider", { name: "Effects" }).inputValue()).toBe("100");
    });

    test("a match is joined, paused, left, and the menu is back under the hands", async () => {
      const page = await come();
      await page.keyboard.press("Enter");
      await page.locator(".vitals").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor();
      expect(await focused(page)).toBe("Back to the match");
      await tabTo(page, "Leave");
      await page.keyboard.press("Enter");
      await expect.poll(() => focused(page)).toBe("Play");
    });
  });

  describe("languages", () => {
    test("change every text at once and are remembered", async () => {
      const page = await come();
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByRole("radio", { name: "Deutsch" }).press("Space");
      await page.getByRole("dialog", { name: german.settings.title }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe("de");
      await expectNoneOf(page, english, german);
      await page.keyboard.press("Escape");
      await page.reload();
      await page.getByRole("button", { name: german.menu.play }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe("de");
      await page.locator(".play").press("Enter");
      await page.locator(".vitals").waitFor();
      await expectNoneOf(page, english, german);
    });

    test.each([
      ["de-AT", german],
      ["es-MX", spanish],
      ["fr", english],
    ] as const)("begin with the reader's own (%s), or English, and fit a phone", async (locale, texts) => {
      const page = await come(UPRIGHT, { ...SHARP, locale, hasTouch: true, isMobile: true });
      await page.getByRole("button", { name: texts.menu.play, exact: true }).waitFor();
      await expectNoOverflow(page);
      await saveScreenshot(page, `language-${locale}-menu`);
      await page.getByRole("button", { name: texts.menu.settings }).click();
      await expectNoOverflow(page);
      await saveScreenshot(page, `language-${locale}-settings`);
    });
  });

  describe("text size", () => {
    test.each([
      ["phone, upright", UPRIGHT, true],
      ["phone, on its side", SIDEWAYS, true],
      ["narrow window", NARROW, false],
      ["laptop", LAPTOP, false],
    ] as const)("grows everything and keeps it on the screen: %s", async (_where, viewport, touch) => {
      const page = await come(viewport, { ...SHARP, hasTouch: touch, isMobile: touch });
      const size = (selector: string): Promise<number> => page.locator(selector).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
      const before = await size(".play");
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByRole("radio", { name: "Largest" }).press("Space");
      await expectNoOverflow(page);
      await expectWithin(page, page.getByRole("button", { name: "Done" }));
      await saveScreenshot(page, `text-largest-settings-${viewport.width}`);
      await page.keyboard.press("Escape");
      expect(await size(".play")).toBeGreaterThan(before * 1.1);
      await expectNoOverflow(page);
      for (const name of ["Play", "Settings"]) await expectWithin(page, page.getByRole("button", { name, exact: true }));
      await saveScreenshot(page, `text-largest-menu-${viewport.width}`);
      await page.locator(".play").press("Enter");
      await page.locator(".vitals").waitFor();
      await expectWithin(page, page.locator(".vitals"));
      await expectWithin(page, page.locator(".score"));
      await saveScreenshot(page, `text-largest-match-${viewport.width}`);
    });
  });

  describe("reduced motion", () => {
    const animates = (page: Page): Promise<boolean> => page.locator(".panel").evaluate((element) => getComputedStyle(element).animationName !== "none");

    test("is the system's wish", async () => {
      const page = await come(LAPTOP, { reducedMotion: "reduce" });
      await page.getByRole("button", { name: "Settings" }).click();
      expect(await animates(page)).toBe(false);
      await page.getByRole("radio", { name: "Full" }).press("Space");
      expect(await animates(page)).toBe(true);
    });

    test("is the player's own", async () => {
      const page = await come(LAPTOP, { reducedMotion: "no-preference" });
      await page.getByRole("button", { name: "Settings" }).click();
      expect(await animates(page)).toBe(true);
      await page.getByRole("radio", { name: "Reduced" }).press("Space");
      expect(await animates(page)).toBe(false);
      const veil = await page.locator(".veil").evaluate((element) => getComputedStyle(element).backgroundColor);
      expect(Number(/([\d.]+)\)$/.exec(veil)?.[1])).toBeGreaterThan(0.9);
    });
  });
});

/** The part of the accessibility tree below `selector` has all this, and nothing in it that can be used is without a name. */
async function expectTree(page: Page, selector: string, parts: readonly RegExp[]): Promise<void> {
  const tree = await page.locator(selector).ariaSnapshot();
  for (const part of parts) expect(tree).toMatch(part);
  expect(tree.split("\n").filter((line) => /- (button|textbox|radio|checkbox|slider|link|dialog|group|img|region)( \[|:|$)/.test(line))).toEqual([]);
}

/** The name of what has the focus; "" for the page itself. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return "";
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.querySelector("span")?.textContent || element.labels?.[0]?.textContent : null;
    return (element.getAttribute("aria-label") ?? label ?? element.textContent ?? "").trim();
  });
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < TABS_MAX; presses += 1) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never led to ${name}`);
}

/** Goes round with Tab until it is back where it was: the names of what was met, each with a focus that is seen, and all within `selector`. */
async function tabRound(page: Page, selector: string): Promise<string[]> {
  const names: string[] = [];
  const first = await focused(page);
  for (let presses = 0; presses < TABS_MAX; presses += 1) {
    await page.keyboard.press("Tab");
    const name = await focused(page);
    // Between the last entry and the first the browser's own bars have their turn.
    if (name === "") continue;
    const state = await page.evaluate((within) => {
      const element = document.activeElement;
      const shown = [element, element?.closest("label")].some((each) => {
        if (!(each instanceof HTMLElement)) return false;
        const { outlineStyle, boxShadow } = getComputedStyle(each);
        return outlineStyle !== "none" || (each instanceof HTMLInputElement && boxShadow !== "none");
      });
      return { inside: element?.closest(within) !== null, shown };
    }, selector);
    expect(state, name).toEqual({ inside: true, shown: true });
    names.push(name);
    if (name === first) return names;
  }
  throw new Error(`Tab never came back to ${first}`);
}

/** No text of `other` that `spoken` says differently stands anywhere on the page, to be seen or read out. */
async function expectNoneOf(page: Page, other: Texts, spoken: Texts): Promise<void> {
  const shown = await page.evaluate(() => {
    const read = ["aria-label", "placeholder", "aria-valuetext", "title"];
    const attributes = [...document.querySelectorAll("*")].flatMap((element) => read.map((name) => element.getAttribute(name) ?? ""));
    const own = [...document.querySelectorAll("body *")].flatMap((element) =>
      [...element.childNodes].filter((node) => node instanceof Text).map((node) => node.data),
    );
    return [...attributes, ...own].map((text) => text.trim()).filter((text) => text !== "");
  });
  const kept = new Set(plainTexts(spoken));
  const foreign = new Set(plainTexts(other).filter((text) => !kept.has(text)));
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter((text) => foreign.has(text))).toEqual([]);
}

function plainTexts(node: unknown): string[] {
  if (typeof node === "string") return [node];
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(plainTexts) : [];
}

/** Nothing sticks out to the sides: neither of the page nor of a panel or what is in it. The wordmark may be wider than its column. */
async function expectNoOverflow(page: Page): Promise<void> {
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll("body, .menu, .menu *:not(.menu-column), .panel, .panel *")]
      .filter((element) => element instanceof HTMLElement && !element.closest(".unseen, h1") && getComputedStyle(element).display !== "inline")
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && !(element instanceof HTMLInputElement))
      .map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth} ${element.textContent?.slice(0, 40)}`),
  );
  expect(wide).toEqual([]);
}

async function expectWithin(page: Page, what: ReturnType<Page["locator"]>): Promise<void> {
  const box = await what.boundingBox();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  expect(box).not.toBeNull();
  if (box === null) return;
  expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(width);
  expect(box.y + box.height).toBeLessThanOrEqual(height);
}
