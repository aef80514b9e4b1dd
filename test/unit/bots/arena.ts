import { type Bot, createBot, LOOK_INTERVAL } from "../../../shared/bots/bot.ts";
import { emptyView, feel, listen, look } from "../../../shared/bots/perceive.ts";
import type { BotView } from "../../../shared/bots/view.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { DEFAULT_MAP } from "../../../shared/content/maps.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { NOBODY, neutralFrame } from "../../../shared/sim/frame.ts";
import type { TickRate } from "../../../shared/sim/pace.ts";
import { step } from "../../../shared/sim/step.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { type BodyFrame, bodyOf, createWorld, type World } from "../../../shared/sim/world.ts";

interface ArenaOptions {
  map?: MapData;
  tickRate: TickRate;
  /** Of the world, and of the bots where `botSeed` does not say otherwise. */
  seed: number;
  botSeed?: number;
  skills: readonly number[];
}

interface Member {
  id: number;
  bot: Bot;
  view: BotView;
  frame: BodyFrame;
}

/** A world in which bots of given skills fight, one tick at a time, without a match around it. */
export class BotArena {
  readonly world: World;
  /** The frames of the last tick. */
  frames: BodyFrame[] = [];
  readonly #members: Member[];
  readonly #lookEvery: number;
  #joins: number[];

  /** Bots get the ids 1, 2, 3, … in the order of `skills`. */
  constructor({ map = DEFAULT_MAP, tickRate, seed, botSeed = seed, skills }: ArenaOptions) {
    const terrain = compileTerrain(map, tickRate);
    this.world = createWorld({ terrain, seed, startTick: 0 });
    this.#lookEvery = Math.round((LOOK_INTERVAL * tickRate) / 1000);
    this.#members = skills.map((skill, index) => {
      const id = index + 1;
      const bot = createBot({ terrain, seed: botSeed * 1000 + id, skill });
      return { id, bot, view: emptyView(), frame: { id, frame: neutralFrame(0, 0, 0), unseen: NOBODY } };
    });
    this.#joins = this.#members.map(({ id }) => id);
  }

  /** Bots think. The world stays as it is. */
  think(): BodyFrame[] {
    this.frames = [];
    for (const { id, bot, view, frame } of this.#members) {
      const self = bodyOf(this.world, id);
      if (!self) continue;
      feel(this.world, self, view);
      if ((this.world.tick + id) % this.#lookEvery === 0 && self.alive) look(this.world, self, view);
      bot.think(view, frame.frame);
      this.frames.push(frame);
    }
    return this.frames;
  }

  /** One whole tick. The events are valid until the next. */
  tick(): readonly SimEvent[] {
    const happened = step(this.world, { joins: this.#joins.map((id) => ({ id, team: 0 as const })), leaves: [], frames: this.think() });
    this.#joins = [];
    for (const { id, view } of this.#members) {
      const self = bodyOf(this.world, id);
      if (self?.alive) listen(self, happened, view);
    }
    return happened;
  }
}
