import { FLAG_ALIVE, FLAG_DASHING, FLAG_OVERCHARGED, FLAG_PROTECTED, FLAG_THRUSTING, packLook, packPlace } from "../../shared/protocol/packing.ts";
import {
  type BodyState,
  type MatchState,
  type Own,
  PadState,
  PHASE_PLAYING,
  PHASE_PODIUM,
  PHASE_WAITING,
  type RosterEntry,
  STATUS_DROPPED,
  STATUS_REMATCH,
} from "../../shared/protocol/state.ts";
import type { Body, World } from "../../shared/sim/world.ts";

/** What the projection needs to know of a player beside the body. */
export interface Published {
  readonly entry: RosterEntry;
  readonly state: BodyState;
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

/** Projects the world onto the replicated state. Setters of the schema drop what did not change. */
export function publish(world: World, round: Round, players: ReadonlyMap<number, Published>, state: MatchState): void {
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
    world.scores.forEach((score, index) => {
      if (state.scores[index] !== score) state.scores[index] = score;
    });
  }
  publishPads(world, state);
  for (const body of world.bodies) {
    const published = players.get(body.id);
    if (published !== undefined) publishBody(body, published);
  }
}

function publishPads({ pickups }: World, { pads }: MatchState): void {
  // Another round may be on a map with fewer.
  for (let index = pads.size - 1; index >= pickups.length; index -= 1) pads.delete(String(index));
  pickups.forEach(({ absentTicks }, index) => {
    let pad = pads.get(String(index));
    if (pad === undefined) {
      pad = new PadState();
      pads.set(String(index), pad);
    }
    pad.lies = absentTicks === 0;
  });
}

function publishBody(body: Body, published: Published): void {
  const { entry, state } = published;
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
  entry.kills = body.kills & WORD;
  entry.deaths = body.deaths & WORD;
  entry.assists = body.assists & WORD;
  entry.streak = Math.min(BYTE, body.streak);
  entry.status = (published.isDropped ? STATUS_DROPPED : 0) | (published.wantsRematch ? STATUS_REMATCH : 0);
  publishOwn(body, published, state.own);
}

function publishOwn(body: Body, published: Published, own: Own): void {
  own.x = body.x;
  own.y = body.y;
  own.velocityX = body.velocityX;
  own.velocityY = body.velocityY;
  own.aim = body.aim;
  own.dashTicks = body.dashTicks;
  own.dashCooldown = body.dashCooldown;
  own.dashHeld = body.dashHeld;
  own.fireCooldown = body.fireCooldown;
  body.ammo.forEach((shots, weapon) => {
    if (own.ammo[weapon] !== shots) own.ammo[weapon] = shots;
  });
  own.shots = body.shots;
  own.queue = Math.min(BYTE, published.queue);
  own.invented = published.invented & WORD;
  own.impulses = body.impulses & WORD;
}
