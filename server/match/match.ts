import { ARENA, type ModeData } from "../../shared/content/modes.ts";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { MatchState, Own, Player } from "../../shared/protocol/state.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { step } from "../../shared/sim/step.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";
import { type BodyFrame, bodyOf, createWorld, type Joining, type Team, type TickInputs, type World } from "../../shared/sim/world.ts";
import { MatchBots } from "./bots.ts";
import { type FrameSource, type InputPace, inputPace, PlayerInput } from "./inputs.ts";
import { type PhaseFigures, PhaseTimes } from "./phase-times.ts";
import { type Published, publish } from "./publish.ts";
import { type RoundLog, RoundRecorder } from "./record.ts";
import { viewLimits } from "./view-clamp.ts";

export interface MatchOptions {
  terrain: Terrain;
  /** Left out, ARENA. */
  mode?: ModeData;
  /** Of the first round; every later round takes the next number. */
  seed: number;
  /** Bodies that bots fill the arena up to. */
  size: number;
  /** Monotonic ms, for measuring only: nothing in the world depends on it. */
  now: () => number;
  /** ms that a shot may look back at most; left out, VIEW_AGE_MAX. */
  viewAgeMax?: number;
  /** Last phase of each tick: what happened in it goes to the clients, then the state's patch. Events are valid for this call only. */
  send: (tick: number, events: readonly SimEvent[]) => void;
  /** A round has ended, by its time or with the match; `round` counts from 1. */
  roundEnded?: (round: number, log: RoundLog) => void;
}

/** Colours of craft that can be told apart. */
const COLORS = 16;

/** Ids fit in 16 bits on the wire. */
const ID_MAX = 0xffff;

interface Member extends Published {
  readonly id: number;
  readonly team: Team;
  /** Null for a bot. */
  readonly input: PlayerInput | null;
  isDropped: boolean;
  isThrusting: boolean;
  queue: number;
  invented: number;
}

/** One running match: a world, who plays in it, and the tick. It knows no room. */
export class Match {
  readonly state = new MatchState();
  readonly #options: MatchOptions;
  readonly #pace: InputPace;
  readonly #times: PhaseTimes;
  readonly #members = new Map<number, Member>();
  readonly #bots: MatchBots;
  readonly #frames: BodyFrame[] = [];
  readonly #mode: ModeData;
  #joins: Joining[] = [];
  #leaves: number[] = [];
  #world: World;
  #recorder: RoundRecorder;
  #round = 1;
  #lastId = 0;

