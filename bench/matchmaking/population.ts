import type { CURVES, Curve } from "../../server/matchmaking/curve.ts";
import { type Entry, type MatchShape, match } from "../../server/matchmaking/matcher.ts";
import { createRandom, gaussian, type Random } from "../../shared/bots/random.ts";

/** Who looks for matches, and how often. */
export interface Population {
  /** Tickets per minute, over all regions. */
  readonly perMinute: number;
  /** Shares of parties of 1, 2, 3 and 4. */
  readonly parties: readonly number[];
  readonly seed: number;
}

export interface Outcome {
  readonly tickets: number;
  readonly matches: number;
  /** Share of the matches that bots filled up. */
  readonly withBots: number;
  readonly waitP50: number;
  readonly waitP95: number;
  /** Greatest difference of two ratings in a match of people, mu. */
  readonly differenceP50: number;
  readonly differenceP95: number;
  /** Difference of the two sides' mean ratings, mu. */
  readonly balanceP50: number;
  readonly balanceP95: number;
  /** ms: worst ping of a match. */
  readonly pingP50: number;
  readonly pingP95: number;
}

/** Where players live: pings to the regions of somebody at home in each, ms, before what their own line adds. */
const PINGS: Readonly<Record<string, readonly number[]>> = { eu: [15, 95, 170], us: [95, 20, 150], asia: [170, 150, 25] };
export const REGIONS = Object.keys(PINGS);
/** Shares of players at home in each. */
const HOMES = [0.5, 0.35, 0.15];
/** Ratings: as openskill gives them once they have settled. */
const RATING = { mean: 25, deviation: 6 };
/** ms of a matcher's round. */
const PERIOD = 500;
const MINUTE = 60_000;

export const CURVES_TRIED: Readonly<Record<string, (curve: Curve) => Curve>> = {
  "as shipped": (curve) => curve,
  "twice as fast": (curve) => ({ ...curve, rating: curve.rating.map(({ after, width }) => ({ after: after / 2, width })) }),
  "twice as narrow": (curve) => ({ ...curve, rating: curve.rating.map(({ after, width }) => ({ after, width: width / 2 })) }),
  "open at once": (curve) => ({ ...curve, rating: [{ after: 0, width: 100 }] }),
};

/** Half an hour of a population that queues for a mode. */
export function play(mode: keyof typeof CURVES, curve: Curve, shape: MatchShape, { perMinute, parties, seed }: Population, minutes = 30): Outcome {
  const random = createRandom(seed);
  let waiting: Entry[] = [];
  const [waits, differences, balances, pings]: [number[], number[], number[], number[]] = [[], [], [], []];
  let [tickets, matches, withBots, next] = [0, 0, 0, 0];
  for (let now = 0; now < minutes * MINUTE; now += PERIOD) {
    for (; next <= now; next += -Math.log(1 - random()) * (MINUTE / perMinute)) {
      waiting.push(newcomer(`${mode}${tickets}`, next, parties, shape.side, random));
      tickets += 1;
    }
    const { proposals } = match(waiting, now, curve, shape, REGIONS);
    const matched = new Set<string>();
    for (const { entries, sides, bots, region } of proposals) {
      matches += 1;
      if (bots > 0) withBots += 1;
      const players = new Map(entries.flatMap((entry) => entry.players.map((player) => [player.id, player])));
      for (const { id, since } of entries) {
        matched.add(id);
        waits.push(now - since);
      }
      pings.push(Math.max(...Array.from(players.values(), (player) => player.pings[region] ?? 0)));
      if (bots > 0) continue;
      const ratings = Array.from(players.values(), ({ rating }) => rating.mu);
      differences.push(Math.max(...ratings) - Math.min(...ratings));
      const [first, second] = sides.map((side) => side.reduce((sum, id) => sum + (players.get(id)?.rating.mu ?? 0), 0) / side.length);
      balances.push(Math.abs((first ?? 0) - (second ?? 0)));
    }
    waiting = waiting.filter(({ id }) => !matched.has(id));
  }
  return {
    tickets,
    matches,
    withBots: rounded(withBots / matches),
    waitP50: at(waits, 0.5),
    waitP95: at(waits, 0.95),
    differenceP50: at(differences, 0.5),
    differenceP95: at(differences, 0.95),
    balanceP50: at(balances, 0.5),
    balanceP95: at(balances, 0.95),
    pingP50: at(pings, 0.5),
    pingP95: at(pings, 0.95),
  };
}

export function newcomer(id: string, since: number, parties: readonly number[], side: number, random: Random): Entry {
  const size = Math.min(side, 1 + pick(parties, random));
  const home = REGIONS[pick(HOMES, random)] ?? "";
  // Friends are of about the same strength and live near one another.
  const mean = RATING.mean + RATING.deviation * gaussian(random);
  const players = Array.from({ length: size }, (_player, index) => {
    const line = 5 + 30 * random() ** 2;
    const pings = Object.fromEntries(REGIONS.map((region, place) => [region, Math.round((PINGS[home]?.[place] ?? 0) + line)]));
    return { id: `${id}-${index}`, rating: { mu: mean + (index === 0 ? 0 : 2 * gaussian(random)), sigma: 3 }, pings };
  });
  return { id, since, players };
}

export function at(figures: readonly number[], share: number): number {
  return rounded(figures.toSorted((a, b) => a - b)[Math.floor(figures.length * share)] ?? Number.NaN);
}

function rounded(figure: number): number {
  return Math.round(figure * 100) / 100;
}

function pick(shares: readonly number[], random: Random): number {
  let left = random();
  for (const [index, share] of shares.entries()) {
    left -= share;
    if (left < 0) return index;
  }
  return 0;
}
