import { describe, expect, test } from "vitest";
import { type Cue, cuesOf } from "../../../client/game/audio/sound-table.ts";
import { SOUNDS, type SoundName } from "../../../client/game/audio/sounds.ts";
import type { Scene } from "../../../client/game/scene.ts";
import { WEAPONS } from "../../../shared/content/weapons.ts";
import type { WireEvent } from "../../../shared/protocol/events.ts";
import { NOISES } from "../../../shared/protocol/noise.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { EAR, OTHER, OWN, PICKUP_KINDS, quietScene, SAMPLES, THIRD } from "./scenes.ts";

const names = (event: WireEvent, scene: Scene = quietScene()): SoundName[] => cuesOf(event, scene).map(({ sound }) => sound);

function only(event: WireEvent, scene: Scene = quietScene()): Cue {
  const [cue, ...more] = cuesOf(event, scene);
  if (cue === undefined || more.length > 0) throw new Error(`${event.kind} has ${more.length === 0 ? "no sound" : "several"}`);
  return cue;
}

/** The shot of a weapon, as its event. */
function shotOf(weapon: number, body: number): SimEvent {
  const data = WEAPONS[weapon];
  if (data === undefined) throw new Error(`no weapon ${weapon}`);
  if (data.kind === "rail") return { ...SAMPLES.railFired, weapon, body };
  return data.pellets > 1 ? { ...SAMPLES.scatterFired, weapon, body } : { ...SAMPLES.projectileFired, weapon, body };
}

const melody = (name: SoundName): string => JSON.stringify(SOUNDS[name].layers);

describe("every event", () => {
  test.each(Object.values(SAMPLES))("has a sound: $kind", (event) => {
    const heard = names(event);
    expect(heard.length).toBeGreaterThan(0);
    for (const name of heard) expect(SOUNDS[name].layers.length).toBeGreaterThan(0);
  });
});

describe("every weapon", () => {
  const weapons = WEAPONS.map(({ name }, index) => ({ name, index }));

  test.each(weapons)("has a shot of its own: $name", ({ name, index }) => {
    const melodies = weapons.map((weapon) => melody(only(shotOf(weapon.index, OTHER)).sound));
    expect(melodies.filter((each) => each === melodies[index])).toHaveLength(1);
    expect(only(shotOf(index, OTHER)).sound).toBe(name);
  });

  test.each(weapons)("sounds differently in the own hands: $name", ({ index }) => {
    expect(melody(only(shotOf(index, OWN)).sound)).not.toBe(melody(only(shotOf(index, OTHER)).sound));
  });
});

describe("every pickup", () => {
  test.each(PICKUP_KINDS.map((kind, pickup) => ({ kind, pickup })))("has a tone: $kind", ({ pickup }) => {
    expect(names({ kind: "pickupTaken", pickup, body: OWN })).toHaveLength(1);
  });

  test("is heard from its pad when somebody else takes it", () => {
    expect(only(SAMPLES.pickupTaken).from).toEqual(expect.objectContaining({ x: 600, y: 1200 }));
    expect(only({ ...SAMPLES.pickupTaken, body: OWN }).from).toBeNull();
  });
});

describe("a hit", () => {
  const given = (health: number): Cue => only({ ...SAMPLES.bodyHit, victim: OTHER, attacker: OWN, health });
  const taken = (angle: number, amount = 12): Cue => only({ ...SAMPLES.bodyHit, victim: OWN, attacker: OTHER, angle, amount });

  test("of one's own is a tick, the higher the lower the target", () => {
    expect(given(90).sound).toBe("hit");
    expect(given(50).pitch).toBeGreaterThan(given(90).pitch);
    expect(given(5).pitch).toBeGreaterThan(given(50).pitch);
    expect(given(0).pitch).toBeCloseTo(1.8);
  });

  test("taken is a knock from its side, the heavier the lower", () => {
    expect(taken(0)).toMatchObject({ sound: "knock", from: { side: 0 } });
    expect(taken(32_768).from).toEqual({ side: Math.PI });
    expect(taken(0, 75).pitch).toBeLessThan(taken(0, 12).pitch);
  });

  test("by one's own blast is one taken", () => {
    expect(names({ ...SAMPLES.bodyHit, victim: OWN, attacker: OWN })).toEqual(["knock"]);
  });

  test("among others is heard from where it was", () => {
    expect(only(SAMPLES.bodyHit)).toMatchObject({ sound: "clank", from: { x: EAR.x + 100, y: EAR.y } });
  });

  test("is told once: the shot that ended in it says nothing", () => {
    expect(names({ ...SAMPLES.projectileEnded, victim: OTHER })).toEqual([]);
  });
});

