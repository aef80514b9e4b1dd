import { describe, expect, test } from "vitest";
import type { SceneBody } from "../../client/game/scene.ts";
import { HudStore } from "../../client/ui/hud-state.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { bodyWith as body, entryWith, sceneWith } from "./fabricated-scene.ts";

/** A scene in which these are in sight and take part. */
const scene = (bodies: SceneBody[], happened: SimEvent[] = []) => sceneWith({ bodies, roster: bodies.map(({ id }) => entryWith(id)), self: SELF }, happened);

const SELF = { weapon: 0, ammo: [0, 0, 0, 0], dashReady: 1, fireReady: 1, respawnIn: 1400 };

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
    store.observe(sceneWith({ roster: [entryWith(1, { kills: 3, deaths: 2 }), entryWith(2, { kills: 3, deaths: 1 }), entryWith(3, { kills: 1 })] }), 0);
    expect(store.read().rows.map((row) => row.id)).toEqual([2, 1, 3]);
    expect(store.read().place).toBe(2);
  });

  test("lists, counts and names everybody who takes part, whoever is in sight", () => {
    const store = new HudStore();
    store.observe(sceneWith({ bodies: [body(1, { alive: false })], self: SELF }, [killed(3, 2), killed(3, 1)]), 0);
    expect(store.read()).toMatchObject({ players: 3, death: { killer: { name: "Pilot 3" } }, vitals: { alive: false } });
    expect(store.read().rows.map((row) => row.id)).toEqual([1, 2, 3]);
    expect(store.read().feed.map(({ killer, victim }) => `${killer?.name} ${victim.name}`)).toEqual(["Pilot 3 Pilot 2", "Pilot 3 Pilot 1"]);
  });

  test("names whom the camera follows, in sight or not", () => {
    const store = new HudStore();
    store.observe(sceneWith({ own: 0, focus: 3, playing: false, bodies: [] }), 0);
    expect(store.read()).toMatchObject({ watched: { name: "Pilot 3" }, vitals: null });
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

  test("wakes nobody for what others do to one another, except when one kills", () => {
    const store = new HudStore();
    const bodies = [body(1), body(2), body(3)];
    store.observe(scene(bodies), 0);
    let woken = 0;
    store.subscribe(() => {
      woken += 1;
    });
    store.observe(scene(bodies, [{ kind: "bodyHit", victim: 2, attacker: 3, weapon: 0, amount: 9, health: 91, shield: 0, x: 0, y: 0, angle: 0 }]), 16);
    expect(woken).toBe(0);
    store.observe(scene(bodies, [killed(3, 2)]), 32);
    expect(woken).toBe(1);
  });
});
