import { noFigures } from "../../client/game/net/net-graph.ts";
import type { Scene, SceneBody, SceneEntry } from "../../client/game/scene.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import type { SimEvent } from "../../shared/sim/events.ts";

/** Id of the own body in these scenes. */
export const OWN = 1;

const dressOf = (id: number) => ({ name: `Pilot ${id}`, color: id, trail: 0, team: 0, dropped: false });

export function bodyWith(id: number, more: Partial<SceneBody> = {}): SceneBody {
  const state = { alive: true, protected: false, dashing: false, overcharged: false, health: 100, shield: 0, weapon: 0 };
  return { id, ...dressOf(id), x: 0, y: 0, velocityX: 0, velocityY: 0, aim: 0, ...state, ...more };
}

export function entryWith(id: number, more: Partial<SceneEntry> = {}): SceneEntry {
  return { id, ...dressOf(id), bot: false, kills: 0, deaths: 0, assists: 0, streak: 0, again: false, ...more };
}

/** A scene of a round under way, played by three of whom the own body alone is in sight. */
export function sceneWith(more: Partial<Scene> = {}, happened: readonly SimEvent[] = []): Scene {
  return {
    map: DEFAULT_MAP,
    mode: "arena",
    own: OWN,
    tick: 0,
    tickRate: 40,
    focus: OWN,
    playing: true,
    roster: [entryWith(1), entryWith(2), entryWith(3)],
    bodies: [bodyWith(OWN)],
    projectiles: [],
    pickups: [],
    happened: happened.map((event) => ({ event, predicted: false })),
    self: null,
    phase: "playing",
    phaseLeft: 61_000,
    round: 1,
    scores: [],
    calls: [],
    results: null,
    restartIn: null,
    idleIn: null,
    connection: { kind: "connected" },
    net: noFigures(),
    ...more,
  };
}
