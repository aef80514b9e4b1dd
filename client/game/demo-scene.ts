import type { SimEvent } from "../../shared/sim/events.ts";
import { TURN, UNIT } from "../../shared/sim/units.ts";
import { type Body, bodyOf, type World } from "../../shared/sim/world.ts";
import type { NetFigures, Scene, SceneBody, SceneDress, SceneEntry } from "./scene.ts";

export interface Dress {
  name: string;
  color: number;
  /** Index into `TRAILS`. */
  trail: number;
  bot: boolean;
}

const NO_FIGURES: NetFigures = {
  roundTrip: 0,
  jitter: 0,
  tickRate: 0,
  queue: 0,
  interpolationDelay: 0,
  corrections: { drift: 0, impulse: 0, invented: 0 },
  drift: 0,
  driftPeak: 0,
  bytesIn: 0,
  bytesOut: 0,
  framesPerSecond: 0,
  load: 0,
};

interface Place {
  x: number;
  y: number;
  aim: number;
}

/**
 * Makes scenes of a world that is at hand whole: of the local demonstration, or of a logged round that is run again. Between two
 * ticks it shows the places in between.
 */
export class WorldScenes {
  readonly scene: Scene;
  private readonly dress: (id: number) => Dress;
  private readonly before = new Map<number, Place>();

  constructor(world: World, focus: number, playing: boolean, dress: (id: number) => Dress) {
    this.dress = dress;
    this.scene = {
      map: world.terrain.map,
      mode: world.mode.name,
      tick: world.tick,
      tickRate: world.terrain.tickRate,
      own: playing ? focus : 0,
      focus,
      playing,
      roster: [],
      bodies: [],
      projectiles: [],
      pickups: [],
      happened: [],
      self: null,
      phase: "playing",
      phaseLeft: 0,
      round: 1,
      scores: [],
      calls: [],
      results: null,
      restartIn: null,
      idleIn: null,
      connection: { kind: "connected" },
      net: { ...NO_FIGURES, tickRate: world.terrain.tickRate },
    };
  }

  /** To be called right before the world is stepped. */
  remember(world: World): void {
    this.before.clear();
    for (const { id, x, y, aim, alive } of world.bodies) if (alive) this.before.set(id, { x, y, aim });
  }

  /** Takes in what a step brought; a scene keeps events until `forgetEvents`. The world reuses its records: these are copies. */
  note(happened: readonly SimEvent[]): void {
    for (const event of happened) this.scene.happened.push({ event: { ...event }, predicted: false });
  }

  forgetEvents(): void {
    this.scene.happened.length = 0;
  }

  /** Brings the scene to `part` (0..1) of the way from the remembered tick to the world's present one. */
  show(world: World, part: number): Scene {
    const { scene } = this;
    scene.tick = world.tick - 1 + part;
    scene.roster = world.bodies.map((body) => this.entryOf(body));
    scene.bodies = world.bodies.map((body) => this.bodyAt(body, world, part));
    const perSecond = world.terrain.tickRate / UNIT;
    const back = (1 - part) / world.terrain.tickRate;
    scene.projectiles = world.projectiles.map((shot) => {
      const velocityX = shot.velocityX * perSecond;
      const velocityY = shot.velocityY * perSecond;
      return {
        id: shot.id,
        owner: shot.owner,
        weapon: shot.weapon,
        x: shot.x / UNIT - velocityX * back,
        y: shot.y / UNIT - velocityY * back,
        velocityX,
        velocityY,
      };
    });
    scene.scores = world.mode.teams === 0 ? [] : [...world.scores];
    scene.pickups = world.pickups.map(({ absentTicks }) => absentTicks === 0);
    scene.phase = world.phase === "playing" ? "playing" : "podium";
    scene.phaseLeft = (world.phaseTicks * 1000) / world.terrain.tickRate;
    const own = scene.playing ? bodyOf(world, scene.focus) : undefined;
    scene.self =
      own === undefined
        ? null
        : {
            weapon: own.weapon,
            ammo: [...own.ammo],
            dashReady: 1 - own.dashCooldown / Math.max(1, world.terrain.pace.dashCooldown),
            fireReady: 1 - own.fireCooldown / Math.max(1, world.terrain.pace.weapons[own.weapon]?.period ?? 1),
            respawnIn: own.alive ? 0 : (own.respawnTicks * 1000) / world.terrain.tickRate,
          };
    return scene;
  }

  private bodyAt(body: Body, world: World, part: number): SceneBody {
    const from = this.before.get(body.id) ?? body;
    // A body that jumped (a respawn) is shown where it is now.
    const jumped = Math.abs(body.x - from.x) + Math.abs(body.y - from.y) > 200 * UNIT;
    const mix = (a: number, b: number): number => (jumped ? b : a + (b - a) * part);
    const turned = ((body.aim - from.aim + TURN * 1.5) % TURN) - TURN / 2;
    const perSecond = world.terrain.tickRate / UNIT;
    return {
      id: body.id,
      ...this.dressOf(body),
      x: mix(from.x, body.x) / UNIT,
      y: mix(from.y, body.y) / UNIT,
      velocityX: body.velocityX * perSecond,
      velocityY: body.velocityY * perSecond,
      aim: ((from.aim + turned * part) / TURN) * Math.PI * 2,
      alive: body.alive,
      overcharged: body.overchargeTicks > 0,
      protected: body.protectedTicks > 0,
      dashing: body.dashTicks > 0,
      health: body.health,
      shield: body.shield,
      weapon: body.weapon,
    };
  }

  private dressOf({ id, team }: Body): SceneDress {
    const { name, color, trail } = this.dress(id);
    return { name, color, trail, team, dropped: false };
  }

  private entryOf(body: Body): SceneEntry {
    const { id, kills, deaths, assists, streak } = body;
    return { id, ...this.dressOf(body), bot: this.dress(id).bot, kills, deaths, assists, streak, again: false };
  }
}
