import { FLAG_ALIVE, FLAG_DASHING, FLAG_OVERCHARGED, FLAG_PROTECTED, FLAG_THRUSTING, packLook, packPlace } from "../../shared/protocol/packing.ts";
import {
  type BodyRecord,
  type OwnRecord,
  PHASE_PLAYING,
  PHASE_PODIUM,
  PHASE_WAITING,
  type RosterRecord,
  type RoundRecord,
  STATUS_DROPPED,
  STATUS_REMATCH,
} from "../../shared/protocol/state.ts";
import type { Body, World } from "../../shared/sim/world.ts";
import type { Projection } from "./projection.ts";

/** What the projection needs to know of a player beside the body. */
export interface Published {
  readonly isDropped: boolean;
  readonly isThrusting: boolean;
  readonly wantsRematch: boolean;
  /** Input frames still waiting. */
  readonly queue: number;
  readonly invented: number;
}

const BYTE = 255;
const WORD = 0xffff;

/** What the projection needs to know of the round beside the world. */
export interface Round {
  readonly number: number;
  /** While who is there warms up; null in a round that counts. */
  readonly waiting: { readonly untilTick: number | null } | null;
}

/** Projects the world onto what clients are told. */
export function publish(world: World, round: Round, load: number, players: ReadonlyMap<number, Published>, told: Projection): void {
  publishRound(world, round, told.round);
  told.round.load = load;
  told.layPads(world.pickups.length);
  world.pickups.forEach(({ absentTicks }, index) => {
    const pad = told.pads[index];
    if (pad !== undefined) pad.lies = absentTicks === 0;
  });
  for (let index = 0; index < world.bodies.length; index += 1) {
    const body = world.bodies[index];
    if (body === undefined) continue;
    const published = players.get(body.id);
    const entry = told.roster.get(body.id);
    const record = told.bodies.get(body.id);
    if (published === undefined || entry === undefined || record === undefined) continue;
    publishEntry(body, published, entry);
    publishBody(body, published, record);
  }
}

function publishRound(world: World, round: Round, state: RoundRecord): void {
  state.tick = world.tick;
  if (round.waiting === null) {
    state.phase = world.phase === "playing" ? PHASE_PLAYING : PHASE_PODIUM;
    state.phaseEnds = world.tick + world.phaseTicks;
  } else {
    state.phase = PHASE_WAITING;
    state.phaseEnds = round.waiting.untilTick ?? 0;
  }
  state.round = round.number & WORD;
  if (world.mode.teams !== 0) {
    state.scores[0] = world.scores[0];
    state.scores[1] = world.scores[1];
  }
}

function publishEntry(body: Body, published: Published, entry: RosterRecord): void {
  entry.kills = body.kills & WORD;
  entry.deaths = body.deaths & WORD;
  entry.assists = body.assists & WORD;
  entry.streak = Math.min(BYTE, body.streak);
  entry.status = (published.isDropped ? STATUS_DROPPED : 0) | (published.wantsRematch ? STATUS_REMATCH : 0);
}

function publishBody(body: Body, published: Published, state: BodyRecord): void {
  state.place = packPlace(body.x, body.y);
  state.look = packLook(
    body.aim,
    (body.alive ? FLAG_ALIVE : 0) |
      (body.protectedTicks > 0 ? FLAG_PROTECTED : 0) |
      (body.dashTicks > 0 ? FLAG_DASHING : 0) |
      (body.overchargeTicks > 0 ? FLAG_OVERCHARGED : 0) |
      (published.isThrusting ? FLAG_THRUSTING : 0),
  );
  state.health = body.health;
  state.shield = body.shield;
  state.weapon = body.weapon;
  publishOwn(body, published, state.own);
}

function publishOwn(body: Body, published: Published, own: OwnRecord): void {
  own.x = body.x;
  own.y = body.y;
  own.velocityX = body.velocityX;
  own.velocityY = body.velocityY;
  own.aim = body.aim;
  own.dashTicks = body.dashTicks;
  own.dashCooldown = body.dashCooldown;
  own.dashHeld = body.dashHeld;
  own.fireCooldown = body.fireCooldown;
  for (let weapon = 0; weapon < body.ammo.length; weapon += 1) own.ammo[weapon] = body.ammo[weapon] ?? 0;
  own.shots = body.shots;
  own.queue = Math.min(BYTE, published.queue);
  own.invented = published.invented & WORD;
  own.impulses = body.impulses & WORD;
}
