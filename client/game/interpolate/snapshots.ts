import { FLAG_ALIVE, FLAG_DASHING, FLAG_OVERCHARGED, FLAG_PROTECTED, lookAim, lookFlags, placeX, placeY } from "../../../shared/protocol/packing.ts";
import type { BodyState, RosterEntry } from "../../../shared/protocol/state.ts";
import { TURN, UNIT } from "../../../shared/sim/units.ts";
import { radiansOf } from "../input/controls.ts";
import { blankDress, writeDress } from "../roster.ts";
import type { SceneBody } from "../scene.ts";

/** Patches kept of each body: 1.6 s at 40 Hz, far more than the view is ever behind. */
const KEPT = 64;

/** Units per tick beyond which a body was put elsewhere (a spawn): a dash at 20 Hz goes 45. */
const TELEPORT = 100;

/** Patches between two places of a body between which it is taken to have moved all the time: far ones are told of in every second. */
const BRIDGED = 2;

interface Snapshot {
  tick: number;
  /** From here on it is not known: it left the match, or the sight of whom it is told to. */
  isGone: boolean;
  /** Units. */
  x: number;
  y: number;
  /** 1/65536 turn. */
  aim: number;
  flags: number;
  health: number;
  shield: number;
  weapon: number;
}

const blankSnapshot = (): Snapshot => ({ tick: -1, isGone: false, x: 0, y: 0, aim: 0, flags: 0, health: 0, shield: 0, weapon: 0 });

/** The signed way from one angle to another, the short way round. */
function turnFrom(from: number, to: number): number {
  return ((to - from + TURN + TURN / 2) % TURN) - TURN / 2;
}

/** What of a patched state is recorded, maps keyed by body id in decimal. */
export interface PatchedBodies {
  readonly tick: number;
  readonly bodies: { forEach(visit: (body: BodyState, key: string) => void): void; has(key: string): boolean };
  readonly roster: { get(key: string): RosterEntry | undefined };
}

/** One body's recent past, by tick. */
class Track {
  /** Changes too rarely to be kept per tick. */
  readonly dress = blankDress();
  readonly #ring: Snapshot[] = Array.from({ length: KEPT }, blankSnapshot);
  #newest = -1;
  /** The tick in which it came, while no frame has shown it since. */
  unshownFrom = Number.POSITIVE_INFINITY;
  /** The tick that last brought another place or aim, and how many after the one before. */
  #told = { tick: 0, gap: 0 };

  /** @param interval ticks since the patch before. */
  record(tick: number, interval: number, body: BodyState, entry: RosterEntry): void {
    const { newest } = this;
    writeDress(entry, this.dress);
    const slot = this.#slot(tick);
    slot.tick = tick;
    slot.isGone = false;
    slot.x = placeX(body.place) / UNIT;
    slot.y = placeY(body.place) / UNIT;
    slot.aim = lookAim(body.look);
    slot.flags = lookFlags(body.look);
    slot.health = body.health;
    slot.shield = body.shield;
    slot.weapon = body.weapon;
    this.#newest = tick;
    if (newest === null || newest.isGone) {
      this.unshownFrom = tick;
      this.#told = { tick, gap: 0 };
    } else if (slot.x !== newest.x || slot.y !== newest.y || slot.aim !== newest.aim) this.#bridge(tick, interval);
  }

  /**
   * A patch that leaves a body out and one that says it is where it was look the same. It is taken to have stood there, so that who
   * sets out does not glide there early; but who was told of in every second patch only, twice in a row, moved in between.
   */
  #bridge(tick: number, interval: number): void {
    const gap = tick - this.#told.tick;
    if (this.#told.gap > interval && gap > interval && gap <= BRIDGED * interval) {
      for (let between = this.#told.tick + 1; between < tick; between += 1) this.#slot(between).tick = -1;
    }
    this.#told = { tick, gap };
  }

  /** It is not known any more. */
  leave(tick: number): void {
    const slot = this.#slot(tick);
    slot.tick = tick;
    slot.isGone = true;
    this.#newest = tick;
  }

  /** The newest snapshot, or null before the first. */
  get newest(): Snapshot | null {
    return this.#at(this.#newest);
  }

