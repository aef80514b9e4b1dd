import type { Browser, Page } from "playwright-core";
import type { MapData } from "../../shared/content/map-data.ts";
import { startArena } from "../../test/server/arena-server.ts";

/** Frames before those that count: the crowd meets, code gets warm, the picture comes to rest. */
const WARM_FRAMES = 400;
const FRAMES = 600;

/** Tiny: as much is in view as on any screen, as many sprites are placed, but hardly a pixel has to be filled. */
const TINY = { width: 320, height: 180 };

export interface LiveFigures {
  bodies: number;
  /** ms of our code per displayed frame, from input to the last call of the graphics interface, the HUD with it. */
  codeMs: number;
  codeP95Ms: number;
  /** Mean ms per displayed frame of all scripts, those between frames (the network's) with them. */
  scriptMs: number;
  /** Mean ms per displayed frame in which the browser works out styles and places of the HUD. */
  layoutMs: number;
  /** Calls that draw, per frame. */
  drawCalls: number;
  framesPerSecond: number;
}

declare global {
  /** Of each displayed frame: ms of our code, and calls that draw. */
  var frameLog: { code: number[]; draws: number[] };
}

/** What our own code takes in a real match on a real page, apart from the filling of pixels, which is a graphics card's work. */
export async function measureLiveMatch(browser: Browser, map: MapData, bodies: number): Promise<LiveFigures> {
  const server = await startArena({ ARENA_BOTS: String(bodies) }, { map });
  const context = await browser.newContext({ viewport: TINY });
  const page = await context.newPage();
  await page.addInitScript(logFrames);
  await page.goto(`${server.url}/?play=arena`);
  await page.waitForFunction((count) => (globalThis.strafe?.scene?.roster.length ?? 0) >= count, bodies);
  await page.mouse.move(200, 60);
  await page.mouse.down();
  await page.keyboard.down("KeyD");
  await framesShown(page, WARM_FRAMES);
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  const timesOf = async () => new Map((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  const before = await timesOf();
  await page.evaluate(() => {
    globalThis.frameLog = { code: [], draws: [] };
  });
  await framesShown(page, FRAMES);
  const { code, draws } = await page.evaluate(() => globalThis.frameLog);
  const after = await timesOf();
  await context.close();
  await server.app.close();
  /** s, since the frames began to count. */
  const spent = (name: string): number => (after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN);
  return {
    bodies,
    codeMs: rounded(quantile(code, 0.5)),
    codeP95Ms: rounded(quantile(code, 0.95)),
    scriptMs: rounded((spent("ScriptDuration") * 1000) / code.length),
    layoutMs: rounded(((spent("LayoutDuration") + spent("RecalcStyleDuration")) * 1000) / code.length),
    drawCalls: quantile(draws, 0.5),
    framesPerSecond: rounded(code.length / spent("Timestamp")),
  };
}

/** Runs in the page before its own scripts. */
function logFrames(): void {
  globalThis.frameLog = { code: [], draws: [] };
  let drawn = 0;
  for (const name of ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"] as const) {
    const draw = WebGL2RenderingContext.prototype[name];
    Object.defineProperty(WebGL2RenderingContext.prototype, name, {
      value(this: WebGL2RenderingContext, ...words: unknown[]) {
        drawn += 1;
        return Reflect.apply(draw, this, words);
      },
    });
  }
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (show) =>
    request((now) => {
      const from = performance.now();
      const drawnBefore = drawn;
      show(now);
      // React shows what a frame changed in a task of its own right after it: this one comes behind it.
      queueMicrotask(() => {
        if (drawn === drawnBefore) return;
        globalThis.frameLog.code.push(performance.now() - from);
        globalThis.frameLog.draws.push(drawn - drawnBefore);
      });
    });
}

async function framesShown(page: Page, count: number): Promise<void> {
  const from = await page.evaluate(() => globalThis.frameLog.code.length);
  await page.waitForFunction((until) => globalThis.frameLog.code.length >= until, from + count, { timeout: 120_000 });
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
