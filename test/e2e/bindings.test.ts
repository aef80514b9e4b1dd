import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { hasBrowser, launchBrowser, SHARP, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";
import { VirtualPad } from "./sticks.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;
/** A picture is kept. */
const PICTURE = { width: 640, height: 480 };

describe.skipIf(!hasBrowser)("bindings", () => {
  let server: ArenaServer;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    server = await startArena();
    browser = await launchBrowser();
  });

  afterEach(async () => {
    for (const { context } of visits.splice(0)) await context.close();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const come = async (viewport?: { width: number; height: number }, device?: Parameters<typeof visit>[2]): Promise<Visit> => {
    const made = await visit(browser, viewport, device);
    made.page.setDefaultTimeout(PATIENCE);
    visits.push(made);
    return made;
  };

  /** How the own craft moves on the page's screen: units per second, radians. */
  const motion = (page: Page) =>
    page.evaluate(() => {
      const scene = globalThis.strafe.scene;
      const own = scene?.bodies.find(({ id }) => id === scene.focus);
      return { speed: Math.hypot(own?.velocityX ?? 0, own?.velocityY ?? 0), heading: Math.atan2(own?.velocityY ?? 0, own?.velocityX ?? 0) };
    });

  const row = (page: Page, action: string) => page.locator(`[data-action="${action}"]`);
  const firstOf = (page: Page, action: string) => row(page, action).getByRole("button", { name: "first binding" });

  /** Goes on by Tab until this has the focus. */
  const tabTo = async (page: Page, name: string | RegExp): Promise<void> => {
    const wanted = page.getByRole("button", { name }).first();
    await wanted.waitFor();
    for (let stops = 0; stops < 60; stops += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab never came to ${name}`);
  };

  const toControls = async (page: Page): Promise<void> => {
    await page.goto(server.url);
    await page.getByRole("button", { name: "Settings" }).press("Enter");
    await page.getByRole("button", { name: "Controls" }).press("Enter");
    await page.getByRole("dialog", { name: "Controls" }).waitFor();
  };

  test("are reached and changed by keyboard alone, and the match obeys them, now and after a reload", async () => {
    const { page } = await come();
    await page.goto(server.url);
    await tabTo(page, "Settings");
    await page.keyboard.press("Enter");
    await tabTo(page, "Controls");
    await page.keyboard.press("Enter");
    await tabTo(page, "Move right, first binding");
    await page.keyboard.press("Space");
    await page.keyboard.press("KeyL");
    await expect.poll(() => firstOf(page, "right").textContent(), { timeout: PATIENCE }).toBe("L");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await tabTo(page, "Play");
    await page.keyboard.press("Enter");
    for (const visitNumber of [1, 2]) {
      await page.locator(".vitals").waitFor();
      await page.keyboard.down("KeyL");
      await expect
        .poll(
          async () => {
            const { speed, heading } = await motion(page);
            return heading === 0 && speed > 100;
          },
          { timeout: PATIENCE },
        )
        .toBe(true);
      await page.keyboard.up("KeyL");
      if (visitNumber === 1) await page.reload();
    }
  });

  test("that collide are shown with the way out, and go back to what they were", async () => {
    const { page } = await come(PICTURE, SHARP);
    await toControls(page);
    await firstOf(page, "up").click();
    await page.keyboard.press("Space");
    await expect.poll(() => row(page, "up").textContent(), { timeout: PATIENCE }).toContain("Space is also: Dash");
    expect(await row(page, "dash").textContent()).toContain("Space is also: Move up");
    await saveScreenshot(page, "bindings-conflict");
    await page.getByRole("button", { name: "Space only for Move up" }).click();
    await expect.poll(() => row(page, "up").textContent(), { timeout: PATIENCE }).not.toContain("also");
    expect(await row(page, "dash").textContent()).not.toContain("Space");
    await page.getByRole("button", { name: "Reset to defaults" }).click();
    await expect.poll(() => row(page, "dash").textContent(), { timeout: PATIENCE }).toContain("Space");
    expect(await firstOf(page, "up").textContent()).toBe("W");
  });

  test("to what the browser keeps for itself are refused with the reason", async () => {
    const { page } = await come();
    await toControls(page);
    await firstOf(page, "dash").click();
    for (const [key, reason] of [
      ["F5", "reloads the page"],
      ["F11", "the browser"],
      ["AltLeft", "shortcuts"],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => page.getByRole("status").filter({ hasText: reason }).count(), { timeout: PATIENCE }).toBe(1);
    }
    await page.keyboard.press("Escape");
    expect(await firstOf(page, "dash").textContent()).toBe("Shift");
    expect(await page.getByRole("dialog", { name: "Controls" }).isVisible()).toBe(true);
  });

  test("take mouse buttons, the wheel, gamepad buttons and sticks", async () => {
    const { page } = await come();
    const pad = await VirtualPad.on(page);
    await toControls(page);
    await firstOf(page, "dash").click();
    await firstOf(page, "dash").click({ button: "right" });
    await expect.poll(() => firstOf(page, "dash").textContent(), { timeout: PATIENCE }).toBe("Right click");
    await firstOf(page, "dash").click();
    await page.mouse.wheel(0, 60);
    await expect.poll(() => firstOf(page, "dash").textContent(), { timeout: PATIENCE }).toBe("Wheel down");
    await pad.connect();
    await page.getByRole("button", { name: "Controller" }).click();
    await firstOf(page, "dash").click();
    await pad.tap(3);
    await expect.poll(() => firstOf(page, "dash").textContent(), { timeout: PATIENCE }).toBe("Y");
    await firstOf(page, "aim-stick").click();
    await pad.tap(2);
    await page.getByText("needs a whole stick").waitFor();
    await pad.run(0);
    await expect.poll(() => firstOf(page, "aim-stick").textContent(), { timeout: PATIENCE }).toBe("Left stick");
    expect(await row(page, "aim-stick").textContent()).toContain("is also: Move");
  });
});