  /** The snapshot at `view` or the last one before it; null when the body was not there yet. */
  before(view: number): Snapshot | null {
    for (let tick = Math.min(Math.floor(view), this.#newest), end = tick - KEPT; tick > end; tick -= 1) {
      const found = this.#at(tick);
      if (found !== null) return found;
    }
    return null;
  }

  /** The first snapshot after `tick`; null when none has come. */
  after(tick: number): Snapshot | null {
    for (let next = tick + 1; next <= this.#newest; next += 1) {
      const found = this.#at(next);
      if (found !== null) return found;
    }
    return null;
  }

  #slot(tick: number): Snapshot {
    const index = tick % KEPT;
    const slot = this.#ring[index] ?? blankSnapshot();
    this.#ring[index] = slot;
    return slot;
  }

  #at(tick: number): Snapshot | null {
    if (tick < 0) return null;
    const slot = this.#slot(tick);
    return slot.tick === tick ? slot : null;
  }
}

/**
 * What arrived of every body, and what a body looked like at any instant in between. Positions are interpolated between the
 * patches on both sides of the instant, as the server does it when it looks back for a shot; nothing is ever guessed ahead.
 */
export class Snapshots {
  readonly #tracks = new Map<number, Track>();
  /** Ticks of deaths that were told before the view came to them: nobody stands who is known to be dead. */
  readonly #deaths = new Map<number, number>();
  #tick = 0;

  get ids(): Iterable<number> {
    return this.#tracks.keys();
  }

  /** Takes all bodies of one patch. */
  record({ tick, bodies, roster }: PatchedBodies): void {
    const interval = Math.max(1, tick - this.#tick);
    this.#tick = tick;
    bodies.forEach((body, key) => {
      const entry = roster.get(key);
      if (entry === undefined) return;
      const id = Number(key);
      let track = this.#tracks.get(id);
      if (track === undefined) {
        track = new Track();
        this.#tracks.set(id, track);
      }
      track.record(tick, interval, body, entry);
    });
    for (const [id, track] of this.#tracks) if (track.newest?.isGone === false && !bodies.has(String(id))) track.leave(tick);
  }

  died(id: number, tick: number): void {
    this.#deaths.set(id, tick);
  }

  /** Forgets bodies that left before `view`. */
  forgetGone(view: number): void {
    for (const [id, { newest }] of this.#tracks) if (newest?.isGone === true && newest.tick <= view) this.#tracks.delete(id);
    for (const [id, tick] of this.#deaths) if (tick <= view) this.#deaths.delete(id);
  }

  /** Writes the newest known state of a body, positions apart; false when nothing is known of it. */
  writeNewest(id: number, out: SceneBody): boolean {
    const track = this.#tracks.get(id);
    const newest = track?.newest;
    if (track === undefined || newest === null || newest === undefined || newest.isGone) return false;
    writeState(id, track, newest, out);
    return true;
  }

  /** Writes a body as it was at `view` (ticks); false when it was not known then. */
  write(id: number, view: number, tickRate: number, out: SceneBody): boolean {
    const track = this.#tracks.get(id);
    if (track === undefined) return false;
    let from = track.before(view);
    // Came and went between two frames: one of them shows it all the same.
    if (from?.isGone === true && from.tick > track.unshownFrom) from = track.before(from.tick - 1);
    if (from === null || from.isGone) return false;
    if (from.tick >= track.unshownFrom) track.unshownFrom = Number.POSITIVE_INFINITY;
    writeState(id, track, from, out);
    out.alive = out.alive && view >= (this.#deaths.get(id) ?? 0);
    out.x = from.x;
    out.y = from.y;
    out.velocityX = 0;
    out.velocityY = 0;
    const to = track.after(from.tick);
    if (to === null || to.isGone || (from.flags & FLAG_ALIVE) !== (to.flags & FLAG_ALIVE)) return true;
    const ticks = to.tick - from.tick;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    if (Math.hypot(dx, dy) > TELEPORT * ticks) return true;
    const share = Math.min(1, (view - from.tick) / ticks);
    out.x += dx * share;
    out.y += dy * share;
    out.velocityX = (dx / ticks) * tickRate;
    out.velocityY = (dy / ticks) * tickRate;
    out.aim = radiansOf(from.aim + turnFrom(from.aim, to.aim) * share);
    return true;
  }
}

function writeState(id: number, track: Track, from: Snapshot, out: SceneBody): void {
  Object.assign(out, track.dress);
  out.id = id;
  out.aim = radiansOf(from.aim);
  out.alive = (from.flags & FLAG_ALIVE) !== 0;
  out.protected = (from.flags & FLAG_PROTECTED) !== 0;
  out.dashing = (from.flags & FLAG_DASHING) !== 0;
  out.overcharged = (from.flags & FLAG_OVERCHARGED) !== 0;
  out.health = from.health;
  out.shield = from.shield;
  out.weapon = from.weapon;
}
