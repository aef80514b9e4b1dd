import fc from "fast-check";
import { expect, test } from "vitest";
import { createBot, LOOK_INTERVAL } from "../../../shared/bots/bot.ts";
import { emptyView, feel, listen, look } from "../../../shared/bots/perceive.ts";
import { DEFAULT_MAP } from "../../../shared/content/maps.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { type InputFrame, NOBODY, neutralFrame } from "../../../shared/sim/frame.ts";
import { isSightClear } from "../../../shared/sim/sight.ts";
import { step } from "../../../shared/sim/step.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { type Body, bodyOf, createWorld, type World } from "../../../shared/sim/world.ts";

const TICK_RATE = 40;
const terrain = compileTerrain(DEFAULT_MAP, TICK_RATE);
const OBSERVER = 1;
const OTHER = 2;
/** What a player can see and hear, units, written down here on its own: half the standard screen, and a little more than ears reach. */
const HALF_SCREEN = { x: 800, y: 450 };
const EARSHOT = 1550;

function isVisible(self: Body, x: number, y: number): boolean {
  const onScreen = Math.abs(x - self.x / UNIT) <= HALF_SCREEN.x && Math.abs(y - self.y / UNIT) <= HALF_SCREEN.y;
  return onScreen && isSightClear(terrain, self.x, self.y, x * UNIT, y * UNIT);
}

/** Long enough to be noticed where it can be seen. */
const SECRET_TICKS = TICK_RATE;

/** How the other body is in one of two worlds: all that a bot must not learn of it. */
interface Hidden {
  x: number;
  y: number;
  aim: number;
  health: number;
  weapon: number;
  velocityX: number;
  kills: number;
  padAbsence: number;
  shotX: number;
  shotY: number;
  fires: boolean;
}

const hidden: fc.Arbitrary<Hidden> = fc.record({
  x: fc.integer({ min: 40, max: DEFAULT_MAP.width - 40 }),
  y: fc.integer({ min: 40, max: DEFAULT_MAP.height - 40 }),
  aim: fc.integer({ min: 0, max: 65_535 }),
  health: fc.integer({ min: 1, max: 100 }),
  weapon: fc.integer({ min: 0, max: 1 }),
  velocityX: fc.integer({ min: -2000, max: 2000 }),
  kills: fc.integer({ min: 0, max: 50 }),
  padAbsence: fc.integer({ min: 0, max: 500 }),
  shotX: fc.integer({ min: 0, max: DEFAULT_MAP.width }),
  shotY: fc.integer({ min: 0, max: DEFAULT_MAP.height }),
  fires: fc.boolean(),
});

/** A world with an observing bot in it and another body, of which every tick says anew how it is. */
class Stage {
  readonly world = createWorld({ terrain, seed: 11, startTick: 0 });
  readonly #bot = createBot({ terrain, seed: 5, skill: 0.6 });
  readonly #view = emptyView();
  #happened: readonly SimEvent[] = step(this.world, { joins: [OBSERVER, OTHER].map((id) => ({ id, team: 0 as const })), leaves: [], frames: [] });

  body(id: number): Body {
    const body = bodyOf(this.world, id);
    if (!body) throw new Error(`no body ${id}`);
    return body;
  }

