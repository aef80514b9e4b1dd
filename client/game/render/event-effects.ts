import { type BlastData, WEAPONS } from "../../../shared/content/weapons.ts";
import { BEAM_IMPACT, type WireEventOf } from "../../../shared/protocol/events.ts";
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
import type { Textures } from "./textures.ts";

export interface EventTargets {
  camera: Camera;
  crafts: Crafts;
  cursor: Cursor;
  effects: Effects;
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
    case "projectileFired": {
      if (!on.camera.sees(event.x / UNIT, event.y / UNIT, 200)) return;
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
      if (on.camera.sees(event.x / UNIT, event.y / UNIT, 60)) on.effects.bounce(event.x / UNIT, event.y / UNIT, 0xffffff);
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
      if (!on.camera.sees(x, y, 100)) return;
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
      on.effects.spawn(event.x / UNIT, event.y / UNIT, colorOf(scene, event.body));
      return;
    case "bodyDashed": {
      const body = bodyOf(scene, event.body);
      const texture = on.textures.hullFlashes[(body === undefined ? 0 : liveryOf(body)) % HULL_COUNT];
      if (texture === undefined) return;
      const heading = (event.angle / TURN) * Math.PI * 2;
      on.effects.ghost(texture, event.x / UNIT, event.y / UNIT, body?.aim ?? heading, heading, colorOf(scene, event.body));
      return;
    }
    case "pickupTaken": {
      const pad = scene.map.pickups[event.pickup];
      if (pad !== undefined) on.effects.taken(pad.x, pad.y, palette().pickups[pad.kind]);
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
  if (on.camera.sees(x, y, 200)) on.effects.fan(x, y, angle, spread, shotLight(scene, event.body));
}

function showExplosion(scene: Scene, event: WireEventOf<"exploded">, on: EventTargets): void {
  const x = event.x / UNIT;
  const y = event.y / UNIT;
  const radius = blastOf(event.weapon)?.radius ?? 0;
  if (!on.camera.sees(x, y, 2 * radius)) return;
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
  on.effects.rail(event.fromX / UNIT, event.fromY / UNIT, toX, toY, light);
  const back = Math.atan2(event.fromY - event.toY, event.fromX - event.toX);
  on.effects.sparks(toX, toY, back, light, 2.4, predicted);
  if (event.victim === 0) on.effects.scorch(toX, toY, 0.9);
}

/** The beam alone where its end was not in sight. */
function showGlimpse(scene: Scene, event: WireEventOf<"railGlimpsed">, on: EventTargets): void {
  const toX = event.toX / UNIT;
  const toY = event.toY / UNIT;
  const light = shotLight(scene, event.body);
  on.effects.rail(event.fromX / UNIT, event.fromY / UNIT, toX, toY, light);
  if ((event.ends & BEAM_IMPACT) === 0) return;
  on.effects.sparks(toX, toY, Math.atan2(event.fromY - event.toY, event.fromX - event.toX), light, 2.4);
}

function showHit(scene: Scene, event: WireEventOf<"bodyHit">, on: EventTargets): void {
  const x = event.x / UNIT;
  const y = event.y / UNIT;
  const from = (event.angle / TURN) * Math.PI * 2;
  on.crafts.flash(event.victim);
  if (on.camera.sees(x, y, 100)) on.effects.sparks(x, y, from, colorOf(scene, event.victim), 2);
  if (!scene.playing) return;
  if (event.victim === scene.focus) {
    on.cursor.damaged(from);
    if (on.shake) on.camera.shake(0.3 + (0.7 * event.amount) / FULL_SHAKE_DAMAGE);
  } else if (event.attacker === scene.focus) {
    on.cursor.confirmHit();
    if (on.damageNumbers) on.effects.number(x, y, event.amount, 0xffffff);
  }
}

function showKill(scene: Scene, event: WireEventOf<"bodyKilled">, on: EventTargets): void {
  const x = event.x / UNIT;
  const y = event.y / UNIT;
  const body = bodyOf(scene, event.victim);
  on.effects.death(x, y, body?.velocityX ?? 0, body?.velocityY ?? 0, colorOf(scene, event.victim), on.camera.sees(x, y, 0) && on.flash());
  if (!scene.playing) return;
  if (event.attacker === scene.focus && event.victim !== scene.focus) on.cursor.confirmKill();
  const own = bodyOf(scene, scene.focus);
  if (on.shake && own !== undefined && Math.hypot(own.x - x, own.y - y) < NEAR_BLAST) on.camera.shake(0.8);
}

function bodyOf(scene: Scene, id: number): SceneBody | undefined {
  for (const body of scene.bodies) if (body.id === id) return body;
  return undefined;
}

function colorOf(scene: Scene, id: number): number {
  const entry = entryOf(scene, id);
  return entry === undefined ? 0xffffff : liveryColor(entry);
}
