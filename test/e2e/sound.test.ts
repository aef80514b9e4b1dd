import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { hasBrowser, launchBrowser, type Visit, visit } from "./look-browser.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;

/** What the page sends to the loudspeaker, tapped before it gets there. */
interface Tap {
  contexts: AudioContext[];
  /** The largest amplitude since it was asked for last. */
  peak: () => number;
}

declare global {
  var tap: Tap;
}

/** Runs in the page before its own scripts. */
function installTap(): void {
  const contexts: AudioContext[] = [];
  let analyser: AnalyserNode | null = null;
  let peak = 0;
  globalThis.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts.push(this);
    }
  };
  const connect = AudioNode.prototype.connect;
  Object.defineProperty(AudioNode.prototype, "connect", {
    value(this: AudioNode, ...to: unknown[]) {
      const [target] = to;
      if (target instanceof AudioDestinationNode) {
        analyser = target.context.createAnalyser();
        analyser.fftSize = 8192;
        Reflect.apply(connect, this, [analyser]);
      }
      return Reflect.apply(connect, this, to);
    },
  });
  setInterval(() => {
    if (analyser === null) return;
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  }, 50);
  globalThis.tap = {
    contexts,
    peak: () => {
      const largest = peak;
      peak = 0;
      return largest;
    },
  };
}

describe.skipIf(!hasBrowser)("sound on the page", () => {
  let server: ArenaServer;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    server = await startArena({ ARENA_BOTS: "4" });
    browser = await launchBrowser();
  });

  afterEach(async () => {
    for (const { context } of visits.splice(0)) await context.close();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const come = async (): Promise<Visit> => {
    const made = await visit(browser);
    made.page.setDefaultTimeout(PATIENCE);
    await made.page.addInitScript(installTap);
    visits.push(made);
    await made.page.goto(server.url);
    await made.page.getByRole("button", { name: "Play", exact: true }).waitFor();
    return made;
  };

  const states = (page: Page): Promise<string[]> => page.evaluate(() => tap.contexts.map(({ state }) => state));
  const peak = (page: Page): Promise<number> => page.evaluate(() => tap.peak());

  /** Waits for so many seconds of sound to be made: it has a clock of its own, which a busy machine holds up. */
  const listen = async (page: Page, seconds: number): Promise<void> => {
    const from = await page.evaluate(() => tap.contexts[0]?.currentTime ?? 0);
    await page.waitForFunction((until) => (tap.contexts[0]?.currentTime ?? 0) >= until, from + seconds);
  };

  const openSettings = async (page: Page): Promise<void> => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("slider", { name: "Effects" }).waitFor();
  };

  /** By keyboard alone. */
  const silence = async (page: Page): Promise<void> => {
    for (const name of ["Effects", "Interface", "Ambience"]) {
      await page.getByRole("slider", { name }).focus();
      await page.keyboard.press("Home");
    }
  };

  test("is neither loaded nor begun before the first gesture, and both with it", async () => {
    const { page, requests, complaints } = await come();
    await page.waitForFunction(() => (globalThis.strafe?.scene?.bodies.length ?? 0) > 0);
    const asked = (): string[] => requests.filter((url) => /\/assets\/playing-/.test(url));
    expect(await states(page)).toEqual([]);
    expect(asked()).toEqual([]);
    await page.keyboard.press("Shift");
    await page.mouse.click(5, 5);
    await expect.poll(() => states(page), { timeout: PATIENCE }).toEqual(["running"]);
    expect(asked()).toHaveLength(1);
    await expect.poll(() => peak(page), { timeout: PATIENCE }).toBeGreaterThan(0.001);
    expect(complaints).toEqual([]);
  });

  test("comes with shots", async () => {
    const { page, complaints } = await come();
    await page.evaluate(() => {
      // What greets who joins is not what is listened for.
      localStorage.setItem("strafe.volume-interface", "0");
      localStorage.setItem("strafe.volume-ambience", "0");
    });
    await page.reload();
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await page.locator(".vitals").waitFor();
    await page.mouse.move(300, 100);
    await page.mouse.down();
    await expect.poll(() => peak(page), { timeout: PATIENCE }).toBeGreaterThan(0.05);
    expect(complaints).toEqual([]);
  });

  test("is silent with all sliders at nothing, which the keyboard does", async () => {
    const { page } = await come();
    await openSettings(page);
    await silence(page);
    expect(await page.getByRole("slider").evaluateAll((all) => all.map((each) => each.getAttribute("aria-valuetext")))).toEqual(["Off", "Off", "Off"]);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await page.locator(".vitals").waitFor();
    await expect.poll(() => states(page), { timeout: PATIENCE }).toEqual(["running"]);
    await page.mouse.down();
    await page.waitForFunction(() => globalThis.strafe?.scene?.projectiles.some(({ owner }) => owner === strafe.scene?.focus));
    // What sounded before fades, and stays in what is looked at for a sixth of a second.
    await listen(page, 0.7);
    await peak(page);
    await listen(page, 1);
    expect(await peak(page)).toBeLessThan(0.0001);
  });

  test("keeps its volumes", async () => {
    const { page } = await come();
    await openSettings(page);
    await page.getByRole("slider", { name: "Effects" }).focus();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.reload();
    await openSettings(page);
    expect(await page.getByRole("slider", { name: "Effects" }).inputValue()).toBe("95");
    expect(await page.getByRole("slider", { name: "Interface" }).inputValue()).toBe("70");
  });
});
