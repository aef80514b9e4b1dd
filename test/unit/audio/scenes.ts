import { WorldScenes } from "../../../client/game/demo-scene.ts";
import type { Scene, SceneBody } from "../../../client/game/scene.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { FOUNDRY } from "../../../shared/content/maps/foundry.ts";
import { PICKUPS, type PickupKind } from "../../../shared/content/pickups.ts";
import type { SimEvent, SimEventKind } from "../../../shared/sim/events.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { Stage } from "../../sim/stage.ts";

/** Who listens, and where they stand in the scenes below. */
export const OWN = 1;
export const OTHER = 2;
export const THIRD = 3;
export const EAR = { x: 1000, y: 1000 };

export const PICKUP_KINDS = Object.keys(PICKUPS) as PickupKind[];

/** No walls, and a pad of every kind. */
const OPEN: MapData = { ...FOUNDRY, boxes: [], pillars: [], pickups: PICKUP_KINDS.map((kind, index) => ({ kind, x: 600 + index * 96, y: 1200 })) };

/** Three bodies in an open place, seen by the first of them; `playing` false: watched. */
export function quietScene(playing = true): Scene {
  const stage = new Stage({ tickRate: 40, map: FOUNDRY });
  stage.join(OWN, OTHER, THIRD);
  stage.run(0.1);
  const scene = new WorldScenes(stage.world, OWN, playing, (id) => ({ name: String(id), color: id, trail: 0, bot: false })).show(stage.world, 1);
  const heard: Scene = { ...scene, map: OPEN, happened: [] };
  for (const body of heard.bodies) Object.assign(body, EAR);
  return heard;
}

export function bodyIn(scene: Scene, id: number): SceneBody {
  const body = scene.bodies.find((each) => each.id === id);
  if (body === undefined) throw new Error(`no body ${id}`);
  return body;
}

/** As events have it. */
export const units = (value: number): number => Math.round(value * UNIT);

const x = units(EAR.x + 100);
const y = units(EAR.y);

type Samples = { readonly [Kind in SimEventKind]: Extract<SimEvent, { kind: Kind }> };

/** One event of every kind, done by the second body near the listener, or to the listener's use. */
export const SAMPLES: Samples = {
  projectileFired: {
    kind: "projectileFired",
    body: OTHER,
    shot: 1,
    weapon: 0,
    projectile: 1,
    fromX: x,
    fromY: y,
    x,
    y,
    velocityX: 100,
    velocityY: 0,
    ticksLeft: 20,
  },
  scatterFired: { kind: "scatterFired", body: OTHER, shot: 1, weapon: 2, projectile: 2, fromX: x, fromY: y, aim: 0, forward: 0 },
  railFired: { kind: "railFired", body: OTHER, shot: 1, weapon: 1, fromX: x, fromY: y, toX: x + 1000, toY: y, victim: 0 },
  projectileBounced: { kind: "projectileBounced", projectile: 1, x, y },
  projectileEnded: { kind: "projectileEnded", projectile: 1, x, y, victim: 0 },
  exploded: { kind: "exploded", body: OTHER, weapon: 3, x, y },
  bodyHit: { kind: "bodyHit", victim: OTHER, attacker: THIRD, weapon: 0, amount: 12, health: 88, shield: 0, x, y, angle: 0 },
  bodyKilled: { kind: "bodyKilled", victim: OTHER, attacker: THIRD, weapon: 0, attackerHealth: 50, attackerShield: 0, streak: 1, x, y },
  killAssisted: { kind: "killAssisted", body: OWN, victim: OTHER },
  bodySpawned: { kind: "bodySpawned", body: OTHER, x, y, aim: 0 },
  bodyDashed: { kind: "bodyDashed", body: OTHER, x, y, angle: 0 },
  pickupTaken: { kind: "pickupTaken", pickup: 0, body: OTHER },
  pickupReturned: { kind: "pickupReturned", pickup: 0 },
  roundEnded: { kind: "roundEnded", winner: OTHER, team: 0 },
};
