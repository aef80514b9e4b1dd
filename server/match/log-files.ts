import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { RoundLog } from "./record.ts";

/** A file is one line of JSON, everything but the ticks, and then the ticks. */
const LINE_END = 0x0a;

const head = z.strictObject({
  format: z.number().int(),
  contentVersion: z.string(),
  map: z.string(),
  mode: z.string(),
  tickRate: z.number().int(),
  seed: z.number().int(),
  startTick: z.number().int().nonnegative(),
  isComplete: z.boolean(),
});

/** Writes a round's log. Resolves with its path; `name` is unique among the rounds of a directory. */
export async function writeLog(directory: string, name: string, log: RoundLog): Promise<string> {
  const { ticks, ...rest } = log;
  const path = join(directory, `${name}.round`);
  await mkdir(directory, { recursive: true });
  // A file that is there already is another round's: better an error than a lost log.
  await writeFile(path, [`${JSON.stringify(rest)}\n`, ticks], { flag: "wx" });
  return path;
}

/** @throws Error when the file is no log */
export async function readLog(path: string): Promise<RoundLog> {
  const bytes = await readFile(path);
  const end = bytes.indexOf(LINE_END);
  if (end < 0) throw new Error(`${path} is no log of a round`);
  return { ...head.parse(JSON.parse(bytes.toString("utf8", 0, end))), ticks: bytes.subarray(end + 1) };
}
