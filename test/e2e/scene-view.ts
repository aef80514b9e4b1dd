import type { Scene } from "../../client/game/scene.ts";
import { isInSight, isThreat } from "../../shared/bots/perceive.ts";
import type { BotView } from "../../shared/bots/view.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";

/** Reads off a displayed scene what a bot may know of it: for players made of code that sit behind a real client. */
export function viewScene(scene: Scene, terrain: Terrain, view: BotView): void {
  const self = scene.bodies.find((body) => body.id === scene.focus);
  view.tick = Math.floor(scene.tick);
  view.lookTick = view.tick;
  view.isPlaying = scene.phase === "playing";
  view.bodies.length = 0;
  view.projectiles.length = 0;
  view.pickups.length = 0;
  view.self.alive = scene.playing && self?.alive === true;
  if (!self) return;
  const { x, y } = self;
  Object.assign(view.self, { x, y, velocityX: self.velocityX, velocityY: self.velocityY, health: self.health, shield: self.shield, weapon: self.weapon });
  view.self.ammo = scene.self?.ammo ?? [];
  view.self.isDashReady = (scene.self?.dashReady ?? 0) >= 1;
  for (const body of scene.bodies) {
    if (body === self || !body.alive || !isInSight(terrain, x, y, body.x, body.y)) continue;
    const { id, velocityX, velocityY, health } = body;
    view.bodies.push({ id, x: body.x, y: body.y, velocityX, velocityY, health, isProtected: body.protected });
  }
  for (const shot of scene.projectiles) {
    if (shot.owner === self.id || !isThreat(x, y, shot.x, shot.y, shot.velocityX, shot.velocityY)) continue;
    if (isInSight(terrain, x, y, shot.x, shot.y)) view.projectiles.push({ x: shot.x, y: shot.y, velocityX: shot.velocityX, velocityY: shot.velocityY });
  }
  scene.map.pickups.forEach((pad, index) => {
    if (isInSight(terrain, x, y, pad.x, pad.y)) view.pickups.push({ index, isThere: scene.pickups[index] === true });
  });
}
