import { vi } from "vitest";
import type { Controls } from "../../client/game/input/controls.ts";
import type { Scene, SceneBody } from "../../client/game/scene.ts";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { BadNetwork } from "../proxy/bad-network.ts";
import { roundTripOf } from "../proxy/lane.ts";
import { FIELD, FIRING_LINE, RAIL_PERIOD } from "./field.ts";
import { ScriptedPlayer } from "./player.ts";
import { randomFrom } from "./random.ts";
import { startServer } from "./server.ts";

const SHOOTERS = 10;
const TARGETS = 6;

/** ms until everybody is there, and until every shot was fired and judged: much longer than either takes. */
const ARRIVAL = 20_000;
const PATIENCE = 90_000;

/** ms from the last one's arrival to the first run: clocks and queues find their lengths. */
const SETTLING = 3000;

export interface RangeOptions {
  tickRate: 20 | 40;
  weapon: number;
  /** Shots of all shooters together. */
  shots: number;
  /** ms. */
  roundTrip: number;
  jitter: number;
  /** ms that a shot may look back; null for the match's own. */
  viewAgeMax: number | null;
  seed: number;
}

export interface RangeResult {
  shots: number;
  /** Shots that met a target. */
  hits: number;
  /** Corrections without a reason, of all clients together. */
  drift: number;
}

/** How targets run: turning back after `turns` ms, and at most `beat` units from where they spawned. */
interface Running {
  turns: readonly [least: number, most: number];
  beat: number;
}

/** In front of their own shooters, so that none stands in another's line, and turning faster than anyone could follow. */
const ERRATIC: Running = { turns: [900, 1800], beat: 190 };

/** What flies half a second finds nobody who turns in that time, at no latency at all: long enough runs to be led. */
const LEADABLE: Running = { turns: [4000, 8000], beat: Number.POSITIVE_INFINITY };

/** Units: targets turn back before the walls stop them. */
const MARGIN = 100;

/** Stands until `beginsAt`, then runs to and fro and turns back at random: the same way in every run of the same seed. */
function runner(home: number, { turns: [least, most], beat }: Running, beginsAt: number, random: () => number) {
  const left = Math.max(MARGIN, home - beat);
  const right = Math.min(FIELD.width - MARGIN, home + beat);
  let way = random() < 0.5 ? -1 : 1;
  let turnsAt = beginsAt + random() * most;
  return (scene: Scene, controls: Controls, now: number): void => {
    const own = scene.bodies.find(({ id }) => id === scene.focus);
    for (; now >= turnsAt; turnsAt += least + random() * (most - least)) way = -way;
    if (own !== undefined && own.x < left) way = 1;
    if (own !== undefined && own.x > right) way = -1;
    controls.moveX = now < beginsAt ? 0 : way;
  };
}

/** Where to aim, looking at one frame: straight at the target for what hits at once, else ahead by the flight that the screen showed. */
class Aim {
  /** ms by which own projectiles lag behind their speed on the own screen. */
  #lag = 0;
  readonly #fired = new Map<number, { x: number; y: number; tick: number }>();

  /** Watches own projectiles fly. */
  watch(scene: Scene): void {
    for (const { event, predicted } of scene.happened) {
      if (predicted && event.kind === "projectileFired") this.#fired.set(event.projectile, { x: event.fromX / 256, y: event.fromY / 256, tick: scene.tick });
    }
    for (const projectile of scene.projectiles) {
      const fired = this.#fired.get(projectile.id);
      if (fired === undefined) continue;
      const flown = Math.hypot(projectile.x - fired.x, projectile.y - fired.y);
      if (flown < 300) continue;
      this.#fired.delete(projectile.id);
      const due = (flown / Math.hypot(projectile.velocityX, projectile.velocityY)) * 1000;
      const took = ((scene.tick - fired.tick) / scene.tickRate) * 1000;
      this.#lag += (took - due - this.#lag) * 0.3;
    }
  }

  at(own: SceneBody, target: SceneBody, speed: number): number {
    let time = 0;
    for (let round = 0; round < 4 && speed > 0; round += 1) {
      const distance = Math.hypot(target.x + target.velocityX * time - own.x, target.y + target.velocityY * time - own.y);
      time = distance / speed + this.#lag / 1000;
    }
    return Math.atan2(target.y + target.velocityY * time - own.y, target.x + target.velocityX * time - own.x);
  }
}

/** ms of shooting projectiles before shots count: who leads must first have seen own shots fly. */
const RANGING = 2500;

/** Units per second: a body that runs straight on. Nobody leads who is just turning. */
const FULL_SPEED = 300;

/** Units: further away nobody shoots. */
const RANGE = 800;

/** Units to either side of its place that a shooter strafes: no nearer to its neighbours. */
const STRAFE = 20;

/** ms between two shots of one shooter, the same in every run: slower than the weapon fires. */
const RAIL_SHOTS = RAIL_PERIOD + 50;
const PULSE_SHOTS = 575;

const isTarget = ({ y }: SceneBody): boolean => y < FIRING_LINE - 200;

/** Strafes on the spot and shoots at the nearest target, as its own screen shows it. */
class Shooter {
  /** Numbers of the shots fired. */
  readonly shots = new Set<number>();
  readonly #home: number;
  readonly #weapon: number;
  readonly #wanted: number;
  readonly #period: number;
  readonly #random: () => number;
  readonly #aim = new Aim();
  #way = 1;
  #turnsAt = 0;
  #firesAt: number;
  readonly #countsFrom: number;

