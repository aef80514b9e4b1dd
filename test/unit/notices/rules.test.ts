import { beforeEach, describe, expect, test } from "vitest";
import { NOISES_MAX } from "../../../server/match/notices/noises.ts";
import { Notices } from "../../../server/match/notices/notices.ts";
import { Witness } from "../../../server/match/notices/witness.ts";
import { MORTAR, PULSE, RAIL } from "../../../shared/content/weapons.ts";
import { decodeEvents, type WireEvent } from "../../../shared/protocol/events.ts";
import { NOISE_ANGLES, NOISE_STEP, NOISES } from "../../../shared/protocol/noise.ts";
import { HEARD_WITHIN } from "../../../shared/protocol/view.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { Stage } from "../../sim/stage.ts";
import { YARD } from "../../sim/yard.ts";
import { PlainSight, type Seer, seer } from "./plain-sight.ts";

/** West of the wall; in sight of it; behind the wall, 500 units to the east. */
const SELF = 1;
const SEEN = 2;
const HIDDEN = 3;

const units = (value: number): number => value * UNIT;
const HERE = { x: units(500), y: units(480) };
const NEAR = { x: units(600), y: units(600) };
const BEHIND = { x: units(1000), y: units(480) };

let stage: Stage;
let notices: Notices<Seer>;
let sight: PlainSight;

beforeEach(() => {
  stage = new Stage({ tickRate: 40, map: YARD });
  stage.join(SELF, SEEN, HIDDEN);
  stage.tick();
  for (const [id, place] of [
    [SELF, HERE],
    [SEEN, NEAR],
    [HIDDEN, BEHIND],
  ] as const) {
    Object.assign(stage.body(id), place);
  }
  sight = new PlainSight(stage.world);
  notices = new Notices(sight);
});

/** What the client with this own body is told when this happens. */
function told(own: number, ...happened: SimEvent[]): WireEvent[] {
  const each = seer(own);
  sight.look(each);
  notices.begin(stage.world, happened);
  const batch = notices.batch(new Witness(each), 0);
  return batch === null ? [] : decodeEvents(batch).events;
}

const noise = (name: (typeof NOISES)[number], angle: number, distance: number): WireEvent => ({ kind: "noise", sound: NOISES.indexOf(name), angle, distance });

function shot(body: number, from: { x: number; y: number }): Extract<SimEvent, { kind: "projectileFired" }> {
  const { x, y } = from;
  return { kind: "projectileFired", body, shot: 5, weapon: PULSE, projectile: 9, fromX: x, fromY: y, x, y, velocityX: 7680, velocityY: 0, ticksLeft: 30 };
}

const unnumbered = (fired: ReturnType<typeof shot>): SimEvent => ({ ...fired, shot: 0 });

function hit(victim: number, attacker: number, place: { x: number; y: number }, weapon = PULSE): SimEvent {
  return { kind: "bodyHit", victim, attacker, weapon, amount: 13, health: 87, shield: 0, ...place, angle: 0 };
}

function kill(victim: number, attacker: number, place: { x: number; y: number }): SimEvent {
  return { kind: "bodyKilled", victim, attacker, weapon: PULSE, attackerHealth: 40, attackerShield: 7, streak: 2, ...place };
}

describe("a shot", () => {
  test("of one's own is told as it was, of others in sight as well, but for their count of shots", () => {
    expect(told(SELF, shot(SELF, HERE))).toEqual([shot(SELF, HERE)]);
    expect(told(SELF, shot(SEEN, NEAR))).toEqual([unnumbered(shot(SEEN, NEAR))]);
  });

  test("out of sight is a noise: a direction and how far, in steps", () => {
    expect(told(SELF, shot(HIDDEN, BEHIND))).toEqual([noise("pulse", 0, 1)]);
    expect(told(HIDDEN, shot(SELF, HERE))).toEqual([noise("pulse", NOISE_ANGLES / 2, 1)]);
  });

  test("whose muzzle is seen and whose shooter is not known names nobody", () => {
    expect(told(SELF, shot(HIDDEN, NEAR))).toEqual([{ ...shot(HIDDEN, NEAR), body: 0, shot: 0 }]);
  });

  test("that was out of sight by the end of the tick is a muzzle and a direction, whether it met somebody or not", () => {
    const { x, y } = BEHIND;
    const flownOn = { ...shot(SEEN, NEAR), x, y };
    const met: SimEvent = { kind: "projectileEnded", projectile: 9, x, y, victim: HIDDEN };
    const glimpsed = { kind: "shotGlimpsed", body: SEEN, weapon: PULSE, fromX: NEAR.x, fromY: NEAR.y, velocityX: 7680, velocityY: 0 };
    expect(told(SELF, flownOn)).toEqual([glimpsed]);
    expect(told(SELF, flownOn, met)).toEqual([glimpsed]);
    expect(told(SELF, { ...flownOn, body: HIDDEN })).toEqual([{ ...glimpsed, body: 0 }]);
  });

  test("control: with sight switched off the hidden one is told", () => {
    sight.hides = false;
    expect(told(SELF, shot(HIDDEN, BEHIND))).toEqual([unnumbered(shot(HIDDEN, BEHIND))]);
  });
});

