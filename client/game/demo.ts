import { type Bot, createBot, LOOK_INTERVAL } from "../../shared/bots/bot.ts";
import { CALL_SIGNS } from "../../shared/bots/names.ts";
import { emptyView, feel, listen, look } from "../../shared/bots/perceive.ts";
import type { BotView } from "../../shared/bots/view.ts";
import type { MapData } from "../../shared/content/map-data.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { ARENA, type ModeData } from "../../shared/content/modes.ts";
import { COLOR_COUNT, TRAILS } from "../../shared/protocol/craft.ts";
import { type InputFrame, NOBODY, neutralFrame } from "../../shared/sim/frame.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import { step } from "../../shared/sim/step.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { VIEW_TICK } from "../../shared/sim/units.ts";
import { bodyOf, createWorld, type Joining, type World } from "../../shared/sim/world.ts";
import { type Dress, WorldScenes } from "./demo-scene.ts";
import { type Controls, writeFrame } from "./input/controls.ts";
import type { MatchSource } from "./match-source.ts";
import type { Scene } from "./scene.ts";
import { Watching } from "./watching.ts";

export interface DemoOptions {
  seed: number;
  /** Bodies in all. */
  bodies: number;
  tickRate: TickRate;
  /** "" to watch. */
  name: string;
  /** The own body is a bot's as well. */
  autopilot: boolean;
  /** ms of the round that are over before it is shown; then it has a history. */
  skip: number;
  mode?: ModeData;
  /** Left out, DEFAULT_MAP. */
  map?: MapData;
  /** Of the own craft, an index into `TRAILS`. */
  trail?: number;
}

interface Mind {
  id: number;
  bot: Bot;
  view: BotView;
  frame: InputFrame;
}

/** Ticks made up at most in one displayed frame: after a pause the demonstration goes on where it was. */
const CATCH_UP = 4;
const OWN = 1;

/** A whole match within the page, without a server: bots, and the player's own hands. */
export class Demo implements MatchSource {
  readonly roomId = "";
  private readonly world: World;
  private readonly scenes: WorldScenes;
  private readonly minds: Mind[] = [];
  private readonly own: InputFrame | null;
  private readonly watching = new Watching();
  private joins: Joining[];
  private due = 0;
  private before = -1;

  constructor(options: DemoOptions) {
    const terrain = compileTerrain(options.map ?? DEFAULT_MAP, options.tickRate);
    this.world = createWorld({ terrain, seed: options.seed, startTick: 0, mode: options.mode ?? ARENA });
    const teams = this.world.mode.teams;
    this.joins = Array.from({ length: options.bodies }, (_, index) => ({ id: index + 1, team: teams === 0 ? 0 : index % 2 === 0 ? 1 : 2 }));
    const handled = options.name !== "" && !options.autopilot;
    this.own = handled ? neutralFrame(0, 0, 0) : null;
    for (const { id } of this.joins) {
      if (handled && id === OWN) continue;
      const bot = createBot({ terrain, seed: options.seed * 1000 + id, skill: 0.35 + 0.5 * ((id * 0.618) % 1) });
      this.minds.push({ id, bot, view: emptyView(), frame: neutralFrame(0, 0, 0) });
    }
    const playing = options.name !== "";
    const dress = (id: number): Dress =>
      playing && id === OWN
        ? { name: options.name, color: 0, trail: options.trail ?? 0, bot: false }
        : { name: CALL_SIGNS[id % CALL_SIGNS.length] ?? "Bot", color: (id - 1) % COLOR_COUNT, trail: id % TRAILS.length, bot: true };
    this.scenes = new WorldScenes(this.world, playing ? OWN : 0, playing, dress);
    for (let past = 0; past < options.skip; past += 1000 / options.tickRate) this.tick();
    this.scenes.forgetEvents();
  }

  frame(now: number, controls: Controls): Scene {
    const { world, scenes } = this;
    const tickTime = 1000 / world.terrain.tickRate;
    if (this.before < 0) this.before = now;
    this.due = Math.min(this.due + now - this.before, CATCH_UP * tickTime);
    this.before = now;
    scenes.forgetEvents();
    if (this.own !== null) writeFrame(controls, world.tick * VIEW_TICK, this.own);
    while (this.due >= tickTime) {
      this.due -= tickTime;
      this.tick();
    }
    const scene = scenes.show(world, this.due / tickTime);
    if (!scene.playing) scene.focus = this.watching.choose(scene, now);
    return scene;
  }

  /** Nobody hears a call here, and the demonstration goes on by itself. */
  call(): void {
    return;
  }

  askAgain(): void {
    return;
  }

  follow(id: number): void {
    this.watching.follow(id);
  }

  /** The whole demonstration is at hand, whatever is visible of it. */
  turn(): void {
    return;
  }

  /** A demonstration holds nothing that outlives it. */
  leave(): void {
    this.minds.length = 0;
  }

  private tick(): void {
    const { world, minds } = this;
    const lookEvery = Math.round((LOOK_INTERVAL * world.terrain.tickRate) / 1000);
    const frames = this.own === null ? [] : [{ id: OWN, frame: this.own, unseen: NOBODY }];
    for (const { id, bot, view, frame } of minds) {
      const self = bodyOf(world, id);
      if (self === undefined) continue;
      feel(world, self, view);
      if ((world.tick + id) % lookEvery === 0 && self.alive) look(world, self, view);
      bot.think(view, frame);
      frames.push({ id, frame, unseen: NOBODY });
    }
    this.scenes.remember(world);
    const happened = step(world, { joins: this.joins, leaves: [], frames });
    this.joins = [];
    for (const { id, view } of minds) {
      const self = bodyOf(world, id);
      if (self?.alive) listen(self, happened, view);
    }
    this.scenes.note(happened);
  }
}
