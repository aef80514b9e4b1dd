import type { MatchRun } from "./match-run.ts";

/**
 * ms, p99, by which the event loop of the light clients' processes may be late. What they time is to be held against 30 ms: half of
 * that may be the tool's own, more would be a figure of the tool and not of the server.
 */
export const LIGHT_DELAY_MAX = 15;

/** ms, p99, for processes that decode: beyond one period of the fastest match their frames come late, and the server makes others up. */
export const DECODING_DELAY_MAX = 25;

/** Share of the tick rate below which players feel it. */
const RATE_LEAST_SHARE = 0.97;

/** Of a period: a tick that takes longer, or begins later, leaves no room for the next. */
const PERIOD_SHARE = 0.5;

/** Why a run says nothing about the server; empty when it does. */
export function voidReasons({ joins, clients, players, mode, server }: MatchRun): string[] {
  const reasons: string[] = [];
  if (joins.verified < players) reasons.push(`${players - joins.verified} of ${players} never joined`);
  // Another server may have rooms of any size; ours was started with one that holds all.
  if (server !== null && mode === "arena" && joins.rooms > 1) reasons.push(`they were spread over ${joins.rooms} matches, one was asked for`);
  const { light, decoding } = clients.loopDelay;
  if (light > LIGHT_DELAY_MAX) reasons.push(`the generator was late itself: light clients by ${light.toFixed(1)} ms at p99, ${LIGHT_DELAY_MAX} allowed`);
  if (decoding > DECODING_DELAY_MAX)
    reasons.push(`the generator was late itself: decoding clients by ${decoding.toFixed(1)} ms at p99, ${DECODING_DELAY_MAX} allowed`);
  return reasons;
}

/** What a run shows to be wrong: a picture that is not the world's, or a client that was lost. */
export function faultsOf({ clients, comparison, players }: MatchRun): string[] {
  const faults: string[] = [];
  if (clients.connected < players) faults.push(`${players - clients.connected} clients were lost`);
  if (clients.corrections.drift > 0) faults.push(`${clients.corrections.drift} corrections that nothing explains`);
  if (comparison !== null && comparison.mismatches > 0) faults.push(`${comparison.mismatches} bodies shown where they never were`);
  return faults;
}

/** What gave, the one that counts most first; null when everything held. */
export function whatGave(run: MatchRun): string | null {
  const { server, joins, clients, players } = run;
  if (joins.verified < players) return "joining";
  if (clients.connected < players) return "connections";
  if (server !== null) {
    const half = (1000 / server.tickRate) * PERIOD_SHARE;
    if (server.achievedRate < RATE_LEAST_SHARE * server.tickRate || server.dropped > 0) return "tick rate";
    if (server.lateness.p99 > half) return "lateness";
    if (server.tick.p99 > half) return "tick time";
  }
  return voidReasons(run).length > 0 ? "generator" : null;
}
