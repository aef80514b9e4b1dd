import { describe, expect, test } from "vitest";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { decodeEvents, encodeEvents, type WireEvent } from "../../shared/protocol/events.ts";
import { speedOf } from "../../shared/sim/pace.ts";

/** Exact, and as it arrives where it is only drawn: to 1/8 unit. */
const PLACE = 99;
const DRAWN = 96;

const STRAIGHT = { kind: "projectileFired", body: 7, shot: 0, weapon: 0, projectile: 9, velocityX: 7680, velocityY: -3840, ticksLeft: 28 } as const;

/** One of each kind, with the largest and smallest values that a world makes. */
const EVENTS: WireEvent[] = [
  {
    kind: "projectileFired",
    body: 65_535,
    shot: 65_535,
    weapon: 1,
    projectile: 65_535,
    fromX: 8160 * 256,
    fromY: 0,
    x: 1,
    y: 2_088_959,
    velocityX: -30_000,
    velocityY: 30_000,
    ticksLeft: 400,
  },
  // Others' shots: one that flew on from its muzzle, and one that bounced meanwhile.
  { ...STRAIGHT, fromX: 96_000, fromY: 64_000, x: 96_000 + 11_520, y: 64_000 - 5760 },
  { ...STRAIGHT, fromX: 96_000, fromY: 64_000, x: 96_000 + 11_520, y: 64_000 + 320 },
  { kind: "scatterFired", body: 3, shot: 9, weapon: 2, projectile: 65_530, fromX: 100_000, fromY: 20, aim: 65_535, forward: 96 },
  { kind: "projectileBounced", projectile: 7, x: 32, y: 8191 * 256 },
  { kind: "exploded", body: 3, weapon: 3, x: 8160 * 256, y: 0 },
  { kind: "railFired", body: 1, shot: 0, weapon: 1, fromX: 256, fromY: 512, toX: 8160 * 256, toY: 8160 * 256, victim: 0 },
  { kind: "projectileEnded", projectile: 7, x: 123_456, y: 654_336, victim: 12 },
  { kind: "projectileEnded", projectile: 8, x: 123_456, y: 654_336, victim: 0 },
  { kind: "bodyHit", victim: 3, attacker: 4, weapon: 0, amount: 80, health: 20, shield: 0, x: 96, y: 64, angle: 65_535 },
  { kind: "bodyKilled", victim: 3, attacker: 4, weapon: 0, attackerHealth: 1, attackerShield: 100, streak: 300, x: 96, y: 64 },
  { kind: "killAssisted", body: 9, victim: 3 },
  { kind: "bodySpawned", body: 3, x: 32, y: 64, aim: 32_768 },
  { kind: "bodyDashed", body: 3, x: 32, y: 64, angle: 1 },
  { kind: "pickupTaken", pickup: 255, body: 3 },
  { kind: "pickupReturned", pickup: 0 },
  { kind: "roundEnded", winner: 65_535, team: 2 },
  { kind: "projectileSighted", body: 0, weapon: 3, projectile: 65_535, x: 2_088_959, y: 1, velocityX: -30_000, velocityY: 30_000, ticksLeft: 400 },
  { kind: "railGlimpsed", body: 0, weapon: 1, fromX: 256, fromY: 512, toX: 8160 * 256, toY: 0, ends: 3 },
  { kind: "hitConfirmed", weapon: 3, amount: 76, health: 24 },
  { kind: "killAnnounced", victim: 65_535, attacker: 65_534, weapon: 3, streak: 300 },
  { kind: "noise", sound: 9, angle: 15, distance: 7 },
  { kind: "projectileGone", projectile: 65_535, x: 8160 * 256, y: 0 },
  { kind: "shotGlimpsed", body: 0, weapon: 3, fromX: 8160 * 256, fromY: 256, velocityX: -30_000, velocityY: 30_000 },
];

describe("a batch of events", () => {
  test("arrives exactly as it left", () => {
    expect(decodeEvents(encodeEvents(4_000_000_000, EVENTS))).toEqual({ tick: 4_000_000_000, events: EVENTS });
  });

  test("rounds places that are only drawn to 1/8 unit", () => {
    const bounced: WireEvent = { kind: "projectileBounced", projectile: 7, x: PLACE, y: PLACE };
    expect(decodeEvents(encodeEvents(1, [bounced])).events).toEqual([{ ...bounced, x: DRAWN, y: DRAWN }]);
  });

  test("has room for the velocity of every weapon at every rate", () => {
    for (const weapon of WEAPONS) if (weapon.kind === "projectile") expect(speedOf(weapon.speed, 20)).toBeLessThan(0x8000);
  });

  test("keeps the order in which things happened", () => {
    const backwards = EVENTS.toReversed();
    expect(decodeEvents(encodeEvents(1, backwards)).events).toEqual(backwards);
  });

  test("is read from the middle of a larger buffer", () => {
    const bytes = encodeEvents(5, EVENTS);
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 10);
    expect(decodeEvents(larger.subarray(10, 10 + bytes.length)).events).toEqual(EVENTS);
  });

  test("takes 24 bytes for an own shot, and 18 for another's that flies straight", () => {
    const sizes = EVENTS.slice(0, 3).map((event) => encodeEvents(1, [event]).length - encodeEvents(1, []).length);
    expect(sizes).toEqual([24, 18, 24]);
  });

  test("is refused when it ends early", () => {
    const bytes = encodeEvents(1, EVENTS);
    expect(() => decodeEvents(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
  });

  test("is refused when it names an unknown kind", () => {
    expect(() => decodeEvents(new Uint8Array([0, 0, 0, 1, 200]))).toThrow(RangeError);
  });
});
