import type { Controls } from "../../client/game/input/controls.ts";
import type { Scene, SceneBody } from "../../client/game/scene.ts";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { BadNetwork } from "../proxy/bad-network.ts";
import { roundTripOf } from "../proxy/lane.ts";
import { ScriptedPlayer } from "./player.ts";
import { randomFrom } from "./random.ts";
import { startServer } from "./server.ts";

const SHOOTERS = 10;
const TARGETS = 6;

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
  /** Shots that met the target that they were aimed at. */
  hits: number;
  /** Corrections without a reason, of all clients together. */
  drift: number;
}

/** How targets run: turning back after `turns` ms, and at `beat` units from where they spawned. */
interface Running {
  turns: readonly [least: number, most: number];
  beat: number;
}

/** In front of their own shooters, so that none stands in another's line, and turning faster than anyone could follow. */
const ERRATIC: Running = { turns: [400, 1000], beat: 120 };

/** What flies half a second finds nobody who turns twice in that time, at no latency at all: long enough runs to be led. */
const LEADABLE: Running = { turns: [1500, 3500], beat: 500 };

/** Runs to and fro and turns back at random. */
function runner(home: number, { turns: [least, most], beat }: Running, random: () => number) {
  let way = random() < 0.5 ? -1 : 1;
  let turnsAt = 0;
  return (scene: Scene, controls: Controls, now: number): void => {
    const own = scene.bodies.find(({ id }) => id === scene.focus);
    if (now >= turnsAt) {
      way = -way;
      turnsAt = now + least + random() * (most - least);
    }
    if (own !== undefined && Math.abs(own.x - home) > beat) way = own.x < home ? 1 : -1;
    controls.moveX = way;
    controls.moveY = 0;
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

/** Units to either side of its place that a shooter strafes: no nearer to its neighbours. */
const STRAFE = 20;

/** Units per second: a body that runs straight on. */
const FULL_SPEED = 300;

/** Strafes on the spot and shoots at one target, as its own screen shows it. */
class Shooter {
  /** Id of the target of each shot, by the shot's number. */
  readonly aimedAt = new Map<number, number>();
  readonly #random: () => number;
  readonly #target: string;
  readonly #weapon: number;
  readonly #shots: number;
  readonly #aim = new Aim();
  #way = 1;
  #turnsAt = 0;
  readonly #beginsAt: number;
  readonly #home: number;

  constructor(home: number, target: string, weapon: number, shots: number, beginsAt: number, random: () => number) {
    this.#home = home;
    this.#target = target;
    this.#weapon = weapon;
    this.#shots = shots;
    this.#beginsAt = beginsAt;
    this.#random = random;
  }

  get isDone(): boolean {
    return this.aimedAt.size >= this.#shots;
  }

  play(scene: Scene, controls: Controls, now: number): void {
    const own = scene.bodies.find(({ id }) => id === scene.focus);
    const target = scene.bodies.find(({ name }) => name === this.#target);
    if (own === undefined || target === undefined) return;
    for (const { event, predicted } of scene.happened) {
      if (predicted && (event.kind === "railFired" || event.kind === "projectileFired")) this.aimedAt.set(event.shot, target.id);
    }
    this.#aim.watch(scene);
    if (now >= this.#turnsAt) {
      this.#way = -this.#way;
      this.#turnsAt = now + 150 + this.#random() * 150;
    }
    if (Math.abs(own.x - this.#home) > STRAFE) this.#way = own.x < this.#home ? 1 : -1;
    const weapon = WEAPONS[this.#weapon];
    controls.moveX = this.#way;
    controls.weapon = this.#weapon;
    controls.aim = this.#aim.at(own, target, weapon?.kind === "projectile" ? weapon.speed : 0);
    // Nobody leads who is just turning.
    const isLeadable = weapon?.kind === "rail" || Math.abs(target.velocityX) > FULL_SPEED;
    controls.fire = now >= this.#beginsAt && !this.isDone && isLeadable;
  }
}

/** Ten shooters and six targets on the field, all real clients through the same bad network; a spectator on a good one keeps count. */
export async function shoot(options: RangeOptions): Promise<RangeResult> {
  const server = await startServer({ tickRate: options.tickRate, viewAgeMax: options.viewAgeMax });
  const random = randomFrom(options.seed);
  const network = await BadNetwork.start(server.port, roundTripOf(options.roundTrip, options.jitter), random);
  const victims = new Map<string, number>();
  const flying = new Map<number, string>();
  const referee = await new ScriptedPlayer(server.port, (scene) => {
    for (const { event } of scene.happened) {
      if (event.kind === "railFired") victims.set(`${event.body}:${event.shot}`, event.victim);
      if (event.kind === "projectileFired") flying.set(event.projectile, `${event.body}:${event.shot}`);
      if (event.kind === "projectileEnded") victims.set(flying.get(event.projectile) ?? "", event.victim);
    }
  }).join({ spectate: true });

  // Those who come first stand where they spawn, so the shooters' places are taken before targets look for one.
  const shooters: { hand: Shooter; player: ScriptedPlayer }[] = [];
  const players: ScriptedPlayer[] = [];
  const each = Math.ceil(options.shots / SHOOTERS);
  for (let index = 0; index < SHOOTERS + TARGETS; index += 1) {
    const player = await new ScriptedPlayer(network.port, () => undefined).join({ name: `body ${index}` });
    players.push(player);
  }
  while (!players.every((player) => player.own?.alive === true)) await new Promise((resolve) => setTimeout(resolve, 20));
  const beginsAt = performance.now() + 3000;
  const isShooter = (player: ScriptedPlayer): boolean => (player.own?.y ?? 0) > 600;
  const targets = players.filter((player) => !isShooter(player));
  const isHitscan = WEAPONS[options.weapon]?.kind === "rail";
  for (const player of targets) player.script = runner(player.own?.x ?? 0, isHitscan ? ERRATIC : LEADABLE, random);
  players.filter(isShooter).forEach((player) => {
    const away = (target: ScriptedPlayer): number => Math.abs((target.own?.x ?? 0) - (player.own?.x ?? 0));
    const [nearest] = targets.toSorted((a, b) => away(a) - away(b));
    const hand = new Shooter(player.own?.x ?? 0, nearest?.own?.name ?? "", options.weapon, each, beginsAt, random);
    player.script = (scene, controls, now) => hand.play(scene, controls, now);
    shooters.push({ hand, player });
  });
  if (shooters.length !== SHOOTERS) throw new Error(`${shooters.length} shooters`);

  const patience = performance.now() + 90_000;
  const isCounted = (hand: Shooter, player: ScriptedPlayer): boolean => hand.isDone && [...hand.aimedAt.keys()].every((shot) => victims.has(`${player.scene.focus}:${shot}`));
  while (!shooters.every(({ hand, player }) => isCounted(hand, player))) {
    if (performance.now() > patience) throw new Error(`after 90 s: ${shooters.map(({ hand }) => hand.aimedAt.size)} shots, ${victims.size} judged`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const result: RangeResult = { shots: 0, hits: 0, drift: 0 };
  for (const { hand, player } of shooters) {
    for (const [shot, target] of hand.aimedAt) {
      result.shots += 1;
      if (victims.get(`${player.scene.focus}:${shot}`) === target) result.hits += 1;
    }
  }
  for (const player of players) result.drift += player.scene.net.corrections.drift;
  for (const player of [...players, referee]) player.leave();
  await network.close();
  await server.stop();
  return result;
}
