import { type BlastData, WEAPONS } from "../../../shared/content/weapons.ts";
import { BEAM_IMPACT, BEAM_MUZZLE, type WireEventOf } from "../../../shared/protocol/events.ts";
import { BODY_RADIUS } from "../../../shared/sim/body.ts";
import { TURN, UNIT } from "../../../shared/sim/units.ts";
import { entryOf } from "../roster.ts";
import type { Scene, SceneBody, SceneEvent } from "../scene.ts";
import type { Camera } from "./camera.ts";
import type { Crafts } from "./crafts.ts";
import type { Cursor } from "./cursor.ts";
import type { Effects } from "./effects.ts";
import { liveryColor, liveryOf } from "./livery.ts";
import { HULL_COUNT, palette } from "./palette.ts";
import { shotLight } from "./shots.ts";
import type { Sighting } from "./sighting.ts";
import type { Textures } from "./textures.ts";

export interface EventTargets {
  camera: Camera;
  crafts: Crafts;
  cursor: Cursor;
  effects: Effects;
  sighting: Sighting;
  textures: Textures;
  damageNumbers: boolean;
  shake: boolean;
  /** Whether a flash over a large area may be shown now; asking counts as showing it. */
  flash: () => boolean;
}

/** Units within which a death shakes the screen. */
const NEAR_BLAST = 260;
/** Damage that shakes as much as anything does. */
const FULL_SHAKE_DAMAGE = 60;

/** What each event looks like. */
export function showEvent(scene: Scene, { event, predicted }: SceneEvent, on: EventTargets): void {
  switch (event.kind) {
    case "projectileFired":
    case "shotGlimpsed": {
      if (!isShotSeen(scene, event, on)) return;
      const angle = Math.atan2(event.velocityY, event.velocityX);
      const light = shotLight(scene, event.body);
      if (blastOf(event.weapon) === null) on.effects.muzzle(event.fromX / UNIT, event.fromY / UNIT, angle, light);
      else on.effects.puff(event.fromX / UNIT, event.fromY / UNIT, angle, light);
      return;
    }
    case "scatterFired":
      showScatter(scene, event, on);
      return;
    case "projectileBounced":
      if (isSeen(event.x / UNIT, event.y / UNIT, 60, on)) on.effects.bounce(event.x / UNIT, event.y / UNIT, 0xffffff);
      return;
    case "exploded":
      showExplosion(scene, event, on);
      return;
    case "railFired":
      showRail(scene, event, predicted, on);
      return;
    case "projectileEnded": {
      if (event.victim !== 0) return;
      const x = event.x / UNIT;
      const y = event.y / UNIT;
      if (!isSeen(x, y, 100, on)) return;
      on.effects.sparks(x, y, 0, palette().harmful, Math.PI * 2);
      on.effects.scorch(x, y, 0.55);
      return;
    }
    case "bodyHit":
      showHit(scene, event, on);
      return;
    case "bodyKilled":
      showKill(scene, event, on);
      return;
    case "bodySpawned":
      if (!isBodySeen(scene, event.body, event, on)) return;
      on.effects.spawn(event.x / UNIT, event.y / UNIT, colorOf(scene, event.body));
      return;
    case "bodyDashed": {
      const body = bodyOf(scene, event.body);
      const texture = on.textures.hullFlashes[(body === undefined ? 0 : liveryOf(body)) % HULL_COUNT];
      if (texture === undefined || !isBodySeen(scene, event.body, event, on)) return;
      const heading = (event.angle / TURN) * Math.PI * 2;
      on.effects.ghost(texture, event.x / UNIT, event.y / UNIT, body?.aim ?? heading, heading, colorOf(scene, event.body));
      return;
    }
    case "pickupTaken": {
      const pad = scene.map.pickups[event.pickup];
      if (pad !== undefined && on.sighting.sees(pad.x, pad.y)) on.effects.taken(pad.x, pad.y, palette().pickups[pad.kind]);
      return;
    }
    case "railGlimpsed":
      showGlimpse(scene, event, on);
      return;
    case "hitConfirmed":
      if (scene.playing) on.cursor.confirmHit();
      return;
    case "killAnnounced":
      if (scene.playing && event.attacker === scene.focus) on.cursor.confirmKill();
      return;
    case "projectileSighted":
    case "projectileGone":
    case "noise":
    case "killAssisted":
    case "pickupReturned":
    case "roundEnded":
      return;
  }
}

/** Units before the middle of a body at which a fan of sparks begins: just off its nose. */
const NOSE = 24;

function showScatter(scene: Scene, event: WireEventOf<"scatterFired">, on: EventTargets): void {
  const angle = (event.aim / TURN) * Math.PI * 2;
  const x = event.fromX / UNIT + Math.cos(angle) * NOSE;
  const y = event.fromY / UNIT + Math.sin(angle) * NOSE;
  const weapon = WEAPONS[event.weapon];
  const spread = weapon?.kind === "projectile" ? (weapon.spread / TURN) * Math.PI * 4 : 0;
  if (isShotSeen(scene, event, on)) on.effects.fan(x, y, angle, spread, shotLight(scene, event.body));
}

