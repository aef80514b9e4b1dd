import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASTION } from "../../shared/content/maps/bastion.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { ARENA, type ModeData, SQUADS } from "../../shared/content/modes.ts";
import { HEALTH_MAX, SHIELD_MAX } from "../../shared/content/pickups.ts";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { BODY_RADIUS } from "../../shared/sim/body.ts";
import { hashWorld } from "../../shared/sim/hash.ts";
import { drawBelow } from "../../shared/sim/random.ts";
import { deserialize, serialize } from "../../shared/sim/serialize.ts";
import { step } from "../../shared/sim/step.ts";
import { compileTerrain, isClear } from "../../shared/sim/terrain.ts";
import { type Body, type BodyFrame, createWorld, type TickInputs, type World, type WorldOptions } from "../../shared/sim/world.ts";
import { Crowd } from "./fight.ts";

const TICKS = 10_000;
const BODIES = 20;
/** Of each mode and rate; every run of the tests has seeds of its own. */
const RUNS = 2;
/** Hashes are compared this often: a difference lasts. */
const HASH_EVERY = 97;

const seeds = fc.record({ seed: fc.integer(), at: fc.integer({ min: 1, max: TICKS - 1 }) });

/** Rounds longer than the test: nobody is hurt on a podium. */
function endless(of: ModeData, seed: number, tickRate: 20 | 40): WorldOptions {
  const mode = { ...of, roundMs: TICKS * 50, podiumMs: 0, killsToWin: null };
  return { terrain: compileTerrain(of.teams === 0 ? DEFAULT_MAP : BASTION, tickRate), seed, startTick: 0, mode };
}

/** Steps a world through a fight of TICKS ticks; `each` sees it after every tick, with the inputs that led there. */
function fight(of: ModeData, seed: number, tickRate: 20 | 40, each: Watch): void {
  const world = createWorld(endless(of, seed, tickRate));
  const crowd = new Crowd(seed, BODIES);
  for (let tick = 1; tick <= TICKS; tick += 1) {
    const inputs = crowd.next(world);
    step(world, inputs);
    each(world, inputs, tick);
  }
}

/** Sees a world after every tick of a fight, with the inputs that led there; fails when a property does not hold. */
type Watch = (world: World, inputs: TickInputs, tick: number) => void;

