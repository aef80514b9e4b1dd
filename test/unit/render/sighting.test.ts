import { beforeEach, describe, expect, test } from "vitest";
import { type Frame, MARK_TIME, Sighting } from "../../../client/game/render/sighting.ts";
import type { Scene, SceneBody } from "../../../client/game/scene.ts";
import { FOUNDRY } from "../../../shared/content/maps/foundry.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { bodyWith, entryWith, OWN, sceneWith } from "../fabricated-scene.ts";

const FRAME = 10;
const ENEMY = 2;
const MATE = 3;

/** A wall from (1000, 0) to (1040, 1000); the eye is west of it. */
const WALL = { x: 1000, y: 0, width: 40, height: 1000 };
const TERRAIN = compileTerrain({ ...FOUNDRY, boxes: [WALL], pillars: [] }, 40);
const EYE = { x: 800, y: 800 };
const WIDE: Frame = { sees: () => true };

let sighting: Sighting;
beforeEach(() => {
  sighting = new Sighting(TERRAIN);
});

const me = bodyWith(OWN, EYE);
/** In sight; behind the wall. */
const OPEN = { x: 900, y: 800 };
const HIDDEN = { x: 1200, y: 800 };

const look = (bodies: SceneBody[], happened: SimEvent[] = [], more: Partial<Scene> = {}, frame = WIDE): void =>
  sighting.look(sceneWith({ bodies: [me, ...bodies], ...more }, happened), EYE, frame, FRAME);

const shown = (id: number) => sighting.shown.find(({ body }) => body.id === id);
const visibility = (id = ENEMY): number => shown(id)?.visibility ?? 0;
const marks = () => [...sighting.marks].map(({ body, left }) => ({ id: body.id, x: body.x, y: body.y, left }));
const enemy = (more: Partial<SceneBody> = {}): SceneBody => bodyWith(ENEMY, { ...OPEN, ...more });
const hit = (attacker: number, victim = OWN): SimEvent => ({
  kind: "bodyHit",
  victim,
  attacker,
  weapon: 0,
  amount: 9,
  health: 91,
  shield: 0,
  x: 0,
  y: 0,
  angle: 0,
});

/** Looks until what fades has faded. */
const settle = (bodies: SceneBody[]): void => {
  for (let passed = 0; passed < 200; passed += FRAME) look(bodies);
};

describe("a body", () => {
  test("that a view begins with is there at once", () => {
    look([enemy()]);
    expect(visibility()).toBe(1);
  });

  test("of the server's margin is not shown before it is in sight", () => {
    settle([enemy(HIDDEN)]);
    expect(shown(ENEMY)).toBeUndefined();
    expect(sighting.shows(ENEMY)).toBe(false);
  });

  test("that comes into sight is all there within 60 ms", () => {
    settle([enemy(HIDDEN)]);
    look([enemy()]);
    expect(visibility()).toBeGreaterThan(0);
    expect(visibility()).toBeLessThan(0.3);
    for (let frame = 0; frame < 5; frame += 1) look([enemy()]);
    expect(visibility()).toBeCloseTo(1);
  });

  test("that spawns in view is there at once", () => {
    settle([]);
    look([enemy()], [{ kind: "bodySpawned", body: ENEMY, x: 0, y: 0, aim: 0 }]);
    expect(visibility()).toBe(1);
  });

  test("is in sight in part, by whatever of its silhouette stands out", () => {
    // The line to the wall's lower corner goes on by 200 x / 200 y: bodies are moved down across it.
    const across = (y: number): number => {
      sighting = new Sighting(TERRAIN);
      look([enemy({ x: 1200, y })]);
      return visibility();
    };
    const edge = 800 + ((1200 - 800) / (1000 - 800)) * 200;
    expect(across(edge - 40)).toBe(0);
    expect(across(edge - 20)).toBe(1);
    expect(across(edge + 20)).toBe(1);
  });

  test("that goes behind a wall fades in 150 ms along its last motion, not along where it is told to be", () => {
    settle([enemy({ velocityX: 300 })]);
    look([enemy({ ...HIDDEN, velocityY: -300 })]);
    expect(visibility()).toBeCloseTo(1 - 10 / 150);
    expect(shown(ENEMY)?.body).toMatchObject({ x: 903, y: 800 });
    for (let passed = 20; passed < 150; passed += FRAME) look([enemy({ ...HIDDEN, velocityY: -300 })]);
    expect(visibility()).toBeGreaterThan(0);
    expect(shown(ENEMY)?.body).toMatchObject({ y: 800 });
    look([enemy(HIDDEN)]);
    expect(visibility()).toBeCloseTo(0);
  });

  test("that is told of no more fades the same way", () => {
    settle([enemy({ velocityX: 300 })]);
    look([]);
    expect(visibility()).toBeCloseTo(1 - 10 / 150);
    expect(shown(ENEMY)?.body.x).toBe(903);
    settle([]);
    expect(shown(ENEMY)).toBeUndefined();
  });

  test("that dies is gone at once and leaves no mark", () => {
    settle([enemy()]);
    look([enemy({ alive: false })]);
    expect([shown(ENEMY), marks()]).toEqual([undefined, []]);
  });
});

