import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { LOG_FORMAT, type RoundLog } from "./record.ts";

/** A file is one line of JSON, everything but the ticks, and then the ticks. */
const LINE_END = 0x0a;

const format = z.object({ format: z.number().int() });

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

/** A file that cannot be read as a log; the message says why, for people. */
export class LogFileError extends Error {}

/** @throws LogFileError when the file is no log, or one that this version does not read */
export async function readLog(path: string): Promise<RoundLog> {
  const bytes = await readFile(path);
  const end = bytes.indexOf(LINE_END);
  const line = end < 0 ? undefined : parsed(bytes.toString("utf8", 0, end));
  const written = format.safeParse(line);
  if (!written.success) throw new LogFileError(`${path} is no log of a round.`);
  // First of all: what else a log of another format says of itself is not known here.
  if (written.data.format !== LOG_FORMAT)
    throw new LogFileError(`${path} is a log of format ${written.data.format}, and this version reads format ${LOG_FORMAT}.`);
  const read = head.safeParse(line);
  if (!read.success) throw new LogFileError(`${path} is a log whose first line is broken: ${z.prettifyError(read.error)}`);
  return { ...read.data, ticks: bytes.subarray(end + 1) };
}

/** What a line says as JSON; undefined when it is none. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
