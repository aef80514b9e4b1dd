import type { BotLevel } from "../../shared/bots/skill.ts";
import { ARENA, type ModeData } from "../../shared/content/modes.ts";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { LoadStep } from "../../shared/protocol/load.ts";
import type { RoundResults } from "../../shared/protocol/messages.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { ticksOf } from "../../shared/sim/pace.ts";
import { step } from "../../shared/sim/step.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";
import { type BodyFrame, bodyOf, createWorld, type Team, type TickInputs, type World } from "../../shared/sim/world.ts";
import { BYTES_PER_SECOND } from "../replication/allowance.ts";
import { Audience } from "./audience.ts";
import { MatchBots } from "./bots.ts";
import { type FrameSource, type InputCounts, type InputPace, inputPace, PlayerInput } from "./inputs.ts";
import { ANY_LOOK, type CraftWish, Lineup, type Member } from "./lineup.ts";
import { type PhaseFigures, PhaseTimes, type TickPhase } from "./phase-times.ts";
import { Projection } from "./projection.ts";
import { publish } from "./publish.ts";
import { type RoundLog, RoundRecorder } from "./record.ts";
import { RoundTally } from "./results.ts";
import type { TakenNames } from "./taken-names.ts";
import { markUnseen, type UnseenBy } from "./unseen.ts";
import { viewLimits } from "./view-clamp.ts";

export interface MatchOptions {
  terrain: Terrain;
  /** Where a round is played that `turns` rounds were played before; left out, always on `terrain`. Of the same tick rate. */
  terrainAfter?: (turns: number) => Terrain;
  /** Left out, ARENA. */
  mode?: ModeData;
  /** Of the first round; every later round takes the next number. */
  seed: number;
  /** Bodies that bots fill the arena up to; 0: no bots. */
  size: number;
  /** Monotonic ms, for measuring only: nothing in the world depends on it. */
  now: () => number;
  /** That a client is sent at most, Infinity: without regard to its line; left out, BYTES_PER_SECOND. */
  bytesPerSecond?: number;
  /** ms that a shot may look back at most; left out, VIEW_AGE_MAX. */
  viewAgeMax?: number;
  /** What the process gives up because it has too much to do, a `LoadStep`; left out, nothing ever. */
  load?: () => number;
  /** Whether no further round may begin; left out, one always may. */
  isLastRound?: () => boolean;
  /** Where the frames of its players are counted; left out, nowhere. */
  inputCounts?: InputCounts;
  /** Told how long each phase took, and the whole tick, ms. */
  phaseTook?: (phase: TickPhase | "all", ms: number) => void;
  /** Whom a player who fires had not been told of; left out, whom `audience` had not told them of. */
  unseenBy?: UnseenBy;
  /** Last phase of each tick: what happened in it goes to the clients, then the state's patch. Events are valid for this call only. */
  send: (tick: number, events: readonly SimEvent[]) => void;
  /** A round has ended, by its time or with the match; `round` counts from 1. Warming up is logged by nobody. */
  roundEnded?: (round: number, log: RoundLog) => void;
  /** The match goes on on another map, from the next patch on. */
  moved?: () => void;
  /** The play of a round has ended: its podium begins. `played`: ms that it took. */
  decided?: (results: RoundResults, played: number) => void;
  /** The match is over: it ticks no more. Matches of a mode that can be forfeited end, and others when no further round may begin. */
  over?: () => void;
}

/** ms for which somebody who is alone in a match for two warms up with a bot before that bot becomes the opponent. */
export const WAIT_MS = 20_000;

/**
 * ms for which a client may have what it sees as it was when its bytes do not suffice: half a second, less what the ticks of a
 * server that has too much to do may be late.
 */
const PATIENCE = 400;

/** ms that warming up may take: longer than anybody waits. */
const WARM_UP_MS = 24 * 3_600_000;

