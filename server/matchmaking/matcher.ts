import { type Curve, widthAfter } from "./curve.ts";
import type { Rating } from "./ratings.ts";
import { fitsTwoSides, partEvenly } from "./teams.ts";

/** Who looks for a match together: one player, or a party. */
export interface Entry {
  /** Of the ticket. */
  readonly id: string;
  /** ms on the clock of `now`. */
  readonly since: number;
  readonly players: readonly EntryPlayer[];
}

export interface EntryPlayer {
  readonly id: string;
  readonly rating: Rating;
  /** ms to each region that the player could measure. */
  readonly pings: Readonly<Record<string, number>>;
}

/** What a match of the mode is made of: two sides of so many players. */
export interface MatchShape {
  readonly side: number;
}

export interface Proposal {
  readonly region: string;
  readonly entries: readonly Entry[];
  /** Ids of players. */
  readonly sides: readonly [readonly string[], readonly string[]];
  /** Places that bots take. */
  readonly bots: number;
}

export interface Matching {
  readonly proposals: Proposal[];
  /** Tickets that nothing can be done with; the others were matched all the same. */
  readonly faults: { readonly id: string; readonly why: string }[];
}

/** ms. Assumed where a player has not measured a region: playable, but no first choice. */
const PING_UNKNOWN = 150;

/** Neighbours by rating that are looked at for one ticket: who is not among them is no good match, and 10,000 tickets take their time. */
const NEIGHBOURS_MOST = 64;

/** An entry with what is asked of it again and again. */
interface Candidate {
  readonly entry: Entry;
  /** Mean of its players. */
  readonly rating: number;
  readonly window: number;
  /** Worst ping of its players, by index of the region. */
  readonly pings: readonly number[];
  readonly accepts: readonly boolean[];
  readonly waited: number;
  taken: boolean;
}

/**
 * Who plays with whom, from who waits. Who has waited longest chooses first: of the nearest by rating, in the region that is best for
 * them, those whose windows are all open wide enough. A match is played in the
 * region whose worst ping is least, of those that all of them accept. Nobody is taken to a `full` one, nor for its sake farther than their
 * window is open. What depends on order is ordered by time, rating and id: the same tickets make the same matches.
 */
export function match(
  waiting: readonly Entry[],
  now: number,
  curve: Curve,
  shape: MatchShape,
  regions: readonly string[],
  full: ReadonlySet<string> = new Set(),
): Matching {
  const faults: Matching["faults"] = [];
  const candidates = sound(waiting, shape, regions, faults).map((entry) => candidateOf(entry, now, curve, regions, full));
  candidates.sort((a, b) => a.rating - b.rating || compare(a.entry.id, b.entry.id));
  const lines = regions.map((_region, index) => new Line(candidates.filter(({ accepts }) => accepts[index])));
  const proposals: Proposal[] = [];
  const byAge = candidates.toSorted((a, b) => a.entry.since - b.entry.since || compare(a.entry.id, b.entry.id));
  for (const anchor of byAge) {
    if (anchor.taken) continue;
    const group = groupFor(anchor, lines, shape, curve);
    if (group === null) continue;
    for (const candidate of group) {
      candidate.taken = true;
      for (const line of lines) line.remove(candidate);
    }
    proposals.push(proposalOf(group, shape, regions));
  }
  return { proposals, faults };
}

function groupFor(anchor: Candidate, lines: readonly Line[], { side }: MatchShape, { botsAfter, alongAfter }: Curve): Candidate[] | null {
  const byPing = lines.map((_line, index) => index).filter((index) => anchor.accepts[index]);
  byPing.sort((a, b) => (anchor.pings[a] ?? 0) - (anchor.pings[b] ?? 0) || a - b);
  for (const index of byPing) {
    const group = gather(anchor, lines[index], side, 0);
    if (playersIn(group) === 2 * side) return group;
  }
  const [nearest] = byPing;
  if (nearest === undefined || anchor.waited < botsAfter) return null;
  return gather(anchor, lines[nearest], side, alongAfter);
}

/** The anchor and its nearest neighbours, as many as fit together. */
function gather(anchor: Candidate, line: Line | undefined, side: number, waited: number): Candidate[] {
  const group = [anchor];
  const sizes = [anchor.entry.players.length];
  let total = sizes[0] ?? 0;
  let [least, most, window] = [anchor.rating, anchor.rating, anchor.window];
  if (line === undefined) return group;
  for (const candidate of line.around(anchor)) {
    // All that follow are still farther away.
    if (total === 2 * side || Math.abs(candidate.rating - anchor.rating) > window) break;
    if (candidate.waited < waited) continue;
    const size = candidate.entry.players.length;
    const narrower = Math.min(window, candidate.window);
    if (Math.max(most, candidate.rating) - Math.min(least, candidate.rating) > narrower) continue;
    if (total + size > 2 * side || !fitsTwoSides([...sizes, size], side)) continue;
    group.push(candidate);
    sizes.push(size);
    total += size;
    least = Math.min(least, candidate.rating);
    most = Math.max(most, candidate.rating);
    window = narrower;
  }
  return group;
}

