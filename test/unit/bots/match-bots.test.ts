import { beforeEach, describe, expect, test } from "vitest";
import { MatchBots } from "../../../server/match/bots.ts";
import { CALL_SIGNS, freeCallSign } from "../../../shared/bots/names.ts";
import { DEFAULT_MAP } from "../../../shared/content/maps.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { NOBODY, neutralFrame } from "../../../shared/sim/frame.ts";
import { isSightClear } from "../../../shared/sim/sight.ts";
import { step } from "../../../shared/sim/step.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { type BodyFrame, bodyOf, createWorld, type World } from "../../../shared/sim/world.ts";

const terrain = compileTerrain(DEFAULT_MAP, 40);
const SIZE = 12;

/** The part of a match that bots need: who is in, by which name, and the world. */
class Seats {
  readonly world: World;
  readonly names = new Map<number, string>();
  readonly bots: MatchBots;
  #nextId = 1;
  #joins: number[] = [];
  #leaves: number[] = [];

  constructor({ size = SIZE, seed = 1 } = {}) {
    this.world = createWorld({ terrain, seed, startTick: 0 });
    this.bots = new MatchBots({
      terrain,
      seed,
      size,
      join: (name) => ({ id: this.#seat(name), team: 0 }),
      leave: (id) => this.#unseat(id),
      isNameTaken: (name) => [...this.names.values()].includes(name),
    });
  }

  humanJoins(): number {
    const id = this.#seat(`human ${this.#nextId}`);
    this.bots.humanJoined({ id, team: 0 }, this.world);
    return id;
  }

  humanLeaves(id: number): void {
    this.#unseat(id);
    this.bots.humanLeft(id);
  }

  get botCount(): number {
    return [...this.names.keys()].filter((id) => this.bots.has(id)).length;
  }

  /** Frames of the bots in the tick that was stepped. */
  tick(): BodyFrame[] {
    const frames: BodyFrame[] = [];
    this.bots.think(this.world, frames);
    const happened = step(this.world, { joins: this.#joins.map((id) => ({ id, team: 0 as const })), leaves: this.#leaves, frames });
    this.#joins = [];
    this.#leaves = [];
    this.bots.observe(this.world, happened);
    return frames;
  }

  body(id: number) {
    const body = bodyOf(this.world, id);
    if (!body) throw new Error(`no body ${id}`);
    return body;
  }

  #seat(name: string): number {
    const id = this.#nextId++;
    this.names.set(id, name);
    this.#joins.push(id);
    return id;
  }

  #unseat(id: number): void {
    this.names.delete(id);
    if (this.#joins.includes(id)) this.#joins = this.#joins.filter((joining) => joining !== id);
    else this.#leaves.push(id);
  }
}

describe("filling the arena", () => {
  let seats: Seats;
  beforeEach(() => {
    seats = new Seats();
    seats.tick();
  });

  test("an empty arena is full of bots", () => {
    expect(seats.botCount).toBe(SIZE);
    expect(seats.world.bodies).toHaveLength(SIZE);
  });

  test("each human takes the place of one bot", () => {
    seats.humanJoins();
    expect(seats.botCount).toBe(SIZE - 1);
    seats.humanJoins();
    expect(seats.botCount).toBe(SIZE - 2);
    seats.tick();
    expect(seats.world.bodies).toHaveLength(SIZE);
  });

  test("a bot comes back for each human who leaves", () => {
    const first = seats.humanJoins();
    seats.humanJoins();
    seats.tick();
    seats.humanLeaves(first);
    expect(seats.botCount).toBe(SIZE - 1);
    seats.tick();
    expect(seats.world.bodies).toHaveLength(SIZE);
  });

  test("more humans than the arena's size leave no bot, and the first to go calls none back", () => {
    const humans = Array.from({ length: SIZE + 3 }, () => seats.humanJoins());
    expect(seats.botCount).toBe(0);
    seats.humanLeaves(humans[0] ?? 0);
    expect(seats.botCount).toBe(0);
    for (const id of humans.slice(1, 5)) seats.humanLeaves(id);
    expect(seats.botCount).toBe(2);
  });

  test("a dead bot makes room before a living one", () => {
    for (const body of seats.world.bodies) body.kills = 0;
    const dead = seats.body(7);
    dead.alive = false;
    dead.kills = 30;
    seats.humanJoins();
    expect(seats.names.has(7)).toBe(false);
  });

  test("the one with the lowest score makes room when all live", () => {
    for (const body of seats.world.bodies) body.kills = 5;
    seats.body(4).kills = 1;
    seats.humanJoins();
    expect(seats.names.has(4)).toBe(false);
  });

  test("a size of 0 means no bots", () => {
    const empty = new Seats({ size: 0 });
    const human = empty.humanJoins();
    empty.humanLeaves(human);
    expect(empty.names.size).toBe(0);
  });

  test("no two bodies have the same name", () => {
    const human = seats.humanJoins();
    seats.humanLeaves(human);
    expect(new Set(seats.names.values()).size).toBe(seats.names.size);
  });

  test("every bot makes one frame per tick", () => {
    for (let tick = 0; tick < 100; tick += 1) {
      const ids = seats.tick().map(({ id }) => id);
      expect(ids.length).toBe(SIZE);
      expect(new Set(ids).size).toBe(SIZE);
    }
  });
});

test("a name that is taken is not given again, and the list never runs out", () => {
  const taken = new Set<string>();
  for (let count = 0; count < CALL_SIGNS.length * 2 + 5; count += 1) {
    const name = freeCallSign(7, (sign) => taken.has(sign));
    expect(taken.has(name)).toBe(false);
    expect(name.length).toBeLessThanOrEqual(16);
    taken.add(name);
  }
});

test("call signs are distinct and fit a name's 16 characters", () => {
  expect(new Set(CALL_SIGNS).size).toBe(CALL_SIGNS.length);
  for (const sign of CALL_SIGNS) expect(sign).toMatch(/^[A-Z][a-z]{1,13}$/);
});

test("bots are gentle while the strongest human is new, and less so when that human has shown what they can do", () => {
  /**
   * Health per second that somebody who has killed so many, and now stands still, loses while a bot has them in sight within the reach
   * of a pulse; over six matches of a minute.
   */
  const lossAfter = (kills: number): number => {
    let loss = 0;
    let exposedTicks = 0;
    for (let seed = 1; seed <= 6; seed += 1) {
      const { world, bots, human } = matchWithHuman(seed, kills);
      for (let tick = 0; tick < 40 * 60; tick += 1) {
        const frames: BodyFrame[] = [{ id: human, frame: neutralFrame(0, 0, 0), unseen: NOBODY }];
        bots.think(world, frames);
        for (const event of step(world, { joins: [], leaves: [], frames })) if (event.kind === "bodyHit" && event.victim === human) loss += event.amount;
        if (isExposed(world, human)) exposedTicks += 1;
      }
    }
    expect(exposedTicks).toBeGreaterThan(40 * 20);
    return (loss * 40) / exposedTicks;
  };
  expect(lossAfter(0)).toBeLessThan(lossAfter(40) / 2);
});

function matchWithHuman(seed: number, kills: number) {
  const seats = new Seats({ seed });
  const human = seats.humanJoins();
  seats.tick();
  seats.bots.observe(
    seats.world,
    Array.from({ length: kills }, () => killBy(human)),
  );
  return { world: seats.world, bots: seats.bots, human };
}

function isExposed(world: World, id: number): boolean {
  const self = bodyOf(world, id);
  if (!self?.alive || self.protectedTicks > 0) return false;
  return world.bodies.some(
    (body) =>
      body !== self &&
      body.alive &&
      Math.hypot(body.x - self.x, body.y - self.y) < 700 * UNIT &&
      Math.abs(body.y - self.y) < 450 * UNIT &&
      isSightClear(terrain, self.x, self.y, body.x, body.y),
  );
}

function killBy(attacker: number): SimEvent {
  return { kind: "bodyKilled", victim: 999, attacker, weapon: 0, attackerHealth: 1, attackerShield: 0, streak: 1, x: 0, y: 0 };
}
