import { type Bot, createBot, LOOK_INTERVAL } from "../../shared/bots/bot.ts";
import { freeCallSign } from "../../shared/bots/names.ts";
import { emptyView, feel, listen, look } from "../../shared/bots/perceive.ts";
import { createRandom, type Random } from "../../shared/bots/random.ts";
import { type BotLevel, LEVEL_SKILLS, type Results, skillFor } from "../../shared/bots/skill.ts";
import type { BotView } from "../../shared/bots/view.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { NOBODY, neutralFrame } from "../../shared/sim/frame.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";
import { type BodyFrame, bodyOf, type Joining, type Team, type World } from "../../shared/sim/world.ts";

export interface MatchBotsOptions {
  terrain: Terrain;
  seed: number;
  /** Bodies that the arena holds when bots fill it; 0 for none. */
  size: number;
  /** Adds a body for a bot. */
  join: (name: string) => Joining;
  leave: (id: number) => void;
  isNameTaken: (name: string) => boolean;
}

interface Member {
  readonly team: Team;
  bot: Bot;
  view: BotView;
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
  #terrain: Terrain;
  #size: number;
  /** Null: they follow what the humans show. */
  #level: BotLevel | null = null;
  /** The skill that the room's bots have now, each but for its bent. */
  #adapted: number | null = null;

  constructor(options: MatchBotsOptions) {
    this.#options = options;
    this.#terrain = options.terrain;
    this.#size = options.size;
    this.#random = createRandom(options.seed);
    this.#lookEvery = Math.max(1, Math.round((LOOK_INTERVAL * options.terrain.tickRate) / 1000));
    this.#fill();
  }

  get count(): number {
    return this.#members.size;
  }

  has(id: number): boolean {
    return this.#members.has(id);
  }

  /** A human took a seat: one bot of their team makes room, a dead one if there is one, or else the one with the lowest score. */
  humanJoined({ id, team }: Joining, world: World): void {
    this.#results.set(id, { kills: 0, deaths: 0 });
    this.#removeOne(world, team);
    this.#adaptSkill();
  }

  /** A human gave up their seat for good: a bot takes it, unless there are more humans than bots would make. */
  humanLeft(id: number): void {
    if (!this.#results.delete(id)) return;
    this.#fill();
    this.#adaptSkill();
  }

  /** From now on as many bodies are filled up to. */
  resize(size: number, world: World): void {
    this.#size = size;
    this.#fill();
    while (this.#members.size > 0 && this.#members.size + this.#results.size > size) this.#removeOne(world, null);
  }

  /** Fixes how good they are; null lets them follow the humans again. */
  setLevel(level: BotLevel | null): void {
    this.#level = level;
    this.#adaptSkill();
  }

  /** The match goes on elsewhere: what they knew of the old place is of no use. */
  moveTo(terrain: Terrain): void {
    this.#terrain = terrain;
    for (const member of this.#members.values()) {
      member.bot = this.#createBot(member.bent);
      member.view = emptyView();
    }
  }

  /** Appends this tick's frame of each bot. Looks are spread over the ticks, so that no tick has them all. */
  think(world: World, frames: BodyFrame[]): void {
    for (const { bot, view, frame } of this.#members.values()) {
      const { id } = frame;
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
    for (const { view, frame } of this.#members.values()) {
      const self = bodyOf(world, frame.id);
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

  #fill(): void {
    while (this.#members.size + this.#results.size < this.#size) this.#add();
  }

  #add(): void {
    const { join, isNameTaken } = this.#options;
    const { id, team } = join(freeCallSign(Math.floor(this.#random() * 0xffff), isNameTaken));
    const bent = (this.#random() * 2 - 1) * BENT;
    this.#members.set(id, { team, bot: this.#createBot(bent), view: emptyView(), frame: { id, frame: neutralFrame(0, 0, 0), unseen: NOBODY }, bent });
  }

  #createBot(bent: number): Bot {
    return createBot({ terrain: this.#terrain, seed: Math.floor(this.#random() * 0x1_0000_0000), skill: this.#skill() + bent });
  }

  /** Of one team; null: of any. */
  #removeOne(world: World, of: Team | null): void {
    let least: number | undefined;
    let leastScore = Number.POSITIVE_INFINITY;
    for (const [id, { team }] of this.#members) {
      if (of !== null && team !== of) continue;
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
    return this.#level === null ? skillFor(this.#results.values()) : LEVEL_SKILLS[this.#level];
  }

  #adaptSkill(): void {
    const skill = this.#skill();
    // Most kills say nothing new of the strongest human.
    if (skill === this.#adapted) return;
    this.#adapted = skill;
    for (const { bot, bent } of this.#members.values()) bot.setSkill(skill + bent);
  }
}