describe("the beam of a rail", () => {
  const beam = (from: { x: number; y: number }, to: { x: number; y: number }): SimEvent => {
    return { kind: "railFired", body: HIDDEN, shot: 1, weapon: RAIL, fromX: from.x, fromY: from.y, toX: to.x, toY: to.y, victim: 0 };
  };

  test("is told as far as it is in sight, with its impact and without its shooter", () => {
    const [glimpsed, heard, ...more] = told(SELF, beam({ x: units(1000), y: units(280) }, { x: units(100), y: units(280) }));
    expect(glimpsed).toMatchObject({ kind: "railGlimpsed", body: 0, toX: units(100), toY: units(280), ends: 2 });
    expect(glimpsed).toHaveProperty(
      "fromX",
      expect.toSatisfy((x: number) => x > units(768) && x < units(1000)),
    );
    expect(heard).toMatchObject({ kind: "noise", sound: NOISES.indexOf("rail") });
    expect(more).toEqual([]);
  });

  test("out of sight from end to end is a noise", () => {
    expect(told(SELF, beam(BEHIND, { x: units(840), y: units(480) }))).toEqual([noise("rail", 0, 1)]);
  });
});

describe("a hit", () => {
  test("is told whole to its victim, whoever it came from", () => {
    expect(told(SELF, hit(SELF, HIDDEN, HERE))).toEqual([hit(SELF, HIDDEN, HERE)]);
  });

  test("on somebody in sight names its attacker only to those who know of them", () => {
    expect(told(SELF, hit(SEEN, HIDDEN, NEAR))).toEqual([{ ...hit(SEEN, HIDDEN, NEAR), attacker: 0 }]);
  });

  test("on somebody out of sight tells who dealt it neither whom nor where", () => {
    expect(told(SELF, hit(HIDDEN, SELF, BEHIND, MORTAR))).toEqual([{ kind: "hitConfirmed", weapon: MORTAR, amount: 13, health: 87 }]);
  });

  test("out of sight is a noise to all others", () => {
    expect(told(SELF, hit(HIDDEN, SEEN, BEHIND))).toEqual([noise("hit", 0, 1)]);
  });
});

describe("a kill", () => {
  test("tells its victim how the attacker fares, and nobody else", () => {
    expect(told(SELF, kill(SELF, HIDDEN, HERE))).toEqual([kill(SELF, HIDDEN, HERE)]);
    expect(told(SELF, kill(SEEN, SELF, NEAR))).toEqual([{ ...kill(SEEN, SELF, NEAR), attackerHealth: 0, attackerShield: 0 }]);
  });

  test("out of sight is news without a place", () => {
    const announced = { kind: "killAnnounced", victim: HIDDEN, attacker: SEEN, weapon: PULSE, streak: 2 };
    expect(told(SELF, kill(HIDDEN, SEEN, BEHIND))).toEqual([announced, noise("death", 0, 1)]);
    expect(told(SELF, kill(HIDDEN, SELF, BEHIND))).toEqual([{ ...announced, attacker: SELF }]);
  });
});

describe("a pad", () => {
  const taken = (pickup: number, body: number): SimEvent => ({ kind: "pickupTaken", pickup, body });

  test("in sight is told of, with who took it if they are known", () => {
    expect(told(SELF, taken(0, SEEN))).toEqual([taken(0, SEEN)]);
    expect(told(SELF, taken(0, HIDDEN))).toEqual([taken(0, 0)]);
    expect(told(SELF, { kind: "pickupReturned", pickup: 0 })).toEqual([{ kind: "pickupReturned", pickup: 0 }]);
  });

  test("out of sight is heard when something is taken, and silent when it is back", () => {
    expect(told(HIDDEN, taken(0, SELF))).toEqual([noise("pickup", NOISE_ANGLES / 2, 3)]);
    expect(told(HIDDEN, { kind: "pickupReturned", pickup: 0 })).toEqual([]);
  });
});

describe("what is heard", () => {
  const dashAt = (x: number): SimEvent => ({ kind: "bodyDashed", body: HIDDEN, x: units(x), y: units(480), angle: 0 });

  test("is the nearest few, each kind from each side once", () => {
    const all = [1500, 1300, 1100, 1105].map(dashAt);
    expect(told(SELF, ...all)).toEqual([noise("dash", 0, 2), noise("dash", 0, 3)]);
    const din = [840, 860, 900].flatMap((x): SimEvent[] => [
      shot(HIDDEN, { x: units(x), y: units(480) }),
      dashAt(x),
      hit(HIDDEN, SEEN, { x: units(x), y: units(480) }),
    ]);
    expect(told(SELF, ...din).length).toBeLessThanOrEqual(NOISES_MAX);
  });
});

