import { ASPECT_DEFAULT, viewSize } from "../protocol/view.ts";
import type { SimEvent } from "../sim/events.ts";
import { isSightClear } from "../sim/sight.ts";
import type { Terrain } from "../sim/terrain.ts";
import { TURN, UNIT } from "../sim/units.ts";
import type { Body, World } from "../sim/world.ts";
import type { BotView } from "./view.ts";

/** Units within which a shot is heard; from `NEAR` on it sounds far. */
export const HEARING = 1500;
const NEAR = 700;
/** Directions that an ear tells apart. */
const HEARD_DIRECTIONS = 16;
/** Shots remembered between two looks; in a brawl nobody counts. */
const NOISES_MAX = 6;
/** A shot in flight matters to a body that it will pass within this many units. */
const THREAT_WIDTH = 70;

const SCREEN = viewSize(ASPECT_DEFAULT);
const HALF_WIDTH = SCREEN.width / 2;
const HALF_HEIGHT = SCREEN.height / 2;

/** Whether a point is on the screen of a body and in its line of sight. All in units. */
export function isInSight(terrain: Terrain, x: number, y: number, pointX: number, pointY: number): boolean {
  if (Math.abs(pointX - x) > HALF_WIDTH || Math.abs(pointY - y) > HALF_HEIGHT) return false;
  return isSightClear(terrain, Math.round(x * UNIT), Math.round(y * UNIT), Math.round(pointX * UNIT), Math.round(pointY * UNIT));
}

/** Whether a shot in flight will come near a body if neither changes course. All in units and units per second. */
export function isThreat(x: number, y: number, shotX: number, shotY: number, velocityX: number, velocityY: number): boolean {
  const towardX = x - shotX;
  const towardY = y - shotY;
  const speed = Math.sqrt(velocityX * velocityX + velocityY * velocityY);
  if (speed === 0 || towardX * velocityX + towardY * velocityY <= 0) return false;
  return Math.abs(towardX * velocityY - towardY * velocityX) < THREAT_WIDTH * speed;
}

export function emptyView(): BotView {
  return {
    tick: 0,
    lookTick: 0,
    isPlaying: false,
    self: { id: 0, alive: false, x: 0, y: 0, velocityX: 0, velocityY: 0, health: 0, shield: 0, weapon: 0, ammo: [], isDashReady: false },
    mates: [],
    bodies: [],
    projectiles: [],
    pickups: [],
    noises: [],
    hitsFrom: [],
  };
}

/** Takes in what happened in one tick: `view` keeps what `self` could hear and feel of it until the bot has taken it in. */
export function listen(self: Body, happened: readonly SimEvent[], view: BotView): void {
  for (const event of happened) {
    if (event.kind === "projectileFired" || event.kind === "railFired" || event.kind === "scatterFired") {
      if (event.body === self.id) continue;
      const x = (event.fromX - self.x) / UNIT;
      const y = (event.fromY - self.y) / UNIT;
      // Every bot hears every shot: squares and a plain search cost no memory.
      const squared = x * x + y * y;
      if (squared > HEARING * HEARING) continue;
      const mate = mateOf(view, event.body);
      if (mate !== undefined) {
        mate.firedTick = view.tick;
        mate.firedAngle = headingOf(event);
        continue;
      }
      if (view.noises.length < NOISES_MAX) view.noises.push({ angle: coarseAngle(Math.atan2(y, x)), isNear: squared < NEAR * NEAR });
    } else if (event.kind === "bodyHit" && event.victim === self.id) {
      view.hitsFrom.push((event.angle / TURN) * 2 * Math.PI);
    }
  }
}

function mateOf(view: BotView, id: number): BotView["mates"][number] | undefined {
  for (const mate of view.mates) if (mate.id === id) return mate;
  return undefined;
}

