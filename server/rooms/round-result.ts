import type { RoundResults } from "../../shared/protocol/messages.ts";
import type { MatchResult } from "../storage/results.ts";

/** A line of the score table. */
export interface Standing {
  readonly team: number;
  readonly bot: boolean;
  readonly kills: number;
  readonly deaths: number;
  readonly assists: number;
}

/** Who played in a round, for the result of it: by player, as people come and go. */
export class RoundPeople {
  /** Bodies of those who are here. */
  readonly #bodies = new Map<string, number>();
  /** The last standing of those who left while it was played. */
  readonly #left = new Map<string, Standing>();

  came(player: string, body: number): void {
    this.#left.delete(player);
    this.#bodies.set(player, body);
  }

  /** `standing`: null when leaving forfeits nothing. */
  went(player: string, body: number, standing: Standing | null): void {
    // Of two seats of one player the older is given up after the newer was taken.
    if (this.#bodies.get(player) !== body) return;
    this.#bodies.delete(player);
    if (standing !== null) this.#left.set(player, standing);
  }

  /** What became of everybody in a round that has just been decided. The next one is between those who are here. */
  decide({ winner, team }: Pick<RoundResults, "winner" | "team">, standings: ReadonlyMap<number, Standing>): MatchResult["players"] {
    const isInTeams = Array.from(standings.values()).some((standing) => standing.team !== 0);
    const placeOf = (body: number, standing: Standing): number => {
      if (isInTeams) return team === 0 || standing.team === team ? 1 : 2;
      if (body === winner) return 1;
      return 1 + Array.from(standings).filter(([other, theirs]) => other !== body && (other === winner || isAbove(theirs, standing))).length;
    };
    const teamKills = (of: number): number =>
      [...standings.values(), ...this.#left.values()].reduce((sum, each) => sum + (each.team === of ? each.kills : 0), 0);
    const row = (playerId: string, standing: Standing, place: number, forfeited: boolean) => {
      const { team: side, kills, deaths } = standing;
      return { playerId, team: side, place, kills, deaths, score: isInTeams ? teamKills(side) : kills, forfeited };
    };
    const rows = Array.from(this.#bodies).flatMap(([player, body]) => {
      const standing = standings.get(body);
      return standing === undefined ? [] : [row(player, standing, placeOf(body, standing), false)];
    });
    const last = standings.size + 1;
    for (const [player, standing] of this.#left) rows.push(row(player, standing, isInTeams ? placeOf(0, standing) : last, true));
    this.#left.clear();
    return rows;
  }
}

/** Like the ranking of the round, but that equals share a place: more kills, then fewer deaths, then more assists. */
function isAbove(a: Standing, b: Standing): boolean {
  if (a.kills !== b.kills) return a.kills > b.kills;
  return a.deaths === b.deaths ? a.assists > b.assists : a.deaths < b.deaths;
}
