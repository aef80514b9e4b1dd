import { format } from "node:util";
import { type Logger, type LoggerOptions, pino } from "pino";
import pretty from "pino-pretty";
import { Throttle, type ThrottleSize } from "./throttle.ts";

export type Log = Logger;

/** Of one message: more than any process has to say that serves players, and not enough to fill a disk with. */
const REPEATED: ThrottleSize = { lines: 1000, window: 10_000 };

/** Of one warning or error: by then it has been said. */
const REPEATED_WARNINGS: ThrottleSize = { lines: 100, window: 10_000 };

/** Everything that one library says. Any client can provoke some of it. */
const LIBRARY: ThrottleSize = { lines: 20, window: 10_000 };

/** pino's number of the level. */
const WARN = 40;

/** What must never stand in a log, should an error carry it: tokens of players, and passwords in addresses. */
const TOKEN = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;
const PASSWORD = /(\/\/[^/\s:@"]*:)[^/\s@"]+@/g;

export interface LogOptions {
  /** Where lines go; left out: standard output, readable where that is a terminal. */
  readonly destination?: { write(line: string): void };
  /** Monotonic ms. */
  readonly now?: () => number;
}

/** Structured lines (JSON), one each; errors are logged under `err`. On a terminal they are written for people. */
export function createLog(level: string, { destination, now = () => performance.now() }: LogOptions = {}): Log {
  const often = new Throttle(REPEATED, now);
  const warned = new Throttle(REPEATED_WARNINGS, now);
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    hooks: {
      logMethod(parameters, method, number) {
        const message = parameters.find((part) => typeof part === "string") ?? "";
        const { passes, leftOut } = (number >= WARN ? warned : often).admit(message);
        if (leftOut > 0) method.apply(this, [{ leftOut, of: message }, "log lines left out"]);
        if (passes) method.apply(this, parameters);
      },
      streamWrite: withoutSecrets,
    },
  };
  if (destination !== undefined) return pino(options, destination);
  return process.stdout.isTTY ? pino(options, pretty({ sync: true, ignore: "pid", translateTime: "SYS:HH:MM:ss.l" })) : pino(options);
}

function withoutSecrets(line: string): string {
  return line.replace(TOKEN, "[token]").replace(PASSWORD, "$1[password]@");
}

/** What a library logs, in the shape of `console`: one structured line each, and no flood of them. `now`: monotonic ms. */
export function createLibraryLog(log: Log, library: string, now: () => number) {
  const child = log.child({ library });
  const throttle = new Throttle(LIBRARY, now);

  function write(level: "debug" | "info" | "warn" | "error", parts: readonly unknown[]): void {
    if (!child.isLevelEnabled(level)) return;
    const { passes, leftOut } = throttle.admit(library);
    if (leftOut > 0) child.warn({ leftOut }, "log lines left out");
    // As a field: what libraries say is no message of ours, and each of them would count as one of its own.
    if (passes) child[level]({ said: format(...parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : part))) }, "a library says");
  }

  return {
    trace: (...parts: unknown[]) => write("debug", parts),
    debug: (...parts: unknown[]) => write("debug", parts),
    log: (...parts: unknown[]) => write("info", parts),
    info: (...parts: unknown[]) => write("info", parts),
    warn: (...parts: unknown[]) => write("warn", parts),
    error: (...parts: unknown[]) => write("error", parts),
  };
}

/** What libraries write to the console goes into the log, and so does what Node warns of. */
export function captureConsole(log: Log): void {
  Object.assign(
    console,
    createLibraryLog(log, "console", () => performance.now()),
  );
  const said = createLibraryLog(log, "node", () => performance.now());
  process.removeAllListeners("warning");
  process.on("warning", (warning) => said.warn(String(warning)));
}
