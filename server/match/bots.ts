import { type Bot, createBot, LOOK_INTERVAL } from "../../shared/bots/bot.ts";
import { freeCallSign } from "../../shared/bots/names.ts";
import { emptyView, feel, listen, look } from "../../shared/bots/perceive.ts";
import { createRandom, type Random } from "../../shared/bots/random.ts";
import { type Results, skillFor } from "../../shared/bots/skill.ts";
import type { BotView } from "../../shared/bots/view.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { neutralFrame } from "../../shared/sim/frame.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";
import { type BodyFrame, bodyOf, type World } from "../../shared/sim/world.ts";

export interface MatchBotsOptions {
  terrain: Terrain;
  seed: number;
  /** Bodies that the arena holds when bots fill it; 0 for none. */
  size: number;
  /** Adds a body for a bot and returns its id. */
  join: (name: string) => number;
  leave: (id: number) => void;
  isNameTaken: (name: string) => boolean;
}

interface Member {
  readonly bot: Bot;
  readonly view: BotView;
  /** Reused: a bot makes one frame per tick. */
  readonly frame: BodyFrame;
  /** What this bot's skill is above or below the room's: a room is no troop of equals. */
  readonly bent: number;
}

/** Skills in a room differ by this much to either side. */
const BENT = 0.08;

/**
 * The bots of one match: as many as it takes to fill the arena, one less for each human. They see, hear and act through their own
 * bodies, and their frames go the way of everybody's.
 */
export class MatchBots {
  readonly #options: MatchBotsOptions;
  readonly #random: Random;
  readonly #members = new Map<number, Member>();
  /** What each human has done since joining, over all rounds. */
  readonly #results = new Map<number, Results>();
  readonly #lookEvery: number;

  constructor(options: MatchBotsOptions) {
    this.#options = options;
    this.#random = createRandom(options.seed);
    this.#lookEvery = Math.max(1, Math.round((LOOK_INTERVAL * options.terrain.tickRate) / 1000));
    while (this.#members.size < options.size) this.#add();
  }

  has(id: number): boolean {
    return this.#members.has(id);
  }

  /** A human took a seat: one bot makes room, a dead one if there is one, or else the one with the lowest score. */
  humanJoined(id: number, world: World): void {
    this.#results.set(id, { kills: 0, deaths: 0 });
    this.#removeOne(world);
    this.#adaptSkill();
  }

  /** A human gave up their seat for good: a bot takes it, unless there are more humans than bots would make. */
  humanLeft(id: number): void {
    if (!this.#results.delete(id)) return;
    if (this.#members.size + this.#results.size < this.#options.size) this.#add();
    this.#adaptSkill();
  }

  /** Appends this tick's frame of each bot. Looks are spread over the ticks, so that no tick has them all. */
  think(world: World, frames: BodyFrame[]): void {
    for (const [id, { bot, view, frame }] of this.#members) {
      const self = bodyOf(world, id);
      if (!self) continue;
      feel(world, self, view);
      if ((world.tick + id) % this.#lookEvery === 0 && self.alive) look(world, self, view);
      bot.think(view, frame.frame);
      frames.push(frame);
    }
  }

  /** Takes in what a tick brought: what bots could hear, and how the humans do. */
  observe(world: World, happened: readonly SimEvent[]): void {
    if (happened.length === 0) return;
    for (const [id, { view }] of this.#members) {
      const self = bodyOf(world, id);
      if (self?.alive) listen(self, happened, view);
    }
    for (const event of happened) {
      if (event.kind !== "bodyKilled") continue;
      const killer = this.#results.get(event.attacker);
      const victim = this.#results.get(event.victim);
      if (killer && event.attacker !== event.victim) killer.kills += 1;
      if (victim) victim.deaths += 1;
      if (killer ?? victim) this.#adaptSkill();
    }
  }

  #add(): void {
    const { terrain, join, isNameTaken } = this.#options;
    const id = join(freeCallSign(Math.floor(this.#random() * 0xffff), isNameTaken));
    const bent = (this.#random() * 2 - 1) * BENT;
    const seed = Math.floor(this.#random() * 0x1_0000_0000);
    const bot = createBot({ terrain, seed, skill: this.#skill() + bent });
    this.#members.set(id, { bot, view: emptyView(), frame: { id, frame: neutralFrame(0, 0, 0) }, bent });
  }

  #removeOne(world: World): void {
    let least: number | undefined;
    let leastScore = Number.POSITIVE_INFINITY;
    for (const id of this.#members.keys()) {
      const body = bodyOf(world, id);
      const score = body?.alive ? body.kills : -1;
      if (score >= leastScore) continue;
      least = id;
      leastScore = score;
    }
    if (least === undefined) return;
    this.#members.delete(least);
    this.#options.leave(least);
  }

  #skill(): number {
    return skillFor(this.#results.values());
  }

  #adaptSkill(): void {
    const skill = this.#skill();
    for (const { bot, bent } of this.#members.values()) bot.setSkill(skill + bent);
  }
}
