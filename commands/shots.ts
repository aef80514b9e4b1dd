import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { createServer } from "vite";
import type { StagePiece } from "../client/game/stage-play.ts";
import { LogFileError, readLog } from "../server/match/log-files.ts";
import { Match } from "../server/match/match.ts";
import { type RoundLog, readTicks } from "../server/match/record.ts";
import { DEFAULT_MAP, MAPS } from "../shared/content/maps.ts";
import { CONTENT_VERSION } from "../shared/content/version.ts";
import { serialize } from "../shared/sim/serialize.ts";
import { step } from "../shared/sim/step.ts";
import { compileTerrain } from "../shared/sim/terrain.ts";
import { TURN, UNIT } from "../shared/sim/units.ts";
import { type Body, bodyOf, createWorld, type TickInputs, type World } from "../shared/sim/world.ts";

const USAGE = `Photographs a logged round at fixed ticks, as one of its players would have seen it.

  node commands/launch.cjs shots [--log FILE.round] [--out DIRECTORY] [--ticks 800,1200,...] [--focus ID] [--size 1280x720]

Without --log a round of bots is played for the occasion, always the same one. Without --focus the picture is taken through the eyes of whoever
is in the thickest of it. Needs Chromium in /usr/bin.`;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RATE = 40;
/** Seed of the round that is played when none is given; any will do. */
const SEED = 2;
/** Ticks drawn before each picture, so that trails, sparks and scorches of before are there. */
const LEAD = 160;
/** Units within which others make a fight. */
const FIGHT_REACH = 600;
const DEFAULT_TICKS = "600,1000,1480,2040,2600";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const { values } = parseArgs({
  options: {
    log: { type: "string" },
    out: { type: "string", default: "dist/shots" },
    ticks: { type: "string", default: DEFAULT_TICKS },
    focus: { type: "string" },
    size: { type: "string", default: "1280x720" },
    help: { type: "boolean" },
  },
});
if (values.help === true) {
  console.log(USAGE);
  process.exit(0);
}

const ticks = values.ticks.split(",").map(Number);
const [width = 1280, height = 720] = values.size.split("x").map(Number);
const log = values.log === undefined ? playRound(Math.max(...ticks)) : await logIn(values.log);
const pieces = ticks.map((tick) => ({ tick, piece: pieceUpTo(log, tick) }));
const directory = resolve(ROOT, values.out);
await mkdir(directory, { recursive: true });
const server = await createServer({
  configFile: join(ROOT, "vite.config.ts"),
  root: join(ROOT, "client"),
  logLevel: "warn",
  server: { host: "127.0.0.1", port: 0 },
});
await server.listen();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
try {
  for (const { tick, piece } of pieces) {
    const path = join(directory, `tick-${tick}.png`);
    await photograph(piece, path);
    console.log(path);
  }
} finally {
  await browser.close();
  await server.close();
}

async function photograph(piece: StagePiece, path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height } });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error("the page has no address");
  await page.goto(`${address}stage.html`);
  await page.waitForFunction(() => "playStage" in globalThis && document.querySelector("canvas") !== null);
  await page.evaluate((it) => globalThis.playStage(it), piece);
  await page.screenshot({ path, animations: "disabled" });
  await page.close();
}

/** The log in a file, if this version can run it. */
async function logIn(path: string): Promise<RoundLog> {
  try {
    const read = await readLog(path);
    return read.contentVersion === CONTENT_VERSION ? read : refuse(`${path} was made with content ${read.contentVersion}; here is ${CONTENT_VERSION}.`);
  } catch (error) {
    if (error instanceof LogFileError || (error instanceof Error && "code" in error && error.code === "ENOENT")) return refuse(error.message);
    throw error;
  }
}

function refuse(why: string): never {
  console.error(why);
  process.exit(1);
}

/** A round of bots alone, up to a tick. */
function playRound(lastTick: number): RoundLog {
  let ended: RoundLog | null = null;
  const terrain = compileTerrain(DEFAULT_MAP, RATE);
  const match = new Match({
    terrain,
    seed: SEED,
    size: DEFAULT_MAP.bots,
    now: () => performance.now(),
    send: () => undefined,
    roundEnded: (_round, it) => {
      ended = it;
    },
  });
  while (match.world.tick < lastTick) match.tick();
  match.end();
  if (ended === null) throw new Error("the match ended without a log");
  return ended;
}

/** Runs the log up to LEAD ticks before `tick`, and takes what follows with it. */
function pieceUpTo(log: RoundLog, tick: number): StagePiece {
  const map = MAPS[log.map];
  if (map === undefined || (log.tickRate !== 20 && log.tickRate !== 40)) return refuse(`There is no map ${log.map} at ${log.tickRate} Hz.`);
  const world = createWorld({ terrain: compileTerrain(map, log.tickRate), seed: log.seed, startTick: log.startTick });
  const followed: TickInputs[] = [];
  let begun: string | null = null;
  for (const { joins, leaves, frames } of readTicks(log)) {
    if (world.tick >= tick) break;
    if (begun === null && world.tick >= tick - LEAD) begun = Buffer.from(serialize(world)).toString("base64");
    // The reader uses its records again: what is kept has to be a copy.
    if (begun !== null) followed.push(structuredClone({ joins, leaves, frames }));
    step(world, { joins, leaves, frames });
  }
  if (begun === null || world.tick < tick) return refuse(`The log ends at tick ${world.tick}; there is no tick ${tick} in it.`);
  const focus = focusOf(world);
  return { map: log.map, tickRate: log.tickRate, world: begun, ticks: followed, focus, pointer: pointerOf(bodyOf(world, focus)?.aim ?? 0) };
}

/** Whoever has most others around them: where the fight is. */
function focusOf(world: World): number {
  if (values.focus !== undefined) return Number(values.focus);
  const living = world.bodies.filter((body) => body.alive);
  const company = (body: Body): number => living.filter((other) => Math.hypot(other.x - body.x, other.y - body.y) < FIGHT_REACH * UNIT).length;
  return living.reduce<Body | null>((most, body) => (most === null || company(body) > company(most) ? body : most), null)?.id ?? 0;
}

/** On the screen, some way ahead of the craft. */
function pointerOf(aim: number): { x: number; y: number } {
  const angle = (aim / TURN) * 2 * Math.PI;
  return { x: width / 2 + Math.cos(angle) * height * 0.3, y: height / 2 + Math.sin(angle) * height * 0.3 };
}
