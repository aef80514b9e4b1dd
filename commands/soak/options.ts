import { parseArgs } from "node:util";
import { UsageError, wholeNumber } from "../usage.ts";

export interface SoakOptions {
  minutes: number;
  /** Visits that begin per second. */
  joins: number;
  /** File for the figures; null for none. */
  json: string | null;
}

export const USAGE = `Usage: npm run soak [-- --minutes <n>] [--joins <n>] [--json <file>]
  --minutes  1 to 1440; 15 unless said otherwise
  --joins    visits that begin per second, 1 to 200; 50 unless said otherwise
  --json     file to write the figures to, beside the table`;

/** @throws {UsageError} that says which word is wrong and what it takes */
export function readOptions(words: readonly string[]): SoakOptions {
  const values = parse(words);
  return {
    minutes: wholeNumber("--minutes", values.minutes ?? "15", 1440),
    joins: wholeNumber("--joins", values.joins ?? "50", 200),
    json: values.json ?? null,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: { minutes: { type: "string" }, joins: { type: "string" }, json: { type: "string" } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