/** One running match: a world, who plays in it, and the tick. It knows no room. */
export class Match {
  readonly told: Projection;
  readonly audience: Audience;
  readonly #options: MatchOptions;
  readonly #pace: InputPace;
  readonly #times: PhaseTimes;
  readonly #lineup: Lineup;
  readonly #bots: MatchBots;
  readonly #frames: BodyFrame[] = [];
  readonly #unseenBy: UnseenBy;
  readonly #mode: ModeData;
  /** Bodies that bots fill up to where nobody is kept a place for. */
  #size: number;
  #load: number = LoadStep.NONE;
  #terrain: Terrain;
  #world: World;
  /** Null while warming up. */
  #recorder: RoundRecorder | null = null;
  #tally = new RoundTally();
  #results: RoundResults | null = null;
  /** Of the present round. */
  #startTick = 0;
  #round = 1;
  /** Rounds that were played to their end. */
  #turns = 0;
  /** See `Round.waiting`. */
  #waiting: { untilTick: number | null } | null;
  #wait = WAIT_MS;
  /** The round is played against a bot, who makes way when somebody comes. */
  #isAgainstBot = false;
  #isOver = false;

  constructor(options: MatchOptions) {
    this.#options = options;
    const { terrain, seed, size, now, mode = ARENA } = options;
    this.#mode = mode;
    this.#size = size;
    this.#terrain = terrain;
    this.#waiting = this.#needsOpponents ? { untilTick: null } : null;
    this.#pace = inputPace(terrain.tickRate, WEAPONS.length, viewLimits(terrain.tickRate, options.viewAgeMax));
    this.#times = new PhaseTimes(now, options.phaseTook);
    this.told = new Projection(ticksOf(PATIENCE, terrain.tickRate));
    this.audience = new Audience(this.told, terrain, options.bytesPerSecond ?? BYTES_PER_SECOND);
    this.#unseenBy = options.unseenBy ?? ((id, frame) => this.audience.unseenBy(this.#world, id, frame));
    this.#lineup = new Lineup(mode, this.told);
    this.#world = this.#createWorld(0);
    this.#bots = new MatchBots({
      terrain,
      seed,
      size,
      join: (name) => this.#lineup.add(name, this.#lineup.teamForBot(), ANY_LOOK, null),
      leave: (id) => this.#lineup.remove(id),
      isNameTaken: (name) => this.#lineup.names.has(name),
    });
    // Who joins before the first tick is told of the match as it is.
    this.#publish();
  }

  get world(): World {
    return this.#world;
  }

  /** Of the present round. */
  get seed(): number {
    return this.#options.seed + this.#round - 1;
  }

  get figures(): PhaseFigures {
    return this.#times.figures();
  }

  /** What is given up in this tick, a `LoadStep`. */
  get load(): number {
    return this.#load;
  }

  /** Who plays, bots apart. */
  get people(): number {
    return this.#lineup.humans.length;
  }

  get bots(): number {
    return this.#bots.count;
  }

  /** Whether who came here for a fight with people would meet only such as have lost their connection. */
  get isDeserted(): boolean {
    const { humans } = this.#lineup;
    return this.#needsOpponents && humans.length > 0 && humans.every(({ isDropped }) => isDropped);
  }

  /** Everybody's display names. */
  get names(): Pick<TakenNames, "has"> {
    return this.#lineup.names;
  }

  /** Of the round whose podium stands; null while there is none. */
  get results(): RoundResults | null {
    return this.#world.phase === "podium" ? this.#results : null;
  }

  /** Whether a newcomer would find the end of a match that may not go on. */
  get isEnding(): boolean {
    return this.#isOver || (this.#needsOpponents && this.#world.phase !== "playing");
  }

  get map(): string {
    return this.#terrain.map.name;
  }

  /** Until the round ends, whole; null while none is played. */
  get secondsLeft(): number | null {
    const { phase, phaseTicks } = this.#world;
    return this.#waiting === null && phase === "playing" ? Math.ceil(phaseTicks / this.#terrain.tickRate) : null;
  }

  teamOf(id: number): Team {
    return this.#lineup.members.get(id)?.team ?? 0;
  }

  /** Adds a human's body, which enters the world with the next tick; without a `team`, joining is balanced. Returns its id. */
  join(name: string, source: FrameSource, look: CraftWish = ANY_LOOK, team: Team = this.#lineup.teamForHuman(this.#world.scores)): number {
    const joining = this.#lineup.add(name, team, look, (id) => new PlayerInput(id, source, this.#pace, this.#options.inputCounts));
    this.#bots.humanJoined(joining, this.#world);
    if (this.#waiting !== null && this.#bots.count > 0) {
      this.#waiting = { untilTick: this.#world.tick + ticksOf(this.#wait, this.#terrain.tickRate) };
    }
    return joining.id;
  }

  /** ms that somebody alone waits for an opponent, in place of WAIT_MS. */
  setWait(ms: number): void {
    this.#wait = ms;
  }

  /** Bots as the owner of the match wants them. */
  arrange({ size, level }: { size: number; level: BotLevel | null }): void {
    this.#size = size;
    this.#bots.setLevel(level);
    this.#bots.resize(this.#botsFillTo, this.#world);
  }

  /** This player wants another round; counts on the podium only. */
  wantRematch(id: number): void {
    const member = this.#lineup.members.get(id);
    if (member !== undefined && this.#world.phase === "podium") member.wantsRematch = true;
  }

  /** The connection is lost: the body stays, mortal and with its hands off the controls. */
  drop(id: number): void {
    const member = this.#lineup.members.get(id);
    if (member === undefined) return;
    member.isDropped = true;
    member.input?.connect(null);
  }

  resume(id: number, source: FrameSource): void {
    const member = this.#lineup.members.get(id);
    if (member === undefined) return;
    member.isDropped = false;
    member.input?.connect(source);
  }

  leave(id: number): void {
    this.#lineup.remove(id);
    this.#bots.humanLeft(id);
  }

  /** All phases of one tick, top to bottom. */
  tick(): void {
    if (this.#isOver) return;
    const times = this.#times;
    times.begin();
    if (this.#isEndDue()) return this.#finish();
    this.#heedLoad();
    if (this.#isNextRoundDue()) this.#nextRound();
    const inputs = this.#collect();
    times.end("inputs");
    const events = step(this.#world, inputs);
    times.end("step");
    this.#recorder?.record(this.#world, inputs);
    this.#tally.observe(events);
    this.#bots.observe(this.#world, events);
    times.end("record");
    this.audience.look(this.#world, events);
    times.end("interest");
    this.#publish();
    times.end("publish");
    this.#options.send(this.#world.tick, events);
    for (const event of events) if (event.kind === "roundEnded" && this.#waiting === null) this.#decide(event.winner, event.team);
    times.end("send");
  }

  /** The round is over, whether it was played to its end or not. */
  end(): void {
    if (this.#recorder !== null) this.#options.roundEnded?.(this.#round, this.#recorder.finish());
    this.#recorder = null;
  }

  #collect(): TickInputs {
    const frames = this.#frames;
    frames.length = 0;
    // Here and below neither iterators nor a new function: in code that runs a few times per second they are objects for each entity.
    this.#lineup.members.forEach(this.#takeFrames);
    this.#bots.think(this.#world, frames);
    for (let index = 0; index < frames.length; index += 1) {
      const applied = frames[index];
      const member = applied === undefined ? undefined : this.#lineup.members.get(applied.id);
      if (applied !== undefined && member !== undefined) member.isThrusting = applied.frame.moveX !== 0 || applied.frame.moveY !== 0;
    }
    return { ...this.#lineup.takeChanges(), frames };
  }

  readonly #takeFrames = (member: Member): void => {
    if (member.input === null) return;
    const frames = this.#frames;
    const body = bodyOf(this.#world, member.id);
    const from = frames.length;
    member.input.take(this.#world.tick, body?.aim ?? 0, body?.weapon ?? 0, frames);
    markUnseen(frames, from, body, this.#unseenBy);
    member.queue = member.input.queue;
    member.invented = member.input.invented;
  };

  /** Where the number of bodies is part of the game, every bot is needed. */
  get #botsFillTo(): number {
    return this.#load >= LoadStep.FEWER_BOTS && this.#mode.bodies === null ? Math.ceil(this.#size / 2) : this.#size;
  }

  #heedLoad(): void {
    const load = this.#options.load?.() ?? LoadStep.NONE;
    if (load === this.#load) return;
    this.#load = load;
    if (this.#mode.bodies === null) this.#bots.resize(this.#botsFillTo, this.#world);
  }

  #publish(): void {
    publish(this.#world, { number: this.#round, waiting: this.#waiting }, this.#load, this.#lineup.members, this.told);
    this.told.replicator.begin();
  }

  /** Played by as many as it takes, and lost by who leaves. */
  get #needsOpponents(): boolean {
    return this.#mode.forfeitMs !== null;
  }

  #isEndDue(): boolean {
    if (this.#world.phase === "over" && this.#needsOpponents) return true;
    if (this.#options.isLastRound?.() !== true) return false;
    // Who warms up for a round that may not begin has nothing to wait for.
    return this.#waiting === null ? this.#isNextRoundDue() : this.people > 0;
  }

  #isNextRoundDue(): boolean {
    const { phase, tick } = this.#world;
    if (phase === "over") return true;
    if (phase === "podium") {
      const { humans } = this.#lineup;
      return humans.length > 0 && humans.every(({ wantsRematch }) => wantsRematch);
    }
    if (!this.#needsOpponents) return false;
    // People come before bots: a duel with one begins anew when somebody comes.
    const isMet = this.#bots.count === 0 && this.#lineup.isComplete;
    if (this.#waiting === null) return isMet && this.#isAgainstBot;
    return isMet || (this.#waiting.untilTick !== null && tick >= this.#waiting.untilTick);
  }

  /** A round is a world of its own, so that its log replays from nothing. */
  #nextRound(): void {
    this.end();
    if (this.#world.phase !== "playing") this.#turns += 1;
    this.#round += 1;
    this.#waiting = this.#needsOpponents && !this.#lineup.isComplete ? { untilTick: null } : null;
    this.#moveTo(this.#options.terrainAfter?.(this.#turns) ?? this.#terrain);
    this.#tally = new RoundTally();
    this.#results = null;
    this.#lineup.enterAll();
    this.#world = this.#createWorld(this.#world.tick);
    this.audience.beginRound();
    this.#seatBots();
  }

  /** A bot warms up with who waits for an opponent; in a duel of people nobody takes the place of who leaves. */
  #seatBots(): void {
    if (!this.#needsOpponents) return;
    this.#isAgainstBot = this.#waiting === null && this.#bots.count > 0;
    this.#bots.resize(this.#waiting !== null || this.#isAgainstBot ? this.#botsFillTo : 0, this.#world);
    if (this.#waiting !== null && this.#bots.count > 0 && this.#lineup.humans.length > 0) {
      this.#waiting = { untilTick: this.#world.tick + ticksOf(this.#wait, this.#terrain.tickRate) };
    }
  }

  #moveTo(terrain: Terrain): void {
    if (terrain === this.#terrain) return;
    this.#terrain = terrain;
    this.#bots.moveTo(terrain);
    this.#options.moved?.();
  }

  #createWorld(startTick: number): World {
    const { seed } = this;
    this.#startTick = startTick;
    const mode = this.#waiting === null ? this.#mode : { ...this.#mode, roundMs: WARM_UP_MS, killsToWin: null, forfeitMs: null };
    const world = createWorld({ terrain: this.#terrain, seed, startTick, mode });
    this.#recorder = this.#waiting === null ? new RoundRecorder(world, seed) : null;
    return world;
  }

  #decide(winner: number, team: number): void {
    const players = this.#world.bodies.map(({ id }) => this.#tally.of(id));
    this.#results = { round: this.#round, winner, team, players };
    const { tick } = this.#world;
    this.#options.decided?.(this.#results, ((tick - this.#startTick) * 1000) / this.#terrain.tickRate);
  }

  #finish(): void {
    this.#isOver = true;
    this.end();
    this.#options.over?.();
  }
}
