import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { createServer } from "vite";
import type { StagePiece } from "../client/game/stage-play.ts";
import { buildPageIfStale } from "../commands/page.ts";
import { PIT } from "../shared/content/maps/pit.ts";
import { MAPS } from "../shared/content/maps.ts";
import { ARENA } from "../shared/content/modes.ts";
import { serialize } from "../shared/sim/serialize.ts";
import { PHASES, step } from "../shared/sim/step.ts";
import type { TickInputs } from "../shared/sim/world.ts";
import { startArena } from "../test/server/arena-server.ts";
import { Fight } from "../test/sim/fight.ts";
import { type LiveFigures, measureLiveMatch } from "./client/live-match.ts";

/**
 * What a player's machine has to do: `npm run bench -- client`. Time per frame and frames per second with crowds in view that
 * fight, always the same fight; our own code per frame of a live match, apart from the filling of pixels; bytes and time from an
 * empty cache to the first play against a real server. Times are of this machine; `ofEmpty` is their ratio to a canvas that is
 * only cleared, in the same run, to compare machines and days.
 */
const CROWDS = [20, 60];
/** Small: everybody is in view, or nearly. */
const MAP = PIT.name;
const SEED = 5;
const TICK_RATE = 40;
/** Until the crowd has met. */
const WARM_TICKS = 200;
const TICKS = 800;
const DRAWN_FRAMES = 150;
/** ms: long enough for the quality to come to rest. */
const PACE_TIME = 16_000;
const EMPTY_FRAMES = 400;
/** Frames at the beginning that are not counted: everything is drawn for the first time. */
const FIRST_FRAMES = 30;
const VIEW = { width: 1280, height: 720 };
/** Bytes that may come over the wire up to the first play. */
const BYTES_MAX = 450_000;
/** ms per frame that our own code may take at the median with the largest crowd: a third of a 60 Hz display's frame. */
const CODE_MS_MAX = 6;
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

await buildPageIfStale();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
try {
  const firstPlay = await measureFirstPlay(browser);
  const live: LiveFigures[] = [];
  for (const bodies of CROWDS) live.push(await measureLiveMatch(browser, PIT, bodies));
  console.table(live);
  const frames = await measureFrames(browser);
  console.table(frames.results);
  console.log(firstPlay);
  const report = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", browser: browser.version(), view: VIEW, live, ...frames, firstPlay };
  writeFileSync(new URL("client.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
  if (firstPlay.bytes > BYTES_MAX) {
    console.error(`First play takes ${firstPlay.bytes} bytes, of ${BYTES_MAX} allowed.`);
    process.exitCode = 1;
  }
  for (const { bodies, codeMs } of live) {
    if (codeMs <= CODE_MS_MAX) continue;
    console.error(`With ${bodies} bodies our own code takes ${codeMs} ms per frame, of ${CODE_MS_MAX} allowed.`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
}

async function measureFrames(browser: Browser) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const server = await createServer({ configFile: `${root}vite.config.ts`, root: `${root}client`, logLevel: "warn", server: { host: "127.0.0.1", port: 0 } });
  await server.listen();
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error("the page has no address");
  const page = await browser.newPage({ viewport: VIEW });
  await page.goto(`${address}bench.html`);
  await page.waitForFunction(() => "bench" in globalThis);
  const empty = await page.evaluate((count) => globalThis.bench.empty(count), EMPTY_FRAMES);
  const emptyMs = quantile(empty.slice(FIRST_FRAMES), 0.5);
  const results = [];
  for (const bodies of CROWDS) {
    const piece = crowdOf(bodies);
    const drawn = (await page.evaluate(([it, frames]) => globalThis.bench.drawing(it, frames), [piece, DRAWN_FRAMES] as const)).slice(FIRST_FRAMES);
    const { intervals, quality } = await page.evaluate(([it, duration]) => globalThis.bench.pace(it, duration), [piece, PACE_TIME] as const);
    const medianMs = quantile(drawn, 0.5);
    results.push({
      bodies,
      frameMs: rounded(medianMs),
      frameP95Ms: rounded(quantile(drawn, 0.95)),
      ofEmpty: rounded(medianMs / emptyMs),
      framesPerSecond: rounded(rateOf(intervals.slice(Math.floor(intervals.length / 2)))),
      particles: quality.particles,
      glow: quality.glow,
      resolution: quality.resolution,
    });
  }
  await page.close();
  await server.close();
  return { emptyMs: rounded(emptyMs), results };
}

/** A fight of so many, from when they have met. */
function crowdOf(bodies: number): StagePiece {
  const map = MAPS[MAP];
  if (map === undefined) throw new Error(`there is no map ${MAP}`);
  const fight = new Fight({ tickRate: TICK_RATE, seed: SEED, bodies, map, mode: { ...ARENA, roundMs: 3_600_000 } });
  for (let tick = 0; tick < WARM_TICKS; tick += 1) fight.tick(PHASES);
  const world = Buffer.from(serialize(fight.world)).toString("base64");
  const ticks: TickInputs[] = [];
  for (let tick = 0; tick < TICKS; tick += 1) {
    const inputs = fight.crowd.next(fight.world);
    ticks.push(structuredClone(inputs));
    step(fight.world, inputs);
  }
  return { map: MAP, tickRate: TICK_RATE, world, ticks, focus: 1, pointer: { x: VIEW.width * 0.6, y: VIEW.height * 0.4 } };
}

/** From an empty cache and nothing open to the first frame in which the own craft flies. */
async function measureFirstPlay(browser: Browser) {
  const server = await startArena({ ARENA_BOTS: "6" });
  const context = await browser.newContext({ viewport: VIEW });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  const before = performance.now();
  await page.goto(server.url);
  await page.locator(".play").waitFor();
  const menuMs = performance.now() - before;
  await page.locator(".play").click();
  await page.waitForFunction(() => globalThis.strafe?.scene?.playing === true && globalThis.strafe.scene.bodies.length > 0, null, { polling: "raf" });
  const playMs = performance.now() - before;
  await context.close();
  await server.app.close();
  return { bytes, requests, menuMs: Math.round(menuMs), playMs: Math.round(playMs) };
}

/** Frames per second. */
function rateOf(intervals: readonly number[]): number {
  return (1000 * intervals.length) / intervals.reduce((sum, it) => sum + it, 0);
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