// One fight is watched for all properties at once: the fight is what takes time.
describe.each([
  { mode: ARENA, tickRate: 20 },
  { mode: ARENA, tickRate: 40 },
  { mode: SQUADS, tickRate: 20 },
  { mode: SQUADS, tickRate: 40 },
] as const)(`$mode.title: ${BODIES} random players over ${TICKS} ticks at $tickRate Hz`, ({ mode, tickRate }) => {
  test("stay in range, go on the same after serialising at a random tick, and do the same whatever the order in which their frames are stored", () => {
    fc.assert(
      fc.property(seeds, ({ seed, at }) => {
        const watches: readonly Watch[] = [staysInRange, addsUp(mode), goesOnAfterSerialising(at), doesNotDependOnOrder(endless(mode, seed, tickRate))];
        let deaths = 0;
        fight(mode, seed, tickRate, (world, inputs, tick) => {
          for (const watch of watches) watch(world, inputs, tick);
          deaths = world.bodies.reduce((sum, body) => sum + body.deaths, 0);
        });
        // A fight in which nobody fell would prove little.
        expect(deaths).toBeGreaterThan(20);
      }),
      // Not made smaller: a smaller seed is no smaller fight, and the search takes minutes.
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

/** In the map and out of walls, with every quantity in its range. */
function staysInRange(world: World): void {
  for (const body of world.bodies) {
    const fault = faultOf(body, world);
    if (fault !== null) throw new Error(`tick ${world.tick}, body ${body.id}: ${fault}`);
  }
}

/** A team's score is the kills of its bodies. */
function addsUp(mode: ModeData): Watch {
  const teams = mode.teams === 0 ? [] : [1, 2];
  return (world) => {
    for (const team of teams) {
      const kills = world.bodies.reduce((sum, body) => sum + (body.team === team ? body.kills : 0), 0);
      if (kills !== world.scores[team - 1]) throw new Error(`tick ${world.tick}: team ${team} has ${kills} kills and a score of ${world.scores[team - 1]}`);
    }
  };
}

function goesOnAfterSerialising(at: number): Watch {
  let other: World | null = null;
  return (world, inputs, tick) => {
    if (other !== null) step(other, inputs);
    if (tick === at) {
      const bytes = serialize(world);
      other = deserialize(bytes, world.terrain, world.mode);
      expect(serialize(other)).toEqual(bytes);
    }
    if (other !== null && tick % HASH_EVERY === 0) expect(hashWorld(other), "of what was serialised").toBe(hashWorld(world));
  };
}

function doesNotDependOnOrder(options: WorldOptions): Watch {
  const other = createWorld(options);
  const stream = { random: options.seed };
  return (world, inputs, tick) => {
    step(other, { ...inputs, frames: shuffledByBody(inputs.frames, stream) });
    if (tick % HASH_EVERY === 0) expect(hashWorld(other), "with frames in another order").toBe(hashWorld(world));
  };
}

/** What of a body is out of its range; null when nothing is. */
function faultOf(body: Body, { terrain }: World): string | null {
  const { pace, width, height } = terrain;
  const speedMax = pace.dashSpeed + 2;
  const ranges: readonly (readonly [string, number, number, number])[] = [
    ["x", body.x, BODY_RADIUS, width - BODY_RADIUS],
    ["y", body.y, BODY_RADIUS, height - BODY_RADIUS],
    ["velocityX", body.velocityX, -speedMax, speedMax],
    ["velocityY", body.velocityY, -speedMax, speedMax],
    ["aim", body.aim, 0, 65_535],
    ["dashTicks", body.dashTicks, 0, pace.dashTicks],
    ["dashCooldown", body.dashCooldown, 0, pace.dashCooldown],
    ["weapon", body.weapon, 0, WEAPONS.length - 1],
    ["fireCooldown", body.fireCooldown, 0, 65_535],
    ...body.ammo.map((shots, weapon) => ["ammo", shots, 0, WEAPONS[weapon]?.ammoMax ?? 0] as const),
    ["overchargeTicks", body.overchargeTicks, 0, body.alive ? pace.overchargeTicks : 0],
    ["shots", body.shots, 0, 65_535],
    ["health", body.health, body.alive ? 1 : 0, body.alive ? HEALTH_MAX : 0],
    ["shield", body.shield, 0, SHIELD_MAX],
    ["respawnTicks", body.respawnTicks, 0, body.alive ? 0 : pace.respawnTicks],
    ["protectedTicks", body.protectedTicks, 0, pace.protectedTicks],
    ["kills", body.kills, 0, 65_535],
    ["deaths", body.deaths, 0, 65_535],
    ["streak", body.streak, 0, 255],
  ];
  for (const [name, value, low, high] of ranges) {
    if (!Number.isInteger(value) || Object.is(value, -0) || value < low || value > high) {
      return `${name} is ${value}, not an integer from ${low} to ${high}`;
    }
  }
  return isClear(terrain, body.x, body.y, BODY_RADIUS) ? null : `in a wall at (${body.x}, ${body.y})`;
}

/** The frames in a random order, but those of one body in theirs. */
function shuffledByBody(frames: readonly BodyFrame[], stream: { random: number }): BodyFrame[] {
  const left = [...frames];
  const shuffled: BodyFrame[] = [];
  while (left.length > 0) {
    const id = left[drawBelow(stream, left.length)]?.id;
    shuffled.push(
      ...left.splice(
        left.findIndex((each) => each.id === id),
        1,
      ),
    );
  }
  return shuffled;
}
