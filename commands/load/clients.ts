import type { WorkerFigures } from "./messages.ts";

/** The clients of one worker process, whatever they do. */
export interface Clients {
  /** Gets ready to join, as players are who were here before: with tokens, and with code that has run. */
  prepare(): Promise<void>;
  /** All at once. */
  join(): Promise<Joined>;
  /** From here on figures count. */
  measure(): void;
  figures(): Omit<WorkerFigures, "loopDelay">;
  /** How many have gone properly. */
  leave(): Promise<number>;
}

export interface Joined {
  verified: number;
  /** Ids of the rooms that they are in. */
  rooms: string[];
  /** Why others are not in; each reason once. */
  faults: string[];
}

export const noFigures = (): Omit<WorkerFigures, "loopDelay"> => ({
  connected: 0,
  bytesIn: 0,
  bytesOut: 0,
  delivery: [],
  corrections: { drift: 0, impulse: 0, invented: 0 },
  driftPeak: 0,
});

/** Colyseus: closed on purpose. */
export const LEFT = 4000;

/** Joins all at once and tells those who are in from those who are not. */
export async function joinAll(joins: readonly Promise<void>[]): Promise<{ verified: number; faults: string[] }> {
  const outcomes = await Promise.allSettled(joins);
  const faults = new Set<string>();
  for (const outcome of outcomes) if (outcome.status === "rejected") faults.add(String(outcome.reason));
  return { verified: outcomes.filter(({ status }) => status === "fulfilled").length, faults: [...faults] };
}
