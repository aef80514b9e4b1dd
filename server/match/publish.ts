import {
  FLAG_ALIVE,
  FLAG_DASHING,
  FLAG_DROPPED,
  FLAG_OVERCHARGED,
  FLAG_PROTECTED,
  FLAG_REMATCH,
  FLAG_THRUSTING,
  type MatchState,
  type Own,
  PHASE_PLAYING,
  PHASE_PODIUM,
  PHASE_WAITING,
  type Player,
  POSITION_STEP,
} from "../../shared/protocol/state.ts";
import type { Body, World } from "../../shared/sim/world.ts";

/** What the projection needs to know of a player beside the body. */
export interface Published {
  readonly player: Player;
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
  // Another round may be on a map with fewer.
  if (state.pickups.length > world.pickups.length) state.pickups.length = world.pickups.length;
  world.pickups.forEach((pickup, index) => {
    const lies = pickup.absentTicks === 0 ? 1 : 0;
    if (state.pickups[index] !== lies) state.pickups[index] = lies;
  });
  for (const body of world.bodies) {
    const published = players.get(body.id);
    if (published !== undefined) publishBody(body, published);
  }
}

function publishBody(body: Body, published: Published): void {
  const { player } = published;
  player.x = Math.round(body.x / POSITION_STEP);
  player.y = Math.round(body.y / POSITION_STEP);
  player.aim = body.aim;
  player.flags =
    (body.alive ? FLAG_ALIVE : 0) |
    (body.protectedTicks > 0 ? FLAG_PROTECTED : 0) |
    (body.dashTicks > 0 ? FLAG_DASHING : 0) |
    (body.overchargeTicks > 0 ? FLAG_OVERCHARGED : 0) |
    (published.isDropped ? FLAG_DROPPED : 0) |
    (published.wantsRematch ? FLAG_REMATCH : 0) |
    (published.isThrusting ? FLAG_THRUSTING : 0);
  player.health = body.health;
  player.shield = body.shield;
  player.weapon = body.weapon;
  player.kills = body.kills & WORD;
  player.deaths = body.deaths & WORD;
  player.assists = body.assists & WORD;
  player.streak = Math.min(BYTE, body.streak);
  publishOwn(body, published, player.own);
}

function publishOwn(body: Body, published: Published, own: Own): void {
  own.x = body.x;
  own.y = body.y;
  own.velocityX = body.velocityX;
  own.velocityY = body.velocityY;
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
