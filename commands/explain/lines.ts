import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";

const LINE = z.looseObject({
  time: z.string(),
  level: z.string(),
  msg: z.string(),
  pid: z.number().optional(),
  player: z.string().optional(),
  players: z.array(z.string()).optional(),
  room: z.string().optional(),
});

/** One line of a server's log. */
export type LogLine = z.infer<typeof LINE>;

/** The lines of a log; whatever else stands between them is passed over. */
export async function* readLines(input: Readable): AsyncGenerator<LogLine> {
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    // A collector may have put its own words in front.
    const start = text.indexOf('{"level"');
    if (start < 0) continue;
    const line = parse(text.slice(start));
    if (line !== null) yield line;
  }
}

/** Null for what was cut off, or is of another program. */
function parse(text: string): LogLine | null {
  try {
    return LINE.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
