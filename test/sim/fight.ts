import type { MapData } from "../../shared/content/map-data.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import type { ModeData } from "../../shared/content/modes.ts";
import { WEAPONS } from "../../shared/content/weapons.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { atan2Of } from "../../shared/sim/fixed.ts";
import { BUTTON_DASH, BUTTON_FIRE, type InputFrame, NOBODY, neutralFrame } from "../../shared/sim/frame.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import { drawBelow } from "../../shared/sim/random.ts";
import { type Phase, stepPhases } from "../../shared/sim/step.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { STICK_FULL, TURN, VIEW_TICK } from "../../shared/sim/units.ts";
import { type Body, type BodyFrame, bodyOf, createWorld, type Joining, type TickInputs, type World } from "../../shared/sim/world.ts";

export interface FightOptions {
  readonly tickRate: TickRate;
  readonly seed: number;
  readonly bodies: number;
  readonly map?: MapData;
  readonly mode?: ModeData;
}

/** A body's frames in percent of ticks: now and then none, now and then two, as a match applies them. */
const NO_FRAME = 3;
const TWO_FRAMES = 3;

/**
 * Inputs of a crowd that fights without sense: random sticks held for a while, aimed at a body near by more often than not,
 * late by up to 600 ms. All from one seed, by integers, so that every engine draws the same. Reuses its frames.
 */
export class Crowd {
  private readonly stream: { random: number };
  private readonly pool: BodyFrame[] = [];
  private readonly inputs: { joins: Joining[]; leaves: number[]; frames: BodyFrame[] } = { joins: [], leaves: [], frames: [] };
  private readonly bodies: number;
  private started = false;

  constructor(seed: number, bodies: number) {
    this.stream = { random: seed | 0 };
    this.bodies = bodies;
    for (let id = 1; id <= bodies; id += 1) {
      this.pool.push({ id, frame: neutralFrame(0, 0, 0), unseen: NOBODY }, { id, frame: neutralFrame(0, 0, 0), unseen: NOBODY });
    }
  }

  /** The inputs of the next tick; valid until the one after. */
  next(world: World): TickInputs {
    const { inputs } = this;
    inputs.joins.length = 0;
    if (!this.started) {
      this.started = true;
      for (let id = 1; id <= this.bodies; id += 1) {
        inputs.joins.push({ id, team: world.mode.teams === 0 ? 0 : id % 2 === 1 ? 1 : 2 });
      }
      return inputs;
    }
    let used = 0;
    for (let id = 1; id <= this.bodies; id += 1) {
      const first = this.pool[2 * id - 2];
      const second = this.pool[2 * id - 1];
      const body = bodyOf(world, id);
      if (first === undefined || second === undefined || body === undefined) {
        throw new Error(`no body ${id} in the fight`);
      }
      const roll = this.below(100);
      if (roll >= NO_FRAME) {
        this.act(world, body, first);
        inputs.frames[used] = first;
        used += 1;
      }
      if (roll >= 100 - TWO_FRAMES) {
        copyFrame(first.frame, second.frame);
        inputs.frames[used] = second;
        used += 1;
      }
    }
    inputs.frames.length = used;
    return inputs;
  }

  private act(world: World, body: Body, { frame }: BodyFrame): void {
    if (this.below(20) === 0) {
      frame.moveX = this.below(2 * STICK_FULL + 1) - STICK_FULL;
      frame.moveY = this.below(2 * STICK_FULL + 1) - STICK_FULL;
      frame.weapon = this.below(WEAPONS.length);
    }
    const prey = this.nearOne(world, body);
    if (prey !== null) {
      frame.aim = atan2Of(prey.y - body.y, prey.x - body.x);
    } else {
      frame.aim = this.below(TURN);
    }
    frame.buttons = (this.below(10) < 8 ? BUTTON_FIRE : 0) | (this.below(50) === 0 ? BUTTON_DASH : 0);
    const late = this.below((600 * world.terrain.tickRate * VIEW_TICK) / 1000);
    frame.viewTick = Math.max(0, (world.tick + 1) * VIEW_TICK - late);
  }

  /** The nearest of a few. */
  private nearOne(world: World, body: Body): Body | null {
    let near: Body | null = null;
    let nearest = Number.MAX_SAFE_INTEGER;
    for (let look = 0; look < 6; look += 1) {
      const other = world.bodies[this.below(world.bodies.length)];
      if (other !== undefined && other !== body && other.alive) {
        const distance = (other.x - body.x) ** 2 + (other.y - body.y) ** 2;
        if (distance < nearest) {
          nearest = distance;
          near = other;
        }
      }
    }
    return near;
  }

  private below(bound: number): number {
    return drawBelow(this.stream, bound);
  }
}

function copyFrame(from: InputFrame, to: InputFrame): void {
  to.moveX = from.moveX;
  to.moveY = from.moveY;
  to.aim = from.aim;
  to.buttons = from.buttons;
  to.weapon = from.weapon;
  to.viewTick = from.viewTick;
}

/** A world with a crowd in it. */
export class Fight {
  readonly world: World;
  readonly crowd: Crowd;

  constructor({ tickRate, seed, bodies, map = DEFAULT_MAP, mode }: FightOptions) {
    this.world = createWorld({ terrain: compileTerrain(map, tickRate), seed, startTick: 0, ...(mode === undefined ? {} : { mode }) });
    this.crowd = new Crowd(seed, bodies);
  }

  tick(phases: readonly Phase[]): readonly SimEvent[] {
    return stepPhases(this.world, this.crowd.next(this.world), phases);
  }
}
