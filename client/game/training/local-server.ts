import { ARENA, type ModeData } from "../../../shared/content/modes.ts";
import { HEALTH_MAX } from "../../../shared/content/pickups.ts";
import { CONTENT_VERSION } from "../../../shared/content/version.ts";
import { encodeEvents } from "../../../shared/protocol/events.ts";
import type { Welcome } from "../../../shared/protocol/messages.ts";
import { FLAG_ALIVE, FLAG_DASHING, FLAG_PROTECTED, packLook, packPlace } from "../../../shared/protocol/packing.ts";
import { BodyState, MatchState, Own, PHASE_PLAYING, RosterEntry } from "../../../shared/protocol/state.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { type InputFrame, NOBODY, neutralFrame } from "../../../shared/sim/frame.ts";
import type { TickRate } from "../../../shared/sim/pace.ts";
import { step } from "../../../shared/sim/step.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { UNIT, VIEW_TICK } from "../../../shared/sim/units.ts";
import { type Body, type BodyFrame, bodyOf, createWorld, type World } from "../../../shared/sim/world.ts";
import type { Clock } from "../net/clock.ts";
import type { Link, LinkListener, OpenLink } from "../net/link.ts";
import { BadLine, type LineConditions } from "./bad-line.ts";
import { InputQueue } from "./input-queue.ts";
import { PLACES, RANGE, STAND } from "./range.ts";
import { Tally } from "./tally.ts";
import { Target } from "./targets.ts";

const TICK_RATE: TickRate = 40;
const OWN = 1;
/** ms: no shot looks back further, as in a match. */
const VIEW_AGE_MAX = 400;
/** Nobody keeps the time of a training. */
const TRAINING: ModeData = { ...ARENA, roundMs: 24 * 3_600_000 };
/** Shots of each kind that the player is given; more as soon as there are fewer than the second. */
const AMMO_FULL = 250;
const AMMO_LEAST = 20;
/** Ticks made up at most at once: after a pause the training goes on where it was. */
const CATCH_UP = 8;
/** Bytes of an input frame and of a body in a patch, as a match sends them on average: what the figures count here. */
const FRAME_BYTES = 20;
const BODY_BYTES = 9;

export interface TrainingConditions extends LineConditions {
  /** Units per second at which targets strafe. */
  targetSpeed: number;
  /** Whether a shot is judged by what its shooter saw; without it, by where everybody is when it arrives. */
  rewind: boolean;
}

export interface TrainingPorts {
  clock: Clock;
  /** 0..1 */
  random: () => number;
}

/**
 * A match's authority within the page, over the same world that a server steps, at the far end of a line as bad as is wished. The
 * client on the near end is the real one and knows no difference.
 */
export class LocalServer {
  readonly conditions: TrainingConditions;
  readonly tally = new Tally(OWN);
  readonly #ports: TrainingPorts;
  readonly #world: World;
  readonly #targets: readonly Target[];
  #seat: Seat | null = null;
  #dueAt = 0;
  #cancel: () => void = () => undefined;

  constructor(conditions: TrainingConditions, ports: TrainingPorts) {
    this.conditions = conditions;
    this.#ports = ports;
    this.#world = createWorld({ terrain: compileTerrain(RANGE, TICK_RATE), seed: Math.floor(ports.random() * 0x7fff_ffff), startTick: 0, mode: TRAINING });
    this.#targets = PLACES.map((home, index) => new Target(OWN + 1 + index, home, TICK_RATE, ports.random));
    this.#tick(this.#targets.map(({ id }) => ({ id, team: 0 as const })));
    this.#dueAt = ports.clock.now();
    this.#await();
  }

