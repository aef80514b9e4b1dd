import type { Team } from "./bodies.ts";
import { BodyGrid } from "./body-grid.ts";
import { EventLog } from "./event-log.ts";
import { NOBODY } from "./frame.ts";
import { Pool } from "./pool.ts";
import type { Projectile } from "./projectiles.ts";
import type { Terrain } from "./terrain.ts";
import type { ShotFired } from "./weapons.ts";

/** A shot that left a body in this tick and has not been judged yet. */
export interface PendingShot extends ShotFired {
  body: number;
  team: Team;
  /** As the frame had it. */
  unseen: readonly number[];
}

/** A shot that met a body in this tick; damage is dealt once all are known, so that two bodies can kill each other. */
export interface PendingHit {
  victim: number;
  attacker: number;
  weapon: number;
  /** Health that it takes from somebody without a shield, before overcharge. */
  amount: number;
  /** Where it met, 1/256 unit. */
  x: number;
  y: number;
  /** From the victim to where it came from, 1/65536 turn. */
  angle: number;
}

/** A projectile that burst in this tick. */
export interface PendingBlast {
  owner: number;
  team: Team;
  weapon: number;
  /** 1/256 unit. */
  x: number;
  y: number;
}

/** A body that lost its last health in this tick. */
export interface PendingKill {
  victim: number;
  attacker: number;
  weapon: number;
}

/** What the phases of one tick hand to each other, and stores that are kept from tick to tick so that none is allocated. */
export interface Scratch {
  readonly events: EventLog;
  readonly shots: Pool<PendingShot>;
  readonly blasts: Pool<PendingBlast>;
  readonly hits: Pool<PendingHit>;
  readonly kills: Pool<PendingKill>;
  /** The living bodies by place. */
  readonly grid: BodyGrid;
  readonly order: FrameOrder;
  readonly spareProjectiles: Projectile[];
}

/** The frames of a tick by body: `first` has the index of a body's first frame, `next` that of the frame after; -1 ends. */
export interface FrameOrder {
  first: Int32Array;
  next: Int32Array;
}

export function newScratch(terrain: Terrain): Scratch {
  return {
    events: new EventLog(),
    shots: new Pool(() => ({ body: 0, team: 0, unseen: NOBODY, weapon: 0, shot: 0, x: 0, y: 0, aim: 0, viewTick: 0 })),
    blasts: new Pool(() => ({ owner: 0, team: 0, weapon: 0, x: 0, y: 0 })),
    hits: new Pool(() => ({ victim: 0, attacker: 0, weapon: 0, amount: 0, x: 0, y: 0, angle: 0 })),
    kills: new Pool(() => ({ victim: 0, attacker: 0, weapon: 0 })),
    grid: new BodyGrid(terrain),
    order: { first: new Int32Array(0), next: new Int32Array(0) },
    spareProjectiles: [],
  };
}