describe("the range of hearing", () => {
  const dashAt = (x: number): SimEvent => ({ kind: "bodyDashed", body: HIDDEN, x: units(x), y: units(480), angle: 0 });

  test("ends the same for all, through walls, where the ear is", () => {
    expect(told(SELF, dashAt(500 + HEARD_WITHIN - 1))).toEqual([noise("dash", 0, Math.floor(HEARD_WITHIN / NOISE_STEP))]);
    expect(told(SELF, dashAt(500 + HEARD_WITHIN))).toEqual([]);
  });

  test("is nothing to who has no view", () => {
    expect(told(0, dashAt(500))).toEqual([]);
  });
});

describe("a projectile that is gone", () => {
  /** South of the wall, where it meets somebody who is hidden by then; else it would be 60 units on in each tick. */
  const flying = { id: 9, owner: SEEN, team: 0 as const, weapon: PULSE, x: units(760), y: units(660), velocityX: units(60), velocityY: 0, ticksLeft: 60 };
  const ended: SimEvent = { kind: "projectileEnded", projectile: 9, x: units(800), y: units(660), victim: HIDDEN };
  /** North-west of the wall, which hides its way from x = 770 to 1308. */
  const ASIDE = { x: units(720), y: units(240) };

  /** What the client is told of the end and in the ticks after it. It was in one place while the projectile flew, and is aside from then on. */
  function toldOf(happened: SimEvent, before: { x: number; y: number }): WireEvent[][] {
    const each = seer(SELF);
    const witness = new Witness(each);
    const { world } = stage;
    const tell = (...events: SimEvent[]): WireEvent[] => {
      world.tick += 1;
      sight.look(each);
      notices.begin(world, events);
      const batch = notices.batch(witness, 0);
      return batch === null ? [] : decodeEvents(batch).events;
    };
    world.projectiles.push({ ...flying });
    Object.assign(stage.body(SELF), before);
    expect(tell()).toHaveLength(before === HERE ? 1 : 0);
    Object.assign(stage.body(SELF), ASIDE);
    world.projectiles.length = 0;
    return [tell(happened), ...Array.from({ length: 12 }, () => tell())];
  }

  test("is told of once, where it would come into sight", () => {
    const ticks = toldOf(ended, HERE);
    expect(ticks.flat()).toEqual([{ kind: "projectileGone", projectile: 9, x: units(1360), y: units(660) }]);
    expect(ticks[9]).toHaveLength(1);
  });

  test("is not told of to who saw its end", () => {
    const seen: SimEvent = { ...ended, x: units(764) };
    expect(toldOf(seen, HERE).flat()).toEqual([seen]);
  });

  test("control: who was not told that it flies is not told that it is gone", () => {
    expect(toldOf(ended, { x: units(1000), y: units(300) }).flat()).toEqual([]);
  });
});

describe("a projectile", () => {
  const flying = { id: 9, owner: HIDDEN, team: 0 as const, weapon: MORTAR, ...NEAR, velocityX: -4736, velocityY: 17, ticksLeft: 12 };

  test("that comes into sight is told of as it flies, once, and without who does not show", () => {
    const each = seer(SELF);
    const witness = new Witness(each);
    sight.look(each);
    stage.world.projectiles.push(flying);
    const tell = (): WireEvent[] => {
      notices.begin(stage.world, []);
      const batch = notices.batch(witness, 3);
      return batch === null ? [] : decodeEvents(batch.subarray(3)).events;
    };
    const { weapon, x, y, velocityX, velocityY, ticksLeft } = flying;
    expect(tell()).toEqual([{ kind: "projectileSighted", body: 0, weapon, projectile: 9, x, y, velocityX, velocityY, ticksLeft }]);
    expect(tell()).toEqual([]);
  });

  test("that ends out of sight on somebody who is hidden just goes on for who saw it", () => {
    expect(told(SELF, shot(SEEN, NEAR), { kind: "projectileEnded", projectile: 9, ...BEHIND, victim: HIDDEN })).toEqual([unnumbered(shot(SEEN, NEAR))]);
  });

  test("of one's own is told to have ended wherever that was", () => {
    const ended: SimEvent = { kind: "projectileEnded", projectile: 9, ...BEHIND, victim: HIDDEN };
    expect(told(SELF, shot(SELF, HERE), ended)).toEqual([shot(SELF, HERE), ended]);
  });
});

test("a spectator of nobody is told the news and nothing else", () => {
  const each = seer(0);
  notices.begin(stage.world, [shot(SEEN, NEAR), kill(SEEN, HIDDEN, NEAR), { kind: "roundEnded", winner: SEEN, team: 0 }]);
  const batch = notices.batch(new Witness(each), 0);
  expect(batch === null ? [] : decodeEvents(batch).events.map(({ kind }) => kind)).toEqual(["killAnnounced", "roundEnded"]);
});