function showExplosion(scene: Scene, event: WireEventOf<"exploded">, on: EventTargets): void {
  const x = event.x / UNIT;
  const y = event.y / UNIT;
  const radius = blastOf(event.weapon)?.radius ?? 0;
  if (!on.camera.sees(x, y, 2 * radius) || !on.sighting.seesDisc(x, y, radius / 2)) return;
  on.effects.explosion(x, y, radius, shotLight(scene, event.body), on.flash());
  const own = scene.playing ? bodyOf(scene, scene.focus) : undefined;
  if (own === undefined || !on.shake) return;
  const away = Math.hypot(own.x - x, own.y - y);
  if (away < NEAR_BLAST) on.camera.shake(0.9 * (1 - away / NEAR_BLAST));
}

function blastOf(weapon: number): BlastData | null {
  const data = WEAPONS[weapon];
  return data?.kind === "projectile" ? data.blast : null;
}

function showRail(scene: Scene, event: WireEventOf<"railFired">, predicted: boolean, on: EventTargets): void {
  const toX = event.toX / UNIT;
  const toY = event.toY / UNIT;
  const light = shotLight(scene, event.body);
  const fromX = event.fromX / UNIT;
  const fromY = event.fromY / UNIT;
  const seen = event.body === scene.focus ? { fromX, fromY, toX, toY } : on.sighting.stretch(fromX, fromY, toX, toY);
  if (seen !== null) on.effects.rail(seen.fromX, seen.fromY, seen.toX, seen.toY, light);
  const back = Math.atan2(event.fromY - event.toY, event.fromX - event.toX);
  if (isShotSeen(scene, event, on)) on.effects.muzzle(fromX, fromY, back + Math.PI, light);
  if (!on.sighting.sees(toX, toY)) return;
  on.effects.sparks(toX, toY, back, light, 2.4, predicted);
  if (event.victim === 0) on.effects.scorch(toX, toY, 0.9);
}

/** The beam alone where its end was not in sight. */
function showGlimpse(scene: Scene, event: WireEventOf<"railGlimpsed">, on: EventTargets): void {
  const toX = event.toX / UNIT;
  const toY = event.toY / UNIT;
  const light = shotLight(scene, event.body);
  const seen = on.sighting.stretch(event.fromX / UNIT, event.fromY / UNIT, toX, toY);
  if (seen !== null) on.effects.rail(seen.fromX, seen.fromY, seen.toX, seen.toY, light);
  const back = Math.atan2(event.fromY - event.toY, event.fromX - event.toX);
  if ((event.ends & BEAM_MUZZLE) !== 0 && isShotSeen(scene, event, on)) on.effects.muzzle(event.fromX / UNIT, event.fromY / UNIT, back + Math.PI, light);
  if ((event.ends & BEAM_IMPACT) !== 0 && on.sighting.sees(toX, toY)) on.effects.sparks(toX, toY, back, light, 2.4);
}

function showHit(scene: Scene, event: WireEventOf<"bodyHit">, on: EventTargets): void {
  const x = event.x / UNIT;
  const y = event.y / UNIT;
  const from = (event.angle / TURN) * Math.PI * 2;
  on.crafts.flash(event.victim);
  const seen = isSeen(x, y, 100, on);
  if (seen) on.effects.sparks(x, y, from, colorOf(scene, event.victim), 2);
  if (!scene.playing) return;
  if (event.victim === scene.focus) {
    on.cursor.damaged(from);
    if (on.shake) on.camera.shake(0.3 + (0.7 * event.amount) / FULL_SHAKE_DAMAGE);
  } else if (event.attacker === scene.focus) {
    on.cursor.confirmHit();
    if (on.damageNumbers && seen) on.effects.number(x, y, event.amount, 0xffffff);
  }
}

function showKill(scene: Scene, event: WireEventOf<"bodyKilled">, on: EventTargets): void {
  const x = event.x / UNIT;
  const y = event.y / UNIT;
  const body = bodyOf(scene, event.victim);
  if (isBodySeen(scene, event.victim, event, on)) {
    on.effects.death(x, y, body?.velocityX ?? 0, body?.velocityY ?? 0, colorOf(scene, event.victim), on.camera.sees(x, y, 0) && on.flash());
  }
  if (!scene.playing) return;
  if (event.attacker === scene.focus && event.victim !== scene.focus) on.cursor.confirmKill();
  const own = bodyOf(scene, scene.focus);
  if (on.shake && own !== undefined && Math.hypot(own.x - x, own.y - y) < NEAR_BLAST) on.camera.shake(0.8);
}

function isSeen(x: number, y: number, margin: number, { camera, sighting }: EventTargets): boolean {
  return camera.sees(x, y, margin) && sighting.sees(x, y);
}

/** Whether a shot leaves its barrel in sight; the own one always does. */
function isShotSeen(scene: Scene, { body, fromX, fromY }: { body: number; fromX: number; fromY: number }, on: EventTargets): boolean {
  return body === scene.focus || isSeen(fromX / UNIT, fromY / UNIT, 200, on);
}

/** Whether some part of a body is in sight where something happens to it. */
function isBodySeen(scene: Scene, body: number, { x, y }: { x: number; y: number }, { sighting }: EventTargets): boolean {
  return body === scene.focus || sighting.seesDisc(x / UNIT, y / UNIT, BODY_RADIUS / UNIT);
}

function bodyOf(scene: Scene, id: number): SceneBody | undefined {
  for (const body of scene.bodies) if (body.id === id) return body;
  return undefined;
}

function colorOf(scene: Scene, id: number): number {
  const entry = entryOf(scene, id);
  return entry === undefined ? 0xffffff : liveryColor(entry);
}