  /** Puts the hidden things where they are and lets the bot act; returns its frame. */
  tick(secret: Hidden | null): InputFrame {
    const { world } = this;
    const self = this.body(OBSERVER);
    const other = this.body(OTHER);
    // The observer lives on, whatever happens, and nobody but it moves anything.
    self.alive = true;
    self.health = 100;
    other.alive = secret !== null;
    world.projectiles.length = 0;
    if (secret) hide(world, self, other, secret);
    listen(self, this.#happened, this.#view);
    feel(world, self, this.#view);
    if (world.tick % Math.round((LOOK_INTERVAL * TICK_RATE) / 1000) === 0) look(world, self, this.#view);
    const frame = neutralFrame(0, 0, 0);
    this.#bot.think(this.#view, frame);
    // What was hidden is taken back before it could come into sight.
    world.projectiles.length = 0;
    for (const pickup of world.pickups) pickup.absentTicks = 0;
    this.#happened = step(world, { joins: [], leaves: [], frames: [{ id: OBSERVER, frame, unseen: NOBODY }] });
    if (secret?.fires) this.#happened = [...this.#happened, shotOf(other)];
    return frame;
  }

  /** Whether the observer's player could know of it. */
  couldKnow({ x, y, shotX, shotY, fires }: Hidden): boolean {
    const self = this.body(OBSERVER);
    const hears = fires && Math.hypot(x - self.x / UNIT, y - self.y / UNIT) < EARSHOT;
    return isVisible(self, x, y) || isVisible(self, shotX, shotY) || hears;
  }
}

function hide(world: World, self: Body, other: Body, secret: Hidden): void {
  other.x = secret.x * UNIT;
  other.y = secret.y * UNIT;
  other.aim = secret.aim;
  other.health = secret.health;
  other.weapon = secret.weapon;
  other.velocityX = secret.velocityX;
  other.kills = secret.kills;
  // Nobody reacts to the invulnerable.
  other.protectedTicks = 0;
  world.pickups.forEach((pickup, index) => {
    const pad = DEFAULT_MAP.pickups[index];
    if (pad && !isVisible(self, pad.x, pad.y)) pickup.absentTicks = secret.padAbsence;
  });
  const towards = { x: Math.sign(self.x - secret.shotX * UNIT), y: Math.sign(self.y - secret.shotY * UNIT) };
  world.projectiles.push({
    id: 1,
    owner: OTHER,
    team: 0,
    weapon: 0,
    x: secret.shotX * UNIT,
    y: secret.shotY * UNIT,
    velocityX: towards.x * 5000,
    velocityY: towards.y * 5000,
    ticksLeft: 20,
  });
}

function shotOf({ id, x, y }: Body): SimEvent {
  return {
    kind: "projectileFired",
    body: id,
    shot: 1,
    weapon: 0,
    projectile: 1,
    fromX: x,
    fromY: y,
    x,
    y,
    velocityX: 1,
    velocityY: 1,
    ticksLeft: 1,
  };
}

/** Frames of a bot in an empty world and in one where another body does `secrets`, one each second, as long as `keep` allows it. */
function compare(secrets: readonly Hidden[], ticks: number, keep: (stage: Stage, secret: Hidden) => boolean): [InputFrame[], InputFrame[]] {
  const empty = new Stage();
  const full = new Stage();
  const frames: [InputFrame[], InputFrame[]] = [[], []];
  for (let tick = 0; tick < ticks; tick += 1) {
    const secret = secrets[Math.floor(tick / SECRET_TICKS) % secrets.length];
    frames[0].push(empty.tick(null));
    frames[1].push(full.tick(secret && keep(full, secret) ? secret : null));
  }
  return frames;
}

test("what can be neither seen nor heard changes no frame", () => {
  fc.assert(
    fc.property(fc.array(hidden, { minLength: 20, maxLength: 20 }), (secrets) => {
      const [empty, full] = compare(secrets, 800, (stage, secret) => !stage.couldKnow(secret));
      expect(full).toEqual(empty);
    }),
    { numRuns: 30, seed: 1 },
  );
});

test("the control: the same bodies do change frames where they can be seen", () => {
  const secrets = fc.sample(hidden, { numRuns: 40, seed: 2 }).map((secret) => ({ ...secret, fires: false }));
  const [empty, full] = compare(secrets, 1600, () => true);
  expect(full).not.toEqual(empty);
});

test("the control: so do shots where they can only be heard", () => {
  const secrets = fc.sample(hidden, { numRuns: 400, seed: 3 }).map((secret) => ({ ...secret, fires: true }));
  const beyondTheScreen = (stage: Stage, secret: Hidden): boolean => !stage.couldKnow({ ...secret, fires: false });
  const [empty, full] = compare(secrets, 400, beyondTheScreen);
  expect(full).not.toEqual(empty);
});