describe("a death", () => {
  test("by one's own hand is the rise, and the wreck from where it was", () => {
    expect(names({ ...SAMPLES.bodyKilled, attacker: OWN })).toEqual(["kill", "wreck"]);
  });

  test("of one's own is not the death of somebody", () => {
    expect(names({ ...SAMPLES.bodyKilled, victim: OWN })).toEqual(["ownWreck"]);
    expect(names({ ...SAMPLES.bodyKilled, victim: OWN, attacker: OWN })).toEqual(["ownWreck"]);
  });

  test("among others is no verdict", () => {
    expect(names({ ...SAMPLES.bodyKilled, attacker: THIRD })).toEqual(["wreck"]);
    expect(names({ ...SAMPLES.killAssisted, body: THIRD })).toEqual([]);
  });
});

describe("the end of a round", () => {
  test("is brighter for who won it", () => {
    expect(names({ ...SAMPLES.roundEnded, winner: OWN })).toEqual(["victory"]);
    expect(names({ ...SAMPLES.roundEnded, winner: OTHER })).toEqual(["podium"]);
  });

  test("is brighter for the whole of the winning team", () => {
    const scene = quietScene();
    for (const entry of scene.roster) entry.team = entry.id === THIRD ? 2 : 1;
    expect(names({ ...SAMPLES.roundEnded, winner: OTHER, team: 1 }, scene)).toEqual(["victory"]);
    expect(names({ ...SAMPLES.roundEnded, winner: THIRD, team: 2 }, scene)).toEqual(["podium"]);
  });
});

test("who only watches is told of everything as of others", () => {
  const scene = quietScene(false);
  expect(names({ ...SAMPLES.bodyHit, victim: OWN, attacker: OTHER }, scene)).toEqual(["clank"]);
  expect(names({ ...SAMPLES.bodyKilled, attacker: OWN }, scene)).toEqual(["wreck"]);
  expect(names(shotOf(0, OWN), scene)).toEqual(["pulse"]);
});

test.each(NOISES.map((noise, sound) => ({ noise, sound })))("of $noise out of sight no more is heard than a sound and its steps", ({ noise, sound }) => {
  const [cue, ...more] = cuesOf({ kind: "noise", sound, angle: 3, distance: 2 }, quietScene());
  expect(more).toEqual([]);
  expect(cue).toMatchObject({ from: { angle: 3, distance: 2 }, pitch: 1 });
  const weapon = WEAPONS.find(({ name }) => name === noise);
  if (weapon !== undefined) expect(cue?.sound).toBe(weapon.name);
});

test("no two noises sound alike", () => {
  const sounds = NOISES.map((_, sound) => cuesOf({ kind: "noise", sound, angle: 0, distance: 0 }, quietScene())[0]?.sound);
  expect(new Set(sounds).size).toBe(NOISES.length);
});

describe("what the own shots do out of sight", () => {
  test("is said to the ear alone", () => {
    expect(names({ kind: "hitConfirmed", weapon: 3, amount: 76, health: 24 })).toEqual(["hit"]);
    expect(names({ kind: "killAnnounced", victim: OTHER, attacker: OWN, weapon: 3, streak: 1 })).toEqual(["kill"]);
    expect(names({ kind: "killAnnounced", victim: OTHER, attacker: THIRD, weapon: 3, streak: 1 })).toEqual([]);
  });
});

describe("a beam that is seen in part", () => {
  test("is heard from its muzzle, where that is seen", () => {
    const glimpsed = { kind: "railGlimpsed", body: 0, weapon: 1, fromX: 256, fromY: 512, toX: 1024, toY: 512 } as const;
    expect(only({ ...glimpsed, ends: 1 })).toMatchObject({ sound: "rail", from: { x: 1, y: 2 } });
    expect(names({ ...glimpsed, ends: 2 })).toEqual([]);
  });
});
