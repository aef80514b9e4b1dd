import type { MapData } from "../../shared/content/map-data.ts";
import type { ModeData } from "../../shared/content/modes.ts";
import { WEAPONS } from "../../shared/content/weapons.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { BUTTON_DASH, BUTTON_FIRE, type InputFrame, NOBODY, neutralFrame } from "../../shared/sim/frame.ts";
import { hashWorld } from "../../shared/sim/hash.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import { PHASES, type Phase, stepPhases } from "../../shared/sim/step.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { STICK_FULL, TURN, UNIT, VIEW_TICK } from "../../shared/sim/units.ts";
import { type Body, bodyOf, createWorld, type Joining, type Team, type World } from "../../shared/sim/world.ts";

/** What a player of a scene does until told otherwise. */
export interface Hands {
  /** Degrees the stick points to, 0 right, 90 down; absent: at rest. */
  move?: number;
  /** Degrees. */
  aim?: number;
  fire?: boolean;
  dash?: boolean;
  /** 0 pulse, 1 rail, 2 scatter, 3 mortar. */
  weapon?: number;
  /** ms by which this player sees the others late. */
  late?: number;
}

export interface StageOptions {
  readonly tickRate: TickRate;
  readonly map: MapData;
  readonly phases?: readonly Phase[];
  readonly mode?: ModeData;
}

/** A world that is played from a script, and the story of what happened in it, a line each. Runs in Node and in browsers. */
export class Stage {
  readonly world: World;
  readonly story: string[] = [];
  /** One at the end of every second. */
  readonly hashes: number[] = [];
  private readonly phases: readonly Phase[];
  private readonly hands = new Map<number, Hands>();
  private joins: Joining[] = [];
  private leaves: number[] = [];

  constructor({ tickRate, map, phases = PHASES, mode }: StageOptions) {
    const terrain = compileTerrain(map, tickRate);
    this.world = createWorld({ terrain, seed: 7, startTick: 1000, ...(mode === undefined ? {} : { mode }) });
    this.phases = phases;
  }

  /** These bodies come in the next tick. */
  join(...ids: number[]): void {
    for (const id of ids) {
      this.joins.push({ id, team: this.teamOf(id) });
      this.hands.set(id, {});
    }
  }

  /** With teams: odd ids in the first, even ones in the second. */
  private teamOf(id: number): Team {
    return this.world.mode.teams === 0 ? 0 : id % 2 === 1 ? 1 : 2;
  }

  leave(id: number): void {
    this.leaves.push(id);
    this.hands.delete(id);
  }

  /** From the next tick on. */
  tell(id: number, hands: Hands): void {
    this.hands.set(id, hands);
  }

  body(id: number): Body {
    const body = bodyOf(this.world, id);
    if (body === undefined) {
      throw new Error(`nobody has the id ${id}`);
    }
    return body;
  }

  /** Puts bodies where the script wants them, at rest and unprotected, in units. */
  place(id: number, x: number, y: number): void {
    const body = this.body(id);
    Object.assign(body, { x: x * UNIT, y: y * UNIT, velocityX: 0, velocityY: 0, protectedTicks: 0 });
  }

  /** Seconds of play. */
  run(seconds: number): void {
    const { tickRate } = this.world.terrain;
    for (let left = Math.round(seconds * tickRate); left > 0; left -= 1) {
      this.tick();
    }
  }

  /** One tick; what the script does at an instant, it does for one tick. */
  tick(): void {
    const { world } = this;
    const frames = [...this.hands].map(([id, hands]) => ({ id, frame: this.frameOf(hands), unseen: NOBODY }));
    const { joins, leaves } = this;
    this.joins = [];
    this.leaves = [];
    for (const event of stepPhases(world, { joins, leaves, frames }, this.phases)) {
      this.tellStory(event);
    }
    if ((world.tick - 1000) % world.terrain.tickRate === 0) {
      this.hashes.push(hashWorld(world));
    }
  }

