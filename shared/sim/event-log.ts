import type { SimEvent, SimEventKind } from "./events.ts";
import { Pool } from "./pool.ts";

type EventOf<Kind extends SimEventKind> = Extract<SimEvent, { kind: Kind }>;
type Pools = { readonly [Kind in SimEventKind]: Pool<EventOf<Kind>> };

/** The events of the tick that is being stepped. Records and lists are used again: they hold until the next step. */
export class EventLog {
  private readonly pools: Pools = {
    projectileFired: new Pool(() => ({
      kind: "projectileFired",
      body: 0,
      shot: 0,
      weapon: 0,
      projectile: 0,
      fromX: 0,
      fromY: 0,
      x: 0,
      y: 0,
      velocityX: 0,
      velocityY: 0,
      ticksLeft: 0,
    })),
    scatterFired: new Pool(() => ({ kind: "scatterFired", body: 0, shot: 0, weapon: 0, projectile: 0, fromX: 0, fromY: 0, aim: 0, forward: 0 })),
    projectileBounced: new Pool(() => ({ kind: "projectileBounced", projectile: 0, x: 0, y: 0 })),
    exploded: new Pool(() => ({ kind: "exploded", body: 0, weapon: 0, x: 0, y: 0 })),
    railFired: new Pool(() => ({ kind: "railFired", body: 0, shot: 0, weapon: 0, fromX: 0, fromY: 0, toX: 0, toY: 0, victim: 0 })),
    projectileEnded: new Pool(() => ({ kind: "projectileEnded", projectile: 0, x: 0, y: 0, victim: 0 })),
    bodyHit: new Pool(() => ({ kind: "bodyHit", victim: 0, attacker: 0, weapon: 0, amount: 0, health: 0, shield: 0, x: 0, y: 0, angle: 0 })),
    bodyKilled: new Pool(() => ({ kind: "bodyKilled", victim: 0, attacker: 0, weapon: 0, attackerHealth: 0, attackerShield: 0, streak: 0, x: 0, y: 0 })),
    killAssisted: new Pool(() => ({ kind: "killAssisted", body: 0, victim: 0 })),
    bodySpawned: new Pool(() => ({ kind: "bodySpawned", body: 0, x: 0, y: 0, aim: 0 })),
    bodyDashed: new Pool(() => ({ kind: "bodyDashed", body: 0, x: 0, y: 0, angle: 0 })),
    pickupTaken: new Pool(() => ({ kind: "pickupTaken", pickup: 0, body: 0 })),
    pickupReturned: new Pool(() => ({ kind: "pickupReturned", pickup: 0 })),
    roundEnded: new Pool(() => ({ kind: "roundEnded", winner: 0, team: 0 })),
  };
  private readonly order: SimEvent[] = [];
  private count = 0;
  /** One list per length: an array that is shortened gives its store back and would have to get it again. */
  private readonly lists: SimEvent[][] = [];

  /** Adds an event; the caller sets every field. */
  add<Kind extends SimEventKind>(kind: Kind): EventOf<Kind> {
    const pool: Pool<EventOf<Kind>> = this.pools[kind];
    const event = pool.take();
    this.order[this.count] = event;
    this.count += 1;
    return event;
  }

  /** What happened, in order; valid until `clear`. */
  list(): readonly SimEvent[] {
    let list = this.lists[this.count];
    if (list === undefined) {
      list = this.order.slice(0, this.count);
      this.lists[this.count] = list;
      return list;
    }
    for (let index = 0; index < this.count; index += 1) {
      const event = this.order[index];
      if (event !== undefined) {
        list[index] = event;
      }
    }
    return list;
  }

  clear(): void {
    this.count = 0;
    for (const kind of KINDS) {
      this.pools[kind].clear();
    }
  }
}

const KINDS: readonly SimEventKind[] = [
  "projectileFired",
  "scatterFired",
  "projectileBounced",
  "exploded",
  "railFired",
  "projectileEnded",
  "bodyHit",
  "bodyKilled",
  "killAssisted",
  "bodySpawned",
  "bodyDashed",
  "pickupTaken",
  "pickupReturned",
  "roundEnded",
];