  /** How a client gets here. There is one seat; who opens another link takes it over. */
  readonly open: OpenLink = (_request, listener) => {
    this.#seat?.line.cut();
    const seat = new Seat(this.conditions, this.#ports, listener, () => this.#emptySeat());
    const isNew = bodyOf(this.#world, OWN) === undefined;
    seat.line.up.carry(() => {
      this.#seat = seat;
      if (isNew) this.#tick([{ id: OWN, team: 0 }]);
      seat.welcome();
    });
    return () => seat.line.cut();
  };

  close(): void {
    this.#cancel();
    this.#seat?.line.cut();
    this.#seat = null;
  }

  #emptySeat(): void {
    this.#seat?.line.cut();
    this.#seat = null;
  }

  #await(): void {
    this.#dueAt += 1000 / TICK_RATE;
    this.#cancel = this.#ports.clock.after(Math.max(0, this.#dueAt - this.#ports.clock.now()), () => {
      const late = this.#ports.clock.now() - this.#dueAt;
      if (late > (CATCH_UP * 1000) / TICK_RATE) this.#dueAt += late;
      this.#tick([]);
      this.#await();
    });
  }

  /** Inputs, step, publish, send: a match's tick. */
  #tick(joins: readonly { id: number; team: 0 }[]): void {
    const world = this.#world;
    const events = step(world, { joins, leaves: [], frames: this.#collect() });
    for (const event of events) if (event.kind === "bodySpawned") this.#place(event.body);
    for (const { id } of this.#targets) mend(bodyOf(world, id));
    supply(bodyOf(world, OWN));
    this.tally.observe(events);
    this.#seat?.send(world, events);
  }

  #collect(): BodyFrame[] {
    const frames: BodyFrame[] = [];
    for (const target of this.#targets) {
      const body = bodyOf(this.#world, target.id);
      if (body === undefined) continue;
      target.think(body, this.conditions.targetSpeed);
      frames.push({ id: target.id, frame: target.frame, unseen: NOBODY });
    }
    const own = bodyOf(this.#world, OWN);
    if (own === undefined || this.#seat === null) return frames;
    const madeUp = (): InputFrame => neutralFrame(own.aim, own.weapon, this.#world.tick * VIEW_TICK);
    for (const frame of this.#seat.queue.take(madeUp)) frames.push({ id: OWN, frame: { ...frame, viewTick: this.#honoured(frame.viewTick) }, unseen: NOBODY });
    return frames;
  }

  /** The instant by which a shot is judged, 1/16 tick. */
  #honoured(viewTick: number): number {
    const newest = this.#world.tick * VIEW_TICK;
    if (!this.conditions.rewind) return newest;
    const oldest = newest - ((VIEW_AGE_MAX * TICK_RATE) / 1000) * VIEW_TICK;
    return Math.max(0, oldest, Math.min(newest, viewTick));
  }

  /** Everybody has their place here, wherever the rules had them spawn: there is no match to be fair to, and no log. */
  #place(id: number): void {
    const body = bodyOf(this.#world, id);
    const place = id === OWN ? STAND : this.#targets.find((target) => target.id === id)?.home;
    if (body === undefined || place === undefined) return;
    body.x = place.x * UNIT;
    body.y = place.y * UNIT;
    if (id === OWN) body.ammo.fill(AMMO_FULL);
  }
}

/** Targets are there to be hit again. */
function mend(body: Body | undefined): void {
  if (body !== undefined) body.health = HEALTH_MAX;
}

function supply(body: Body | undefined): void {
  if (body === undefined) return;
  for (let weapon = 0; weapon < body.ammo.length; weapon += 1) if ((body.ammo[weapon] ?? 0) < AMMO_LEAST) body.ammo[weapon] = AMMO_FULL;
}

/** The player's seat: their frames as they came, and the line to them. */
class Seat {
  readonly queue = new InputQueue();
  readonly line: { up: BadLine; down: BadLine; cut(): void };
  readonly #listener: LinkListener;
  readonly #link: LocalLink;

  constructor(conditions: LineConditions, { clock, random }: TrainingPorts, listener: LinkListener, left: () => void) {
    const up = new BadLine(conditions, clock, random);
    const down = new BadLine(conditions, clock, random);
    this.line = {
      up,
      down,
      cut() {
        up.cut();
        down.cut();
      },
    };
    this.#listener = listener;
    this.#link = new LocalLink(this.line, this.queue, clock, left);
  }

  welcome(): void {
    const welcome: Welcome = { body: OWN, tickRate: TICK_RATE, map: RANGE.name, mode: TRAINING.name, contentVersion: CONTENT_VERSION, aspect: 1 };
    this.line.down.carry(() => {
      this.#listener.opened(this.#link);
      this.#listener.heard();
      this.#listener.welcomed(welcome);
    });
  }

  send(world: World, events: readonly SimEvent[]): void {
    const batch = events.length === 0 ? null : encodeEvents(world.tick, events);
    const state = stateOf(world, this.queue);
    const { acknowledged } = this.queue;
    this.line.down.carry(() => {
      this.#link.acknowledged = acknowledged;
      this.#link.bytesIn += (batch?.length ?? 0) + world.bodies.length * BODY_BYTES;
      this.#listener.heard();
      if (batch !== null) this.#listener.happened(batch);
      this.#listener.patched(state);
    });
  }
}

class LocalLink implements Link {
  readonly roomId = "";
  readonly token = "";
  acknowledged = 0;
  bytesIn = 0;
  bytesOut = 0;
  readonly #line: { up: BadLine; down: BadLine };
  readonly #queue: InputQueue;
  readonly #clock: Clock;
  readonly #left: () => void;
  #sent = 0;

  constructor(line: { up: BadLine; down: BadLine }, queue: InputQueue, clock: Clock, left: () => void) {
    this.#line = line;
    this.#queue = queue;
    this.#clock = clock;
    this.#left = left;
  }

  send(frame: InputFrame): number {
    this.#sent += 1;
    this.bytesOut += FRAME_BYTES;
    // The client uses its frame again.
    const sent = { sequence: this.#sent, frame: { ...frame } };
    this.#line.up.carry(() => this.#queue.add(sent));
    return this.#sent;
  }

  ping(answer: (roundTrip: number) => void): void {
    const began = this.#clock.now();
    this.#line.up.carry(() => this.#line.down.carry(() => answer(this.#clock.now() - began)));
  }

  reportSeen(): void {
    // Nobody here waits for slow readers.
  }

  call(): void {
    // Nobody is there to hear it.
  }

  askAgain(): void {
    // There is one round.
  }

  follow(): void {
    // Who trains sees through their own eyes.
  }

  turn(): void {
    // Everything is told here, whatever is visible of it.
  }

  leave(): void {
    this.#left();
  }
}

/** The replicated state as it is now: a copy of its own, for it is read when it arrives. */
function stateOf(world: World, queue: InputQueue): MatchState {
  const state = new MatchState();
  // Nothing is encoded here that would fill in what is not set.
  state.tick = world.tick;
  state.phase = PHASE_PLAYING;
  state.phaseEnds = world.tick + world.phaseTicks;
  state.round = 1;
  for (const body of world.bodies) {
    state.roster.set(String(body.id), entryOf(body));
    state.bodies.set(String(body.id), bodyStateOf(body, queue));
  }
  return state;
}

function entryOf(body: Body): RosterEntry {
  return new RosterEntry().assign({
    name: body.id === OWN ? "You" : `Target ${body.id - OWN}`,
    color: body.id === OWN ? 0 : 1,
    trail: 0,
    bot: body.id !== OWN,
    team: body.team,
    kills: body.kills,
    deaths: body.deaths,
    assists: body.assists,
    streak: body.streak,
    status: 0,
  });
}

function bodyStateOf(body: Body, queue: InputQueue): BodyState {
  const own = new Own().assign({
    x: body.x,
    y: body.y,
    velocityX: body.velocityX,
    velocityY: body.velocityY,
    aim: body.aim,
    dashTicks: body.dashTicks,
    dashCooldown: body.dashCooldown,
    dashHeld: body.dashHeld,
    fireCooldown: body.fireCooldown,
    shots: body.shots,
    queue: queue.size,
    invented: queue.invented,
    impulses: body.impulses,
  });
  own.ammo.push(...body.ammo);
  const flags = (body.alive ? FLAG_ALIVE : 0) | (body.protectedTicks > 0 ? FLAG_PROTECTED : 0) | (body.dashTicks > 0 ? FLAG_DASHING : 0);
  return new BodyState().assign({
    place: packPlace(body.x, body.y),
    look: packLook(body.aim, flags),
    health: body.health,
    shield: body.shield,
    weapon: body.weapon,
    own,
  });
}
