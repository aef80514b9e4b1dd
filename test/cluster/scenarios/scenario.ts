import type { ClusterTimes } from "../../../server/cluster/times.ts";

/** How quickly a scenario runs: in the suites with short times, for the record with the server's own. */
export interface Pace {
  /** In place of the server's own. */
  readonly times: Partial<ClusterTimes>;
  /** By which faults and the limits that follow from heartbeats are shorter: 1 at full length. */
  readonly scale: number;
}

export const FULL_LENGTH: Pace = { times: {}, scale: 1 };
export const QUICK: Pace = { times: { heartbeat: 300, lease: 1000, probe: 200 }, scale: 0.1 };

/** ms. However short the times are, a loaded machine needs this much. */
const LIMIT_LEAST = 2000;

/** One thing that must be so, and what was seen. */
export interface Check {
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
  readonly holds: boolean;
}

/** A fault of docs/cluster.md: injected into a real cluster, and what must be so while it lasts and after it. */
export interface Scenario {
  readonly name: string;
  readonly injected: string;
  run(pace: Pace): Promise<Check[]>;
  readonly control: Control;
}

/** The same without our defence, most often with Colyseus' own driver: its checks must not all hold. "none": why there is nothing to compare with. */
export type Control = { readonly kind: "run"; readonly what: string; run(pace: Pace): Promise<Check[]> } | { readonly kind: "none"; readonly why: string };

/** ms of a limit that follows from heartbeats and leases, at this pace. */
export function limitOf(pace: Pace, ms: number): number {
  return Math.max(Math.min(ms, LIMIT_LEAST), ms * pace.scale);
}

/** It took `ms`, or never happened (null). */
export function within(what: string, ms: number | null, limit: number): Check {
  return { what, measured: ms === null ? "never" : `${Math.round(ms)} ms`, limit: `≤ ${Math.round(limit)} ms`, holds: ms !== null && ms <= limit };
}

export function equal(what: string, measured: string | number | boolean, expected: string | number | boolean): Check {
  return { what, measured: String(measured), limit: String(expected), holds: measured === expected };
}

export function atMost(what: string, measured: number, most: number): Check {
  return { what, measured: String(measured), limit: `≤ ${most}`, holds: measured <= most };
}

/** ms until it is so, or null when it is not within `patience` ms. */
export async function timeUntil(patience: number, isSo: () => Promise<boolean> | boolean): Promise<number | null> {
  const from = performance.now();
  for (;;) {
    if (await isSo()) return performance.now() - from;
    if (performance.now() - from > patience) return null;
    await pause(20);
  }
}

/** For the length of a fault: what is waited for is not to happen, but time to pass. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
