import { type Logger, pino } from "pino";

export type Log = Logger;

/** Structured lines (JSON) on standard output; errors are logged under `err`. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } });
}

/** Lines per window that a library may log. Any client can provoke some of them, and a log is not to be filled from outside. */
const LIBRARY_LINES = 20;
/** ms */
const LIBRARY_WINDOW = 10_000;

/**
 * What a library logs, in the shape of `console`: one structured line each, at most 20 in 10 s; the first line of the next
 * window says how many were left out. `now` is a monotonic clock, ms.
 */
export function createLibraryLog(log: Log, library: string, now: () => number) {
  const child = log.child({ library });
  let windowEnds = 0;
  let lines = 0;
  let leftOut = 0;

  function write(level: "debug" | "info" | "warn" | "error", parts: readonly unknown[]): void {
    if (!child.isLevelEnabled(level)) return;
    const time = now();
    if (time >= windowEnds) {
      if (leftOut > 0) child.warn({ leftOut }, "log lines left out");
      windowEnds = time + LIBRARY_WINDOW;
      lines = 0;
      leftOut = 0;
    }
    lines++;
    if (lines > LIBRARY_LINES) leftOut++;
    else child[level](parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(" "));
  }

  return {
    trace: (...parts: unknown[]) => write("debug", parts),
    debug: (...parts: unknown[]) => write("debug", parts),
    info: (...parts: unknown[]) => write("info", parts),
    warn: (...parts: unknown[]) => write("warn", parts),
    error: (...parts: unknown[]) => write("error", parts),
  };
}