  constructor(options: MatchOptions) {
    this.#options = options;
    const { terrain, seed, size, now, mode = ARENA } = options;
    this.#mode = mode;
    this.#pace = inputPace(terrain.tickRate, WEAPONS.length, viewLimits(terrain.tickRate, options.viewAgeMax));
    this.#times = new PhaseTimes(now);
    this.#world = createWorld({ terrain, seed, startTick: 0, mode });
    this.#recorder = new RoundRecorder(this.#world, seed);
    this.#bots = new MatchBots({
      terrain,
      seed,
      size,
      join: (name) => this.#add(name, null),
      leave: (id) => this.#remove(id),
      isNameTaken: (name) => this.names().includes(name),
    });
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

  /** Everybody's display names. */
  names(): string[] {
    return Array.from(this.#members.values(), ({ player }) => player.name);
  }

  /** Adds a human's body, which enters the world with the next tick. Returns its id. */
  join(name: string, source: FrameSource): number {
    const id = this.#add(name, source);
    this.#bots.humanJoined(id, this.#world);
    return id;
  }

  /** The connection is lost: the body stays, mortal and with its hands off the controls. */
  drop(id: number): void {
    const member = this.#members.get(id);
    if (member === undefined) return;
    member.isDropped = true;
    member.input?.connect(null);
  }

  resume(id: number, source: FrameSource): void {
    const member = this.#members.get(id);
    if (member === undefined) return;
    member.isDropped = false;
    member.input?.connect(source);
  }

  leave(id: number): void {
    this.#remove(id);
    this.#bots.humanLeft(id);
  }

  /** All phases of one tick, top to bottom. */
  tick(): void {
    const times = this.#times;
    times.begin();
    if (this.#world.phase === "over") this.#nextRound();
    const inputs = this.#collect();
    times.end("inputs");
    const events = step(this.#world, inputs);
    times.end("step");
    this.#recorder.record(this.#world, inputs);
    this.#bots.observe(this.#world, events);
    times.end("record");
    publish(this.#world, this.#round, this.#members, this.state);
    times.end("publish");
    this.#options.send(this.#world.tick, events);
    times.end("send");
  }

  /** The match is over, whether its round was or not. */
  end(): void {
    this.#options.roundEnded?.(this.#round, this.#recorder.finish());
  }

  /** What is in the air, as if it had been fired just now: for who joins in the middle. */
  flying(): SimEvent[] {
    return this.#world.projectiles.map((projectile) => ({
      kind: "projectileFired",
      body: projectile.owner,
      shot: 0,
      weapon: projectile.weapon,
      projectile: projectile.id,
      fromX: projectile.x,
      fromY: projectile.y,
      x: projectile.x,
      y: projectile.y,
      velocityX: projectile.velocityX,
      velocityY: projectile.velocityY,
      ticksLeft: projectile.ticksLeft,
    }));
  }

  #collect(): TickInputs {
    const frames = this.#frames;
    frames.length = 0;
    for (const member of this.#members.values()) {
      if (member.input === null) continue;
      const body = bodyOf(this.#world, member.id);
      member.input.take(this.#world.tick, body?.aim ?? 0, body?.weapon ?? 0, frames);
      member.queue = member.input.queue;
      member.invented = member.input.invented;
    }
    this.#bots.think(this.#world, frames);
    for (const { id, frame } of frames) {
      const member = this.#members.get(id);
      if (member !== undefined) member.isThrusting = frame.moveX !== 0 || frame.moveY !== 0;
    }
    const inputs = { joins: this.#joins, leaves: this.#leaves, frames };
    this.#joins = [];
    this.#leaves = [];
    return inputs;
  }

  /** A round is a world of its own, so that its log replays from nothing. */
  #nextRound(): void {
    this.end();
    this.#round += 1;
    this.#world = createWorld({ terrain: this.#options.terrain, seed: this.seed, startTick: this.#world.tick, mode: this.#mode });
    this.#recorder = new RoundRecorder(this.#world, this.seed);
    this.#leaves = [];
    this.#joins = Array.from(this.#members.values(), ({ id, team }) => ({ id, team }));
  }

  #add(name: string, source: FrameSource | null): number {
    const id = this.#nextId();
    const team = this.#smallerTeam();
    const player = new Player().assign({ name, team, color: this.#freeColor(), bot: source === null, own: new Own() });
    const input = source === null ? null : new PlayerInput(id, source, this.#pace);
    this.#members.set(id, { id, team, input, player, isDropped: false, isThrusting: false, queue: 0, invented: 0 });
    this.state.players.set(String(id), player);
    this.#joins.push({ id, team });
    return id;
  }

  #remove(id: number): void {
    if (!this.#members.delete(id)) return;
    this.state.players.delete(String(id));
    if (this.#joins.some((joining) => joining.id === id)) this.#joins = this.#joins.filter((joining) => joining.id !== id);
    else this.#leaves.push(id);
  }

  /** Joining is balanced: the team with fewer bodies, the first of equals; 0 without teams. */
  #smallerTeam(): Team {
    if (this.#mode.teams === 0) return 0;
    let first = 0;
    for (const { team } of this.#members.values()) if (team === 1) first += 1;
    return first <= this.#members.size - first ? 1 : 2;
  }

  #nextId(): number {
    do this.#lastId = (this.#lastId % ID_MAX) + 1;
    while (this.#members.has(this.#lastId));
    return this.#lastId;
  }

  #freeColor(): number {
    const taken = new Set(Array.from(this.#members.values(), ({ player }) => player.color));
    for (let color = 0; color < COLORS; color++) if (!taken.has(color)) return color;
    return this.#lastId % COLORS;
  }
}