describe("the mark of where somebody was last seen", () => {
  test("is left by who goes behind a wall, where they were seen last, and fades over two seconds", () => {
    settle([enemy()]);
    look([enemy(HIDDEN)]);
    expect(marks()).toMatchObject([{ id: ENEMY, ...OPEN }]);
    const ages: number[] = [];
    for (let passed = FRAME; passed < MARK_TIME; passed += FRAME) {
      ages.push(marks()[0]?.left ?? 0);
      look([enemy(HIDDEN)]);
    }
    expect(ages).toEqual(ages.toSorted((a, b) => b - a));
    look([enemy(HIDDEN)]);
    expect(marks()).toEqual([]);
  });

  test("is left by who is told of no more", () => {
    settle([enemy()]);
    look([]);
    expect(marks()).toMatchObject([{ id: ENEMY, ...OPEN }]);
  });

  test("is gone when they are seen again, and when they are known to be dead", () => {
    settle([enemy()]);
    look([enemy(HIDDEN)]);
    look([enemy({ x: 850 })]);
    expect(marks()).toEqual([]);
    look([enemy(HIDDEN)]);
    look([], [{ kind: "bodyKilled", victim: ENEMY, attacker: MATE, weapon: 0, attackerHealth: 1, attackerShield: 0, streak: 1, x: 0, y: 0 }]);
    expect(marks()).toEqual([]);
  });

  test("is not left by who leaves the screen, nor by who leaves the match", () => {
    settle([enemy()]);
    look([enemy()], [], {}, { sees: (x) => x < 890 });
    look([]);
    expect(marks()).toEqual([]);
    settle([enemy()]);
    look([], [], { roster: [entryWith(OWN)] });
    expect(marks()).toEqual([]);
  });

  test("is left at once by who hit the player from hiding, and comes for a single patch", () => {
    settle([]);
    look([], [hit(ENEMY)]);
    for (let passed = 0; passed < 100; passed += FRAME) look([]);
    look([enemy(HIDDEN)]);
    look([]);
    expect(shown(ENEMY)).toBeUndefined();
    expect(marks()).toMatchObject([{ id: ENEMY, ...HIDDEN }]);
  });

  test("is not left by others of the server's margin", () => {
    settle([]);
    look([], [hit(ENEMY, MATE)]);
    settle([enemy(HIDDEN)]);
    settle([]);
    expect(marks()).toEqual([]);
  });
});

describe("a team-mate", () => {
  const roster = [entryWith(OWN, { team: 1 }), entryWith(MATE, { team: 1 })];
  const lookAt = (place: { x: number; y: number }): void => look([bodyWith(MATE, { ...place, team: 1 })], [], { roster });

  test("behind a wall is an outline, where they are", () => {
    lookAt(OPEN);
    expect(shown(MATE)).toMatchObject({ visibility: 1, outline: 0 });
    for (let passed = 0; passed < 200; passed += FRAME) lookAt(HIDDEN);
    expect(shown(MATE)).toMatchObject({ visibility: 0, outline: 1, body: HIDDEN });
    expect(marks()).toEqual([]);
  });
});

describe("another view", () => {
  test("begins without what the last one saw", () => {
    settle([enemy()]);
    look([enemy(HIDDEN)]);
    look([enemy({ ...OPEN, y: 700 }), bodyWith(MATE, HIDDEN)], [], { focus: MATE, playing: false });
    expect(marks()).toEqual([]);
    expect(visibility(MATE)).toBe(1);
    expect(visibility()).toBe(1);
  });
});

describe("places and lines", () => {
  beforeEach(() => look([]));

  test("what happens at the face of a wall is seen, behind it not", () => {
    expect([sighting.sees(WALL.x, 800), sighting.sees(WALL.x + WALL.width, 800)]).toEqual([true, false]);
  });

  test("of a beam the stretch in sight is seen", () => {
    const seen = sighting.stretch(600, 900, 1400, 900);
    expect(seen?.fromX).toBe(600);
    expect(seen?.toX).toBeGreaterThan(970);
    expect(seen?.toX).toBeLessThanOrEqual(1000);
    expect(sighting.stretch(1100, 500, 1400, 500)).toBeNull();
  });
});
