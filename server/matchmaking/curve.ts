import type { ModeName } from "../../shared/content/modes.ts";

/** How far a window is open after so many ms of waiting; between two points it opens evenly. */
export interface Opening {
  /** ms of waiting. */
  readonly after: number;
  readonly width: number;
}

/** How choosy a ticket is, by how long it has waited. */
export interface Curve {
  /** Greatest distance of two ratings (mu) in one match. */
  readonly rating: readonly Opening[];
  /** Greatest ping, ms, to the region of the match; a player's own best region is always open to them. */
  readonly ping: readonly Opening[];
  /** ms after which bots take the places that nobody has come for. Players are told. */
  readonly botsAfter: number;
  /** ms of waiting from which on a ticket is taken along into a match that bots fill up; who has come just now had better wait. */
  readonly alongAfter: number;
}

/**
 * A new player's rating is 25 with a deviation of 8.3: within 3 points the better one wins about 6 of 10, at 10 apart about 8. From 100 ms
 * of ping on shots are felt to come late, from 200 ms on they do.
 */
const EVEN: Curve = {
  rating: [
    { after: 0, width: 3 },
    { after: 10_000, width: 6 },
    { after: 20_000, width: 12 },
    { after: 30_000, width: 25 },
  ],
  ping: [
    { after: 0, width: 80 },
    { after: 10_000, width: 120 },
    { after: 20_000, width: 180 },
    { after: 30_000, width: 250 },
  ],
  botsAfter: 30_000,
  alongAfter: 15_000,
};

/** Eight have to be found, and what one of them lacks the seven others carry: open twice as fast as for two. */
const TEAMS: Curve = {
  ...EVEN,
  rating: [
    { after: 0, width: 5 },
    { after: 10_000, width: 12 },
    { after: 20_000, width: 25 },
  ],
};

/** The modes that are played by ticket. */
export const CURVES = { duel: EVEN, squads: TEAMS } as const satisfies Partial<Record<ModeName, Curve>>;

export type TicketMode = keyof typeof CURVES;

/** The width after `waited` ms: of the first point before it, of the last one after it. */
export function widthAfter(openings: readonly Opening[], waited: number): number {
  let last: Opening | null = null;
  for (const opening of openings) {
    if (opening.after > waited) {
      if (last === null) return opening.width;
      return last.width + ((opening.width - last.width) * (waited - last.after)) / (opening.after - last.after);
    }
    last = opening;
  }
  return last?.width ?? 0;
}