  constructor(home: number, { weapon, shots, period }: { weapon: number; shots: number; period: number }, beginsAt: number, random: () => number) {
    this.#home = home;
    this.#weapon = weapon;
    this.#wanted = shots;
    this.#period = period;
    this.#firesAt = beginsAt + 1000 + random() * period;
    this.#countsFrom = beginsAt + 1000 + (WEAPONS[weapon]?.kind === "projectile" ? RANGING : 0);
    this.#random = random;
  }

  get isDone(): boolean {
    return this.shots.size >= this.#wanted;
  }

  play(scene: Scene, controls: Controls, now: number): void {
    for (const { event, predicted } of scene.happened) {
      if (!predicted || (event.kind !== "railFired" && event.kind !== "projectileFired")) continue;
      if (now >= this.#countsFrom) this.shots.add(event.shot);
      controls.fire = false;
      while (this.#firesAt <= now) this.#firesAt += this.#period;
    }
    this.#aim.watch(scene);
    const own = scene.bodies.find(({ id }) => id === scene.focus);
    if (own === undefined) return;
    if (now >= this.#turnsAt) {
      this.#way = -this.#way;
      this.#turnsAt = now + 150 + this.#random() * 150;
    }
    if (Math.abs(own.x - this.#home) > STRAFE) this.#way = own.x < this.#home ? 1 : -1;
    controls.moveX = this.#way;
    const away = (body: SceneBody): number => Math.hypot(body.x - own.x, body.y - own.y);
    const [target] = scene.bodies.filter(isTarget).toSorted((a, b) => away(a) - away(b));
    if (target !== undefined) this.#shootAt(target, own, away(target), controls, now);
  }

  #shootAt(target: SceneBody, own: SceneBody, distance: number, controls: Controls, now: number): void {
    const weapon = WEAPONS[this.#weapon];
    const isLeadable = weapon?.kind === "rail" || Math.abs(target.velocityX) > FULL_SPEED;
    controls.weapon = this.#weapon;
    controls.aim = this.#aim.at(own, target, weapon?.kind === "projectile" ? weapon.speed : 0);
    controls.fire = now >= this.#firesAt && !this.isDone && isLeadable && distance < RANGE;
  }
}

/** Ten shooters and six targets on the field, all real clients through the same bad network; the server keeps count. */
export async function shoot(options: RangeOptions): Promise<RangeResult> {
  const server = await startServer({ tickRate: options.tickRate, viewAgeMax: options.viewAgeMax });
  const network = await BadNetwork.start(server.port, roundTripOf(options.roundTrip, options.jitter), randomFrom(options.seed));
  const victims = new Map<string, number>();
  server.onVerdict(({ body, shot, victim }) => victims.set(`${body}:${shot}`, victim));

  const players = await Promise.all(
    Array.from({ length: SHOOTERS + TARGETS }, (_, index) => new ScriptedPlayer(network.port, () => undefined).join({ name: `body ${index}` })),
  );
  await vi.waitUntil(() => players.every((player) => player.own?.alive === true), { timeout: ARRIVAL, interval: 20 });
  // Each spawned at a place of its own, and the place says what it is for.
  players.sort((a, b) => (a.own?.y ?? 0) - (b.own?.y ?? 0) || (a.own?.x ?? 0) - (b.own?.x ?? 0));
  const beginsAt = performance.now() + SETTLING;
  const isHitscan = WEAPONS[options.weapon]?.kind === "rail";
  const order = { weapon: options.weapon, shots: Math.ceil(options.shots / SHOOTERS), period: isHitscan ? RAIL_SHOTS : PULSE_SHOTS };
  const shooters: { hand: Shooter; player: ScriptedPlayer }[] = [];
  const targets = new Set<number>();
  players.forEach((player, index) => {
    const home = player.own?.x ?? 0;
    const chance = randomFrom(options.seed * 100 + index);
    if (player.own !== undefined && isTarget(player.own)) {
      targets.add(player.scene.focus);
      player.script = runner(home, isHitscan ? ERRATIC : LEADABLE, beginsAt, chance);
      return;
    }
    const hand = new Shooter(home, order, beginsAt, chance);
    player.script = (scene, controls, now) => hand.play(scene, controls, now);
    shooters.push({ hand, player });
  });
  if (shooters.length !== SHOOTERS) throw new Error(`${shooters.length} shooters`);

  const isCounted = (hand: Shooter, player: ScriptedPlayer): boolean =>
    hand.isDone && [...hand.shots].every((shot) => victims.has(`${player.scene.focus}:${shot}`));
  await vi.waitUntil(() => shooters.every(({ hand, player }) => isCounted(hand, player)), { timeout: PATIENCE, interval: 100 });
  const result: RangeResult = { shots: 0, hits: 0, drift: 0 };
  for (const { hand, player } of shooters) {
    for (const shot of hand.shots) {
      result.shots += 1;
      if (targets.has(victims.get(`${player.scene.focus}:${shot}`) ?? 0)) result.hits += 1;
    }
  }
  for (const player of players) result.drift += player.scene.net.corrections.drift;
  for (const player of players) player.leave();
  await network.close();
  await server.stop();
  return result;
}
