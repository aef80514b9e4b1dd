import { describe, expect, test } from "vitest";
import { noFigures } from "../../client/game/net/net-graph.ts";
import type { Scene, SceneBody } from "../../client/game/scene.ts";
import { HudStore } from "../../client/ui/hud-state.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import type { SimEvent } from "../../shared/sim/events.ts";

const OWN = 1;

function body(id: number, more: Partial<SceneBody> = {}): SceneBody {
  return {
    id,
    name: `Pilot ${id}`,
    color: id,
    team: 0,
    bot: false,
    x: 0,
    y: 0,
    velocityX: 0,
    velocityY: 0,
    aim: 0,
    alive: true,
    protected: false,
    dashing: false,
    overcharged: false,
    dropped: false,
    health: 100,
    shield: 0,
    weapon: 0,
    kills: 0,
    deaths: 0,
    assists: 0,
    streak: 0,
    trail: 0,
    again: false,
    ...more,
  };
}

function scene(bodies: SceneBody[], happened: SimEvent[] = []): Scene {
  return {
    map: DEFAULT_MAP,
    mode: "arena",
    own: OWN,
    scores: [],
    calls: [],
    results: null,
    tick: 0,
    tickRate: 40,
    focus: OWN,
    playing: true,
    bodies,
    projectiles: [],
    pickups: [],
    happened: happened.map((event) => ({ event, predicted: false })),
    self: { weapon: 0, ammo: [0, 0, 0, 0], dashReady: 1, fireReady: 1, respawnIn: 1400 },
    phase: "playing",
    phaseLeft: 61_000,
    round: 1,
    connection: { kind: "connected" },
    net: noFigures(),
  };
}

const killed = (attacker: number, victim: number): SimEvent => ({
  kind: "bodyKilled",
  victim,
  attacker,
  weapon: 1,
  attackerHealth: 37,
  attackerShield: 12,
  streak: 1,
  x: 0,
  y: 0,
});

describe("the HUD", () => {
  test("keeps the last four kills", () => {
    const store = new HudStore();
    const bodies = [1, 2, 3, 4, 5, 6].map((id) => body(id));
    store.observe(scene(bodies, [killed(2, 3), killed(2, 4), killed(2, 5), killed(2, 6), killed(1, 2)]), 0);
    expect(store.read().feed.map((line) => line.victim.id)).toEqual([4, 5, 6, 2]);
  });

  test("forgets a kill after five seconds", () => {
    const store = new HudStore();
    store.observe(scene([body(1), body(2)], [killed(1, 2)]), 0);
    store.observe(scene([body(1), body(2)]), 4999);
    expect(store.read().feed).toHaveLength(1);
    store.observe(scene([body(1), body(2)]), 5000);
    expect(store.read().feed).toHaveLength(0);
  });

  test("says who killed the player, with what, and what they had left, until the player is back", () => {
    const store = new HudStore();
    store.observe(scene([body(1, { alive: false }), body(2)], [killed(2, 1)]), 0);
    expect(store.read().death).toEqual({ killer: { id: 2, name: "Pilot 2", color: 2, team: 0 }, weapon: 1, killerHealth: 37, killerShield: 12 });
    store.observe(scene([body(1), body(2)]), 2000);
    expect(store.read().death).toBeNull();
  });

  test("still names a killer who has left meanwhile", () => {
    const store = new HudStore();
    store.observe(scene([body(1), body(2)]), 0);
    store.observe(scene([body(1, { alive: false })], [killed(2, 1)]), 300);
    expect(store.read().death?.killer?.name).toBe("Pilot 2");
  });

  test("places by kills, then by fewer deaths", () => {
    const store = new HudStore();
    store.observe(scene([body(1, { kills: 3, deaths: 2 }), body(2, { kills: 3, deaths: 1 }), body(3, { kills: 1 })]), 0);
    expect(store.read().rows.map((row) => row.id)).toEqual([2, 1, 3]);
    expect(store.read().place).toBe(2);
  });

  test("wakes nobody when a frame changes nothing that is shown", () => {
    const store = new HudStore();
    store.observe(scene([body(1), body(2)]), 0);
    let woken = 0;
    store.subscribe(() => {
      woken += 1;
    });
    store.observe(scene([body(1, { x: 50 }), body(2, { x: 70 })]), 16);
    expect(woken).toBe(0);
    store.observe(scene([body(1, { health: 80 }), body(2)]), 32);
    expect(woken).toBe(1);
  });
});
