import { WEAPONS } from "../../shared/content/weapons.ts";
import { MatchState, Own, Player } from "../../shared/protocol/state.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { step } from "../../shared/sim/step.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";
import { type BodyFrame, bodyOf, createWorld, type World } from "../../shared/sim/world.ts";
import { type FrameSource, type InputPace, inputPace, PlayerInput } from "./inputs.ts";
import { type PhaseFigures, PhaseTimes } from "./phase-times.ts";
import { type Published, publish } from "./publish.ts";
import { viewLimits } from "./view-clamp.ts";

export interface MatchOptions {
  terrain: Terrain;
  /** Of the first round; every later round takes the next number. */
  seed: number;
  /** Monotonic ms, for measuring only: nothing in the world depends on it. */
  now: () => number;
  /** Last phase of each tick: what happened in it goes to the clients, then the state's patch. Events are valid for this call only. */
  send: (tick: number, events: readonly SimEvent[]) => void;
}

/** Colours of craft; neighbours in the list are told apart best. */
const COLORS = 16;

/** Ids fit in 16 bits on the wire. */
const ID_MAX = 0xffff;

interface Member extends Published {
  readonly id: number;
  readonly input: PlayerInput;
  isDropped: boolean;
}

/** One running match: a world, who plays in it, and the tick. It knows no room. */
export class Match {
  readonly state = new MatchState();
  readonly #options: MatchOptions;
  readonly #pace: InputPace;
  readonly #times: PhaseTimes;
  readonly #members = new Map<number, Member>();
  readonly #frames: BodyFrame[] = [];
  #joins: number[] = [];
  #leaves: number[] = [];
  #world: World;
  #round = 1;
  #lastId = 0;

  constructor(options: MatchOptions) {
    this.#options = options;
    const { terrain, seed, now } = options;
    this.#pace = inputPace(terrain.tickRate, WEAPONS.length, viewLimits(terrain.tickRate));
    this.#times = new PhaseTimes(now);
    this.#world = createWorld({ terrain, seed, startTick: 0 });
  }

  get world(): World {
    return this.#world;
  }

  get figures(): PhaseFigures {
    return this.#times.figures();
  }

  /** Everybody's display names. */
  *names(): Iterable<string> {
    for (const { player } of this.#members.values()) yield player.name;
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

  /** Adds a body, which enters the world with the next tick. Returns its id. */
  join(name: string, source: FrameSource): number {
    const id = this.#nextId();
    const input = new PlayerInput(id, source, this.#pace);
    const player = new Player().assign({ name, color: this.#freeColor(), bot: false, own: new Own() });
    const member: Member = {
      id,
      input,
      player,
      isDropped: false,
      get isThrusting() {
        return input.thrusting;
      },
      get queue() {
        return input.queue;
      },
      get invented() {
        return input.invented;
      },
    };
    this.#members.set(id, member);
    this.state.players.set(String(id), player);
    this.#joins.push(id);
    return id;
  }

  /** The connection is lost: the body stays, mortal and with its hands off the controls. */
  drop(id: number): void {
    const member = this.#members.get(id);
    if (member === undefined) return;
    member.isDropped = true;
    member.input.connect(null);
  }

  resume(id: number, source: FrameSource): void {
    const member = this.#members.get(id);
    if (member === undefined) return;
    member.isDropped = false;
    member.input.connect(source);
  }

  leave(id: number): void {
    if (!this.#members.delete(id)) return;
    this.state.players.delete(String(id));
    if (this.#joins.includes(id)) this.#joins = this.#joins.filter((joining) => joining !== id);
    else this.#leaves.push(id);
  }

  /** All phases of one tick, top to bottom. */
  tick(): void {
    this.#times.begin();
    if (this.#world.phase === "over") this.#nextRound();
    this.#collectInputs();
    this.#times.end("inputs");
    const events = step(this.#world, { joins: this.#joins, leaves: this.#leaves, frames: this.#frames });
    this.#times.end("step");
    this.#joins = [];
    this.#leaves = [];
    this.#times.end("record");
    publish(this.#world, this.#round, this.#members, this.state);
    this.#times.end("publish");
    this.#options.send(this.#world.tick, events);
    this.#times.end("send");
  }

  #collectInputs(): void {
    this.#frames.length = 0;
    const now = this.#world.tick;
    for (const member of this.#members.values()) {
      const body = bodyOf(this.#world, member.id);
      member.input.take(now, body?.aim ?? 0, body?.weapon ?? 0, this.#frames);
    }
  }

  /** A round is a world of its own, so that its log replays from nothing. */
  #nextRound(): void {
    const { terrain, seed } = this.#options;
    this.#world = createWorld({ terrain, seed: seed + this.#round, startTick: this.#world.tick });
    this.#round += 1;
    this.#leaves = [];
    this.#joins = [...this.#members.keys()];
  }

  #nextId(): number {
    do this.#lastId = (this.#lastId % ID_MAX) + 1;
    while (this.#members.has(this.#lastId));
    return this.#lastId;
  }

  #freeColor(): number {
    const taken = new Set<number>();
    for (const { player } of this.#members.values()) taken.add(player.color);
    for (let color = 0; color < COLORS; color++) if (!taken.has(color)) return color;
    return this.#lastId % COLORS;
  }
}
