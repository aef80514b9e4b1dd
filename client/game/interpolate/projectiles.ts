import type { SceneProjectile } from "../scene.ts";
import type { Flight } from "./flight.ts";

/** Share of its speed at which an own shot flies on screen until the server's has caught up with it. */
const SOFT_START = 0.5;

/** Ticks per tick shown by which an own shot's line moves to where the server says it is. */
const LINE_SLEW = 0.25;

/** Ticks after its end for which a projectile is remembered: its end may still be told. */
const REMEMBERED = 40;

/** A projectile in the time line that is shown. */
interface Shown {
  readonly id: number;
  readonly owner: number;
  readonly weapon: number;
  readonly flight: Flight;
  /** The instant, in ticks, at which it is at its muzzle on the line that the server flies it on. */
  origin: number;
  /** `origin` as it is drawn: moves to it smoothly. */
  drawnOrigin: number;
  /** The instant shown when the own player fired it; null for those of others. */
  readonly firedAt: number | null;
  endsAt: number;
}

/** All projectiles on screen, each flown along the instant shown, together with the bodies that it may meet. */
export class Projectiles {
  readonly #shown = new Map<number, Shown>();
  #view = 0;

  clear(): void {
    this.#shown.clear();
  }

  add(id: number, owner: number, weapon: number, flight: Flight, origin: number, firedAt: number | null): void {
    this.#shown.set(id, { id, owner, weapon, flight, origin, drawnOrigin: origin, firedAt, endsAt: Number.POSITIVE_INFINITY });
  }

  remove(id: number): void {
    this.#shown.delete(id);
  }

  /** Puts a projectile on the line that the server named. */
  align(id: number, origin: number): void {
    const shown = this.#shown.get(id);
    if (shown !== undefined) shown.origin = origin;
  }

  /**
   * Ends a projectile where the server says that it met something, 1/256 unit. Returns the instant at which it is there on
   * its line, at most `tick`, the one in which the server found it.
   */
  end(id: number, x: number, y: number, tick: number): number {
    const shown = this.#shown.get(id);
    if (shown === undefined) return tick;
    shown.endsAt = Math.min(tick, shown.origin + shown.flight.ticksTo(x, y, tick - shown.origin));
    return shown.endsAt;
  }

  /** Moves on to `view` and writes what is in the air there. Slots of `into` are reused. */
  write(view: number, tickRate: number, into: SceneProjectile[]): void {
    const slew = Math.max(0, view - this.#view) * LINE_SLEW;
    this.#view = view;
    let count = 0;
    for (const shown of this.#shown.values()) {
      const off = shown.origin - shown.drawnOrigin;
      shown.drawnOrigin += Math.min(slew, Math.max(-slew, off));
      const flown = flownTicks(shown, view);
      if (view > shown.endsAt || view > shown.origin + shown.flight.length + REMEMBERED) {
        this.#shown.delete(shown.id);
        continue;
      }
      if (flown < 0 || flown > shown.flight.length) continue;
      write(shown, flown, tickRate, into, count);
      count += 1;
    }
    into.length = count;
  }
}

function flownTicks(shown: Shown, view: number): number {
  const onLine = view - shown.drawnOrigin;
  return shown.firedAt === null ? onLine : Math.max(onLine, (view - shown.firedAt) * SOFT_START);
}

function write(shown: Shown, flown: number, tickRate: number, into: SceneProjectile[], index: number): void {
  const slot = into[index] ?? { id: 0, owner: 0, weapon: 0, x: 0, y: 0, velocityX: 0, velocityY: 0 };
  into[index] = slot;
  const leg = shown.flight.legAt(flown);
  const since = flown - leg.at;
  slot.id = shown.id;
  slot.owner = shown.owner;
  slot.weapon = shown.weapon;
  slot.x = leg.x + leg.velocityX * since;
  slot.y = leg.y + leg.velocityY * since;
  slot.velocityX = leg.velocityX * tickRate;
  slot.velocityY = leg.velocityY * tickRate;
}
