import { type Bot, createBot, LOOK_INTERVAL } from "../../../shared/bots/bot.ts";
import { emptyView, feel, listen, look } from "../../../shared/bots/perceive.ts";
import type { BotView } from "../../../shared/bots/view.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { SQUADS } from "../../../shared/content/modes.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { NOBODY, neutralFrame } from "../../../shared/sim/frame.ts";
import { step } from "../../../shared/sim/step.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { type BodyFrame, bodyOf, createWorld, type Team, type World } from "../../../shared/sim/world.ts";

interface Member {
  id: number;
  bot: Bot;
  view: BotView;
  frame: BodyFrame;
}

const TICK_RATE = 20;

/** Four against four. The bots of a team whose number is in `solo` do not know that they have mates: the control. */
export class SquadArena {
  readonly tickRate = TICK_RATE;
  readonly world: World;
  readonly #members: Member[];
  readonly #solo: readonly Team[];
  readonly #lookEvery = Math.round((LOOK_INTERVAL * TICK_RATE) / 1000);
  #hasJoined = false;

  constructor({ map, seed, skill = 0.6, solo = [] }: { map: MapData; seed: number; skill?: number; solo?: readonly Team[] }) {
    const terrain = compileTerrain(map, TICK_RATE);
    this.world = createWorld({ terrain, seed, startTick: 0, mode: SQUADS });
    this.#solo = solo;
    this.#members = Array.from({ length: 8 }, (_, index) => {
      const id = index + 1;
      return { id, bot: createBot({ terrain, seed: seed * 1000 + id, skill }), view: emptyView(), frame: { id, frame: neutralFrame(0, 0, 0), unseen: NOBODY } };
    });
  }

  /** Odd ids are team 1. */
  teamOf(id: number): Team {
    return id % 2 === 1 ? 1 : 2;
  }

  /** One whole tick. The events are valid until the next. */
  tick(): readonly SimEvent[] {
    const frames: BodyFrame[] = [];
    for (const { id, bot, view, frame } of this.#members) {
      const self = bodyOf(this.world, id);
      if (!self) continue;
      feel(this.world, self, view);
      if (this.#solo.includes(self.team)) view.mates.length = 0;
      if ((this.world.tick + id) % this.#lookEvery === 0 && self.alive) look(this.world, self, view);
      bot.think(view, frame.frame);
      frames.push(frame);
    }
    const joins = this.#hasJoined ? [] : this.#members.map(({ id }) => ({ id, team: this.teamOf(id) }));
    this.#hasJoined = true;
    const happened = step(this.world, { joins, leaves: [], frames });
    for (const { id, view } of this.#members) {
      const self = bodyOf(this.world, id);
      if (self?.alive) listen(self, happened, view);
    }
    return happened;
  }
}