function proposalOf(group: readonly Candidate[], { side }: MatchShape, regions: readonly string[]): Proposal {
  const entries = group.map(({ entry }) => entry);
  const units = group.map(({ entry, rating }) => ({ players: entry.players.length, strength: rating * entry.players.length }));
  const isFirst = partEvenly(units, side);
  const idsOf = (first: boolean): string[] => entries.flatMap(({ players }, index) => (isFirst?.[index] === first ? players.map(({ id }) => id) : []));
  const worst = regions.map((_region, index) =>
    Math.max(...group.map(({ pings, accepts }) => (accepts[index] === true ? (pings[index] ?? PING_UNKNOWN) : Number.POSITIVE_INFINITY))),
  );
  const region = regions[worst.indexOf(Math.min(...worst))] ?? "";
  return { region, entries, sides: [idsOf(true), idsOf(false)], bots: 2 * side - playersIn(group) };
}

function candidateOf(entry: Entry, now: number, curve: Curve, regions: readonly string[], full: ReadonlySet<string>): Candidate {
  const waited = Math.max(0, now - entry.since);
  const pings = regions.map((region) => Math.max(...entry.players.map((player) => player.pings[region] ?? PING_UNKNOWN)));
  const best = Math.min(...pings);
  const farthest = Math.max(best, widthAfter(curve.ping, waited));
  const rating = entry.players.reduce((sum, player) => sum + player.rating.mu, 0) / entry.players.length;
  const accepts = regions.map((region, index) => (pings[index] ?? PING_UNKNOWN) <= farthest && !full.has(region));
  return { entry, rating, window: widthAfter(curve.rating, waited), pings, accepts, waited, taken: false };
}

/** The entries that can be matched at all; of a player who is in two of them, the first one counts. */
function sound(waiting: readonly Entry[], { side }: MatchShape, regions: readonly string[], faults: Matching["faults"]): Entry[] {
  if (regions.length === 0) return [];
  const seen = new Set<string>();
  return waiting.filter((entry) => {
    const why = faultOf(entry, side, seen);
    if (why !== null) faults.push({ id: entry.id, why });
    else for (const { id } of entry.players) seen.add(id);
    return why === null;
  });
}

function faultOf({ since, players }: Entry, side: number, seen: ReadonlySet<string>): string | null {
  if (!Number.isFinite(since)) return "it has no time";
  if (players.length === 0) return "it has no players";
  if (players.length > side) return `its ${players.length} players are more than the ${side} of one side`;
  if (new Set(players.map(({ id }) => id)).size < players.length) return "it names a player twice";
  if (players.some(({ id }) => seen.has(id))) return "one of its players has another ticket";
  if (players.some(({ rating }) => !Number.isFinite(rating.mu))) return "the rating of one of its players is no number";
  if (players.some(({ pings }) => Object.values(pings).some((ping) => !Number.isFinite(ping)))) return "one of its pings is no number";
  return null;
}

function playersIn(group: readonly Candidate[]): number {
  return group.reduce((sum, { entry }) => sum + entry.players.length, 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Candidates in the order of their ratings, linked, so that one is taken out at once and its neighbours are found at once. */
class Line {
  readonly #candidates: readonly Candidate[];
  readonly #places = new Map<Candidate, number>();
  readonly #before: Int32Array;
  readonly #after: Int32Array;

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = candidates;
    candidates.forEach((candidate, place) => {
      this.#places.set(candidate, place);
    });
    this.#before = Int32Array.from(candidates, (_candidate, place) => place - 1);
    this.#after = Int32Array.from(candidates, (_candidate, place) => (place + 1 < candidates.length ? place + 1 : -1));
  }

  remove(candidate: Candidate): void {
    const place = this.#places.get(candidate);
    if (place === undefined) return;
    const [before, after] = [this.#before[place] ?? -1, this.#after[place] ?? -1];
    if (before >= 0) this.#after[before] = after;
    if (after >= 0) this.#before[after] = before;
  }

  /** The nearest of both sides, nearest first. */
  *around(anchor: Candidate): Generator<Candidate> {
    const place = this.#places.get(anchor);
    if (place === undefined) return;
    let lower = this.#candidates[this.#before[place] ?? -1];
    let upper = this.#candidates[this.#after[place] ?? -1];
    let [low, high] = [this.#before[place] ?? -1, this.#after[place] ?? -1];
    for (let looked = 0; looked < NEIGHBOURS_MOST; looked++) {
      if (lower !== undefined && (upper === undefined || anchor.rating - lower.rating <= upper.rating - anchor.rating)) {
        yield lower;
        low = this.#before[low] ?? -1;
        lower = this.#candidates[low];
      } else if (upper !== undefined) {
        yield upper;
        high = this.#after[high] ?? -1;
        upper = this.#candidates[high];
      } else return;
    }
  }
}
