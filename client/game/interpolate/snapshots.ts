import { FLAG_ALIVE, FLAG_DASHING, FLAG_OVERCHARGED, FLAG_PROTECTED, lookAim, lookFlags, placeX, placeY } from "../../../shared/protocol/packing.ts";
import { type BodyState, type RosterEntry, STATUS_DROPPED, STATUS_REMATCH } from "../../../shared/protocol/state.ts";
import { TURN, UNIT } from "../../../shared/sim/units.ts";
import { radiansOf } from "../input/controls.ts";
import type { SceneBody } from "../scene.ts";

/** Patches kept of each body: 1.6 s at 40 Hz, far more than the view is ever behind. */
const KEPT = 64;

/** Units per tick beyond which a body was put elsewhere (a spawn): a dash at 20 Hz goes 45. */
const TELEPORT = 100;

interface Snapshot {
  tick: number;
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

/** What changes too rarely to be kept per tick. */
type Roster = Pick<SceneBody, "name" | "color" | "trail" | "team" | "bot" | "kills" | "deaths" | "assists" | "streak" | "again" | "dropped">;

const blankSnapshot = (): Snapshot => ({ tick: -1, x: 0, y: 0, aim: 0, flags: 0, health: 0, shield: 0, weapon: 0 });

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
  readonly roster: Roster = {
    name: "",
    color: 0,
    trail: 0,
    team: 0,
    bot: false,
    kills: 0,
    deaths: 0,
    assists: 0,
    streak: 0,
    again: false,
    dropped: false,
  };
  /** The tick from which the body is no longer in the match. */
  goneFrom = Number.POSITIVE_INFINITY;
  readonly #ring: Snapshot[] = Array.from({ length: KEPT }, blankSnapshot);
  #newest = -1;

  record(tick: number, body: BodyState, entry: RosterEntry): void {
    const slot = this.#slot(tick);
    slot.tick = tick;
    slot.x = placeX(body.place) / UNIT;
    slot.y = placeY(body.place) / UNIT;
    slot.aim = lookAim(body.look);
    slot.flags = lookFlags(body.look);
    slot.health = body.health;
    slot.shield = body.shield;
    slot.weapon = body.weapon;
    this.#newest = tick;
    this.goneFrom = Number.POSITIVE_INFINITY;
    const { roster } = this;
    roster.name = entry.name;
    roster.color = entry.color;
    roster.trail = entry.trail;
    roster.team = entry.team;
    roster.bot = entry.bot;
    roster.kills = entry.kills;
    roster.deaths = entry.deaths;
    roster.assists = entry.assists;
    roster.streak = entry.streak;
    roster.again = (entry.status & STATUS_REMATCH) !== 0;
    roster.dropped = (entry.status & STATUS_DROPPED) !== 0;
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

  get ids(): Iterable<number> {
    return this.#tracks.keys();
  }

  /** Takes all bodies of one patch. */
  record({ tick, bodies, roster }: PatchedBodies): void {
    bodies.forEach((body, key) => {
      const entry = roster.get(key);
      if (entry === undefined) return;
      const id = Number(key);
      let track = this.#tracks.get(id);
      if (track === undefined) {
        track = new Track();
        this.#tracks.set(id, track);
      }
      track.record(tick, body, entry);
    });
    for (const [id, track] of this.#tracks) {
      if (track.goneFrom === Number.POSITIVE_INFINITY && !bodies.has(String(id))) track.goneFrom = tick;
    }
  }

  died(id: number, tick: number): void {
    this.#deaths.set(id, tick);
  }

  /** Forgets bodies that left before `view`. */
  forgetGone(view: number): void {
    for (const [id, track] of this.#tracks) if (track.goneFrom <= view) this.#tracks.delete(id);
    for (const [id, tick] of this.#deaths) if (tick <= view) this.#deaths.delete(id);
  }

  /** Writes the newest known state of a body, positions apart; false when nothing is known of it. */
  writeNewest(id: number, out: SceneBody): boolean {
    const track = this.#tracks.get(id);
    const newest = track?.newest;
    if (track === undefined || newest === null || newest === undefined) return false;
    writeState(id, track, newest, out);
    return true;
  }

  /** Writes a body as it was at `view` (ticks); false when it was not in the match then. */
  write(id: number, view: number, tickRate: number, out: SceneBody): boolean {
    const track = this.#tracks.get(id);
    if (track === undefined || view >= track.goneFrom) return false;
    const from = track.before(view);
    if (from === null) return false;
    writeState(id, track, from, out);
    out.alive = out.alive && view >= (this.#deaths.get(id) ?? 0);
    out.x = from.x;
    out.y = from.y;
    out.velocityX = 0;
    out.velocityY = 0;
    const to = track.after(from.tick);
    if (to === null || (from.flags & FLAG_ALIVE) !== (to.flags & FLAG_ALIVE)) return true;
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
  Object.assign(out, track.roster);
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
