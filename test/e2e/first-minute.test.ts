import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scene } from "../../client/game/scene.ts";
import { GameSession, sessionPorts } from "../../client/game/session.ts";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { type App, createApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { emptyView } from "../../shared/bots/perceive.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { ASPECT_DEFAULT, viewSize } from "../../shared/protocol/view.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { Newcomer } from "./newcomer.ts";
import { viewScene } from "./scene-view.ts";

const NEWCOMERS = 20;
const TICK_RATE = 40;
/** ms between two displayed frames. */
const FRAME = 16;
/** ms of play. */
const MINUTE = 60_000;

/** What a first minute is measured by, with the median that is asked for, s after the click. */
const MILESTONES = { alive: 2, enemyOnScreen: 5, damageDealt: 15, kill: 60 } as const;
type Milestone = keyof typeof MILESTONES;
const NAMES = Object.keys(MILESTONES).filter((name): name is Milestone => name in MILESTONES);

const SCREEN = viewSize(ASPECT_DEFAULT);
const terrain = compileTerrain(DEFAULT_MAP, TICK_RATE);

interface TickSeen {
  tick: number;
  /** ms */
  at: number;
}

/** One newcomer at one client: from the click on Play to the end of the minute. */
class Seat {
  readonly session: GameSession;
  /** s after the click. */
  readonly reached = new Map<Milestone, number>();
  readonly #newcomer: Newcomer;
  readonly #view = emptyView();
  readonly #clicked: number;
  readonly #ticks: { first: TickSeen | null; last: TickSeen | null } = { first: null, last: null };

  constructor(endpoint: string, seed: number) {
    this.session = new GameSession(sessionPorts(endpoint));
    this.#newcomer = new Newcomer(seed);
    this.#clicked = performance.now();
    this.session.connect({ name: `Newcomer ${seed}`, aspect: ASPECT_DEFAULT });
  }

  /** Ticks per second of the match as this client got them, since its first. A machine that is too slow for the test shows here. */
  get tickRate(): number {
    const { first, last } = this.#ticks;
    return first && last && last.at > first.at ? ((last.tick - first.tick) * 1000) / (last.at - first.at) : 0;
  }

  /** One displayed frame: looks at it, writes down what it shows for the first time, acts on it in the next. */
  frame(now: number): void {
    const scene = this.session.frame(now, this.#newcomer.controls);
    viewScene(scene, terrain, this.#view);
    this.#watch(scene, (now - this.#clicked) / 1000);
    if (this.#view.self.alive) this.#newcomer.act(this.#view, now);
  }

  #watch(scene: Scene, seconds: number): void {
    const { self } = this.#view;
    if (!scene.playing) return;
    this.#ticks.last = { tick: scene.tick, at: seconds * 1000 };
    this.#ticks.first ??= this.#ticks.last;
    if (self.alive) this.#reach("alive", seconds);
    if (self.alive && scene.bodies.some((body) => body.id !== scene.focus && body.alive && isOnScreen(body.x - self.x, body.y - self.y)))
      this.#reach("enemyOnScreen", seconds);
    for (const { event } of scene.happened) {
      if (event.kind === "bodyHit" && event.attacker === scene.focus) this.#reach("damageDealt", seconds);
      if (event.kind === "bodyKilled" && event.attacker === scene.focus) this.#reach("kill", seconds);
    }
  }

  #reach(milestone: Milestone, seconds: number): void {
    if (!this.reached.has(milestone)) this.reached.set(milestone, seconds);
  }
}

function isOnScreen(x: number, y: number): boolean {
  return Math.abs(x) <= SCREEN.width / 2 && Math.abs(y) <= SCREEN.height / 2;
}

/** s by which a share of the newcomers were there; those who never were count as infinitely late. */
function quantile(seats: readonly Seat[], milestone: Milestone, share: number): number {
  const times = seats.map((seat) => seat.reached.get(milestone) ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  return times[Math.ceil(times.length * share) - 1] ?? Number.POSITIVE_INFINITY;
}

describe(`the first minute of ${NEWCOMERS} newcomers, all at once, each in a room of their own`, () => {
  let app: App;
  let seats: Seat[] = [];

  beforeAll(async () => {
    // One seat for a human per room: whoever comes next gets a new one.
    app = createApp(
      readConfig({
        HOST: "127.0.0.1",
        PORT: "0",
        LOG_LEVEL: "silent",
        DATA_DIR: temporaryDirectory(),
        TICK_RATE: `${TICK_RATE}`,
        MAX_ROOMS: `${NEWCOMERS}`,
        MAX_PLAYERS: "1",
      }),
    );
    const { port } = await app.listen();
    seats = Array.from({ length: NEWCOMERS }, (_, index) => new Seat(`http://127.0.0.1:${port}`, index + 1));
    await playFor(MINUTE, seats);
    const rates = seats.map(({ tickRate }) => tickRate).sort((a, b) => a - b);
    console.log(`ticks per second that reached the screens: slowest ${rates[0]?.toFixed(1)}, fastest ${rates.at(-1)?.toFixed(1)}`);
    for (const name of NAMES) {
      const [median, upper] = [quantile(seats, name, 0.5), quantile(seats, name, 0.75)];
      console.log(`${name}: median ${median.toFixed(2)} s, upper quartile ${upper.toFixed(2)} s, wanted ${MILESTONES[name]} s`);
    }
  }, MINUTE + 30_000);

  afterAll(async () => {
    for (const { session } of seats) session.leave();
    await app.close();
  });

  test("each is in a room of their own", () => {
    expect(new Set(seats.map(({ session }) => session.roomId)).size).toBe(NEWCOMERS);
  });

  test.each(NAMES)("%s in time at the median", (name) => {
    expect(quantile(seats, name, 0.5)).toBeLessThanOrEqual(MILESTONES[name]);
  });
});

/** Shows every seat its frames until three quarters of all are through with everything, which settles every figure, or the time is up. */
function playFor(ms: number, seats: readonly Seat[]): Promise<void> {
  const enough = Math.ceil(seats.length * 0.75);
  const ends = performance.now() + ms;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now();
      for (const seat of seats) seat.frame(now);
      const through = seats.filter(({ reached }) => reached.size === NAMES.length).length;
      if (through < enough && now < ends) return;
      clearInterval(timer);
      resolve();
    }, FRAME);
  });
}