  /** A line of the script's own in the story. */
  note(line: string): void {
    this.story.push(`${this.seconds()} s: ${line}`);
  }

  /** Where a body is, in whole units. */
  where(id: number): string {
    const { x, y } = this.body(id);
    return `(${Math.round(x / UNIT)}, ${Math.round(y / UNIT)})`;
  }

  private seconds(): string {
    return ((this.world.tick - 1000) / this.world.terrain.tickRate).toFixed(2);
  }

  private frameOf(hands: Hands): InputFrame {
    const { world } = this;
    const now = (world.tick + 1) * VIEW_TICK;
    const late = Math.round(((hands.late ?? 0) * world.terrain.tickRate * VIEW_TICK) / 1000);
    const frame = neutralFrame(angle(hands.aim ?? 0), hands.weapon ?? 0, now - late);
    if (hands.move !== undefined) {
      frame.moveX = STICK[hands.move % 360]?.[0] ?? 0;
      frame.moveY = STICK[hands.move % 360]?.[1] ?? 0;
    }
    frame.buttons = (hands.fire === true ? BUTTON_FIRE : 0) | (hands.dash === true ? BUTTON_DASH : 0);
    return frame;
  }

  private tellStory(event: SimEvent): void {
    switch (event.kind) {
      case "bodyHit":
        this.note(`${event.attacker} hits ${event.victim} with ${weaponName(event.weapon)}, ${left(event)} left`);
        break;
      case "bodyKilled":
        this.note(`${event.attacker} kills ${event.victim} with ${weaponName(event.weapon)}, having ${event.attackerHealth}, ${event.streak} in a row`);
        break;
      case "killAssisted":
        this.note(`${event.body} helped to kill ${event.victim}`);
        break;
      case "bodySpawned":
        this.note(`${event.body} spawns at (${event.x / UNIT}, ${event.y / UNIT})`);
        break;
      case "bodyDashed":
        this.note(`${event.body} dashes`);
        break;
      case "pickupTaken":
        this.note(`${event.body} takes ${this.world.terrain.map.pickups[event.pickup]?.kind}`);
        break;
      case "pickupReturned":
        this.note(`${this.world.terrain.map.pickups[event.pickup]?.kind} is back`);
        break;
      case "railFired":
        this.note(`${event.body} fires the rail at ${event.victim === 0 ? "nobody" : event.victim}`);
        break;
      case "roundEnded":
        this.note(`the round ends, ${event.winner} wins${event.team === 0 ? "" : ` for team ${event.team}`}`);
        break;
      case "exploded":
        this.note(`${weaponName(event.weapon)} of ${event.body} bursts at (${Math.round(event.x / UNIT)}, ${Math.round(event.y / UNIT)})`);
        break;
      case "projectileBounced":
        this.note(`a shot bounces at (${Math.round(event.x / UNIT)}, ${Math.round(event.y / UNIT)})`);
        break;
      case "projectileFired":
      case "scatterFired":
      case "projectileEnded":
        break;
    }
  }
}

/** Full pushes in the directions that scripts use: no engine's cosine decides what a scene does. */
const DIAGONAL = 2896; // 4096 / √2
const STICK: Readonly<Record<number, readonly [number, number]>> = {
  0: [STICK_FULL, 0],
  45: [DIAGONAL, DIAGONAL],
  90: [0, STICK_FULL],
  135: [-DIAGONAL, DIAGONAL],
  180: [-STICK_FULL, 0],
  225: [-DIAGONAL, -DIAGONAL],
  270: [0, -STICK_FULL],
  315: [DIAGONAL, -DIAGONAL],
};

function angle(degrees: number): number {
  return Math.round((degrees * TURN) / 360) % TURN;
}

function weaponName(weapon: number): string {
  return WEAPONS[weapon]?.name ?? `weapon ${weapon}`;
}

function left({ health, shield }: { health: number; shield: number }): string {
  return shield > 0 ? `${health}+${shield}` : `${health}`;
}
