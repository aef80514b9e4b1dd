import { PICKUPS } from "../../../shared/content/pickups.ts";
import { WEAPONS } from "../../../shared/content/weapons.ts";
import { BEAM_MUZZLE, type WireEventKind, type WireEventOf } from "../../../shared/protocol/events.ts";
import { TURN, UNIT } from "../../../shared/sim/units.ts";
import { entryOf } from "../roster.ts";
import type { Scene } from "../scene.ts";
import type { Place, Unseen } from "./hearing.ts";
import { noiseSound } from "./noises.ts";
import type { SoundName } from "./sounds.ts";
import { shotSound } from "./voices/weapons.ts";

/** A sound that is to be heard. */
export interface Cue {
  sound: SoundName;
  /**
   * A place in the arena; a direction from the own craft (radians); the steps of a noise from somewhere out of sight; null: said to
   * the player's ear.
   */
  from: Place | { side: number } | Unseen | null;
  /** 1 as written. */
  pitch: number;
}

/** Times the pitch that the tick of a hit has when it left its target nearly nothing. */
const LOWEST_TARGET = 1.8;
/** Loss at which a hit taken sounds heavy, and its pitch then. */
const HEAVY_LOSS = 75;
const HEAVY_PITCH = 0.75;

/** An event of a kind, said so that the compiler sees the kind and what is called for it as one. */
type EventOf<Kind extends WireEventKind = WireEventKind> = { [Each in Kind]: WireEventOf<Each> & { kind: Each } }[Kind];
type Table = { readonly [Kind in WireEventKind]: (event: EventOf<Kind>, scene: Scene) => readonly Cue[] };

/** What each event sounds like. None may be missing; that each has a sound is for a test to count. */
const EVENT_CUES: Table = {
  projectileFired: (event, scene) => shot(event, scene),
  scatterFired: (event, scene) => shot(event, scene),
  railFired: (event, scene) => shot(event, scene),
  // Its muzzle is heard where it is seen; of one out of sight there is a noise.
  railGlimpsed: (event, scene) => ((event.ends & BEAM_MUZZLE) === 0 ? [] : shot(event, scene)),
  shotGlimpsed: (event, scene) => shot(event, scene),
  // It left its barrel before.
  projectileSighted: () => [],
  projectileGone: () => [],
  noise: ({ sound: index, angle, distance }) => {
    const sound = noiseSound(index);
    return sound === null ? [] : [{ sound, from: { angle, distance }, pitch: 1 }];
  },
  projectileBounced: (event) => [at("bounce", event)],
  // What it did to somebody is told by `bodyHit`.
  projectileEnded: (event) => (event.victim === 0 ? [at("spark", event)] : []),
  exploded: (event) => [at("blast", event)],
  bodyHit: (event, scene) => {
    if (isOwn(scene, event.victim)) {
      const pitch = 1 - (1 - HEAVY_PITCH) * Math.min(1, event.amount / HEAVY_LOSS);
      return [{ sound: "knock", from: { side: (event.angle / TURN) * Math.PI * 2 }, pitch }];
    }
    if (isOwn(scene, event.attacker)) return [hitDealt(event.health)];
    return [at("clank", event)];
  },
  bodyKilled: (event, scene) => {
    if (isOwn(scene, event.victim)) return [inside("ownWreck")];
    return isOwn(scene, event.attacker) ? [inside("kill"), at("wreck", event)] : [at("wreck", event)];
  },
  hitConfirmed: (event) => [hitDealt(event.health)],
  killAnnounced: (event, scene) => (isOwn(scene, event.attacker) ? [inside("kill")] : []),
  killAssisted: (event, scene) => (isOwn(scene, event.body) ? [inside("assist")] : []),
  bodySpawned: (event, scene) => [isOwn(scene, event.body) ? inside("ownArrive") : at("arrive", event)],
  bodyDashed: (event, scene) => [isOwn(scene, event.body) ? inside("ownDash") : at("dash", event)],
  pickupTaken: (event, scene) => {
    const pad = scene.map.pickups[event.pickup];
    return pad === undefined ? [] : [{ sound: PICKUPS[pad.kind].gives.kind, from: isOwn(scene, event.body) ? null : pad, pitch: 1 }];
  },
  pickupReturned: (event, scene) => {
    const pad = scene.map.pickups[event.pickup];
    return pad === undefined ? [] : [{ sound: "returned", from: pad, pitch: 1 }];
  },
  roundEnded: (event, scene) => [inside(isOwn(scene, event.winner) || isOwnTeam(scene, event.team) ? "victory" : "podium")],
};

/** What an event sounds like to whom the scene is shown; nothing when it does not concern them. */
export function cuesOf<Kind extends WireEventKind>(event: EventOf<Kind>, scene: Scene): readonly Cue[] {
  return EVENT_CUES[event.kind](event, scene);
}

function shot(event: { body: number; weapon: number; fromX: number; fromY: number }, scene: Scene): readonly Cue[] {
  const own = isOwn(scene, event.body);
  const sound = shotSound(WEAPONS[event.weapon]?.name ?? "", own);
  if (sound === null) return [];
  return [own ? inside(sound) : at(sound, { x: event.fromX, y: event.fromY })];
}

/** The less the target has left, the higher. */
function hitDealt(health: number): Cue {
  return inside("hit", 1 + (LOWEST_TARGET - 1) * (1 - Math.min(100, health) / 100));
}

/** `x`, `y`: as events have them. */
function at(sound: SoundName, { x, y }: Place): Cue {
  return { sound, from: { x: x / UNIT, y: y / UNIT }, pitch: 1 };
}

function inside(sound: SoundName, pitch = 1): Cue {
  return { sound, from: null, pitch };
}

function isOwn(scene: Scene, body: number): boolean {
  return body !== 0 && body === scene.own;
}

function isOwnTeam(scene: Scene, team: number): boolean {
  return team !== 0 && entryOf(scene, scene.own)?.team === team;
}