/** Radians. */
function headingOf(shot: Extract<SimEvent, { kind: "projectileFired" | "scatterFired" | "railFired" }>): number {
  switch (shot.kind) {
    case "projectileFired":
      return Math.atan2(shot.velocityY, shot.velocityX);
    case "scatterFired":
      return (shot.aim / TURN) * 2 * Math.PI;
    case "railFired":
      return Math.atan2(shot.toY - shot.fromY, shot.toX - shot.fromX);
  }
}

export function coarseAngle(angle: number): number {
  const step = (2 * Math.PI) / HEARD_DIRECTIONS;
  return Math.round(angle / step) * step;
}

/** Brings time, own status and mates up to date: every tick. */
export function feel(world: World, self: Body, view: BotView): void {
  const perSecond = world.terrain.tickRate / UNIT;
  view.tick = world.tick;
  view.isPlaying = world.phase === "playing";
  view.self.id = self.id;
  view.self.alive = self.alive;
  view.self.x = self.x / UNIT;
  view.self.y = self.y / UNIT;
  view.self.velocityX = self.velocityX * perSecond;
  view.self.velocityY = self.velocityY * perSecond;
  view.self.health = self.health;
  view.self.shield = self.shield;
  view.self.weapon = self.weapon;
  view.self.ammo = self.ammo;
  view.self.isDashReady = self.dashCooldown === 0;
  if (self.team !== 0) feelMates(world, self, view);
}

function feelMates(world: World, self: Body, view: BotView): void {
  const perSecond = world.terrain.tickRate / UNIT;
  let count = 0;
  for (const body of world.bodies) {
    if (body === self || body.team !== self.team) continue;
    // Places follow the order of ids: who was here before keeps what is known of them.
    let mate = view.mates[count];
    if (mate?.id !== body.id) {
      mate = mateOf(view, body.id) ?? {
        id: body.id,
        alive: false,
        x: 0,
        y: 0,
        velocityX: 0,
        velocityY: 0,
        firedTick: null,
        firedAngle: 0,
      };
      view.mates.splice(count, 0, mate);
    }
    mate.alive = body.alive;
    mate.x = body.x / UNIT;
    mate.y = body.y / UNIT;
    mate.velocityX = body.velocityX * perSecond;
    mate.velocityY = body.velocityY * perSecond;
    count += 1;
  }
  view.mates.length = count;
}

function isMate(self: Body, body: Body): boolean {
  return self.team !== 0 && self.team === body.team;
}

/** Looks at the screen of `self`. What was heard and felt stays as `listen` put it; the bot forgets it when it has taken it in. */
export function look(world: World, self: Body, view: BotView): void {
  const { terrain } = world;
  const perSecond = terrain.tickRate / UNIT;
  const x = self.x / UNIT;
  const y = self.y / UNIT;
  view.lookTick = world.tick;

  view.bodies.length = 0;
  for (const body of world.bodies) {
    if (body === self || !body.alive || isMate(self, body) || !isInSight(terrain, x, y, body.x / UNIT, body.y / UNIT)) continue;
    view.bodies.push({
      id: body.id,
      x: body.x / UNIT,
      y: body.y / UNIT,
      velocityX: body.velocityX * perSecond,
      velocityY: body.velocityY * perSecond,
      health: body.health,
      isProtected: body.protectedTicks > 0,
    });
  }

  view.projectiles.length = 0;
  for (const { owner, team, x: shotX, y: shotY, velocityX, velocityY } of world.projectiles) {
    if (owner === self.id || (team !== 0 && team === self.team && !world.mode.friendlyFire)) continue;
    if (!isThreat(x, y, shotX / UNIT, shotY / UNIT, velocityX, velocityY)) continue;
    if (!isInSight(terrain, x, y, shotX / UNIT, shotY / UNIT)) continue;
    view.projectiles.push({ x: shotX / UNIT, y: shotY / UNIT, velocityX: velocityX * perSecond, velocityY: velocityY * perSecond });
  }

  view.pickups.length = 0;
  terrain.map.pickups.forEach((pad, index) => {
    if (!isInSight(terrain, x, y, pad.x, pad.y)) return;
    view.pickups.push({ index, isThere: world.pickups[index]?.absentTicks === 0 });
  });
}
