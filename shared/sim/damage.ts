import { OVERCHARGE_PERCENT } from "../content/pickups.ts";
import type { Body, Team } from "./bodies.ts";
import { divRound } from "./fixed.ts";
import { recordPlace } from "./history.ts";
import type { PendingHit, PendingKill } from "./scratch.ts";
import { bodyOf, type World } from "./world.ts";

/** Scores are 16 bits on the wire, streaks 8. */
const SCORE_MAX = 65_535;
const STREAK_MAX = 255;

/**
 * Phase: the hits of this tick hurt. First all of them, then the kills are credited, then the dead die: two bodies can kill
 * each other. Nobody is hurt once the round is decided.
 */
export function dealDamage(world: World): void {
  const { hits, kills } = world.scratch;
  if (world.phase !== "playing") {
    return;
  }
  for (let index = 0; index < hits.used; index += 1) {
    hurt(world, hits.at(index));
  }
  for (let index = 0; index < kills.used; index += 1) {
    credit(world, kills.at(index));
  }
  for (let index = 0; index < kills.used; index += 1) {
    const victim = bodyOf(world, kills.at(index).victim);
    if (victim !== undefined) {
      die(world, victim);
    }
  }
}

/** The shield takes it first. The protected and those who are dead by an earlier hit of this tick lose nothing. */
function hurt(world: World, hit: PendingHit): void {
  const victim = bodyOf(world, hit.victim);
  if (victim === undefined || !victim.alive || victim.health === 0 || victim.protectedTicks > 0) {
    return;
  }
  const damage = isOvercharged(world, hit.attacker) ? divRound(hit.amount * OVERCHARGE_PERCENT, 100) : hit.amount;
  const fromShield = Math.min(victim.shield, damage);
  const fromHealth = Math.min(victim.health, damage - fromShield);
  victim.shield -= fromShield;
  victim.health -= fromHealth;
  if (hit.attacker !== victim.id) {
    remember(victim, hit.attacker, world.tick);
  }

  const { events, kills } = world.scratch;
  const bodyHit = events.add("bodyHit");
  bodyHit.victim = victim.id;
  bodyHit.attacker = hit.attacker;
  bodyHit.weapon = hit.weapon;
  bodyHit.amount = fromShield + fromHealth;
  bodyHit.health = victim.health;
  bodyHit.shield = victim.shield;
  bodyHit.x = hit.x;
  bodyHit.y = hit.y;
  bodyHit.angle = hit.angle;
  if (victim.health === 0) {
    const kill = kills.take();
    kill.victim = victim.id;
    kill.attacker = hit.attacker;
    kill.weapon = hit.weapon;
  }
}

function isOvercharged(world: World, id: number): boolean {
  return (bodyOf(world, id)?.overchargeTicks ?? 0) > 0;
}

/** Moves the attacker to the front; whoever is pushed over the end has been forgotten. */
function remember(victim: Body, attacker: number, tick: number): void {
  let movingAttacker = attacker;
  let movingTick = tick;
  for (let place = 0; place < victim.hurtBy.length; place += 1) {
    const record = victim.hurtBy[place];
    if (record === undefined) {
      return;
    }
    const { attacker: heldAttacker, tick: heldTick } = record;
    record.attacker = movingAttacker;
    record.tick = movingTick;
    if (heldAttacker === attacker || heldAttacker === 0) {
      return;
    }
    movingAttacker = heldAttacker;
    movingTick = heldTick;
  }
}

function credit(world: World, kill: PendingKill): void {
  const victim = bodyOf(world, kill.victim);
  if (victim === undefined) {
    return;
  }
  // The attacker may have left while its projectile flew. Nobody is credited with their own death.
  const attacker = bodyOf(world, kill.attacker);
  if (attacker !== undefined && attacker !== victim) {
    attacker.kills = Math.min(SCORE_MAX, attacker.kills + 1);
    attacker.streak = Math.min(STREAK_MAX, attacker.streak + 1);
    scoreFor(world, attacker.team);
  }
  const { events } = world.scratch;
  const killed = events.add("bodyKilled");
  killed.victim = victim.id;
  killed.attacker = kill.attacker;
  killed.weapon = kill.weapon;
  killed.attackerHealth = attacker?.health ?? 0;
  killed.attackerShield = attacker?.shield ?? 0;
  killed.streak = attacker?.streak ?? 0;
  killed.x = victim.x;
  killed.y = victim.y;
  const since = world.tick - world.terrain.pace.assistTicks;
  for (let place = 0; place < victim.hurtBy.length; place += 1) {
    const record = victim.hurtBy[place];
    if (record !== undefined && record.attacker !== kill.attacker && record.tick >= since) {
      assist(world, record.attacker, victim.id);
    }
  }
}

function scoreFor(world: World, team: Team): void {
  if (team !== 0) {
    world.scores[team - 1] = Math.min(SCORE_MAX, (world.scores[team - 1] ?? 0) + 1);
  }
}

function assist(world: World, id: number, victim: number): void {
  const helper = bodyOf(world, id);
  if (helper !== undefined) {
    helper.assists = Math.min(SCORE_MAX, helper.assists + 1);
    const assisted = world.scratch.events.add("killAssisted");
    assisted.body = id;
    assisted.victim = victim;
  }
}

function die(world: World, body: Body): void {
  body.alive = false;
  body.velocityX = 0;
  body.velocityY = 0;
  body.dashTicks = 0;
  body.shield = 0;
  body.protectedTicks = 0;
  body.overchargeTicks = 0;
  body.deaths = Math.min(SCORE_MAX, body.deaths + 1);
  body.streak = 0;
  body.respawnTicks = world.terrain.pace.respawnTicks;
  body.impulses += 1;
  recordPlace(world, body);
}
