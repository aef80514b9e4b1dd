import { parseArgs } from "node:util";
import { MODES, type ModeName, modeNamed } from "../../shared/content/modes.ts";
import { UsageError, wholeNumber } from "../usage.ts";

/** What a run of the load tool is for. */
export type LoadWish =
  /** This many players in matches of a mode. */
  | { kind: "match"; players: number; mode: ModeName; seconds: number; url: string | null }
  /** More and more players until something gives. */
  | { kind: "knee"; players: number; mode: ModeName; seconds: number }
  /** Connections to the lobby that do nothing. */
  | { kind: "lobby"; connections: number; seconds: number; url: string | null };

export interface LoadOptions {
  wish: LoadWish;
  /** File that the report is written to as JSON as well; null for none. */
  json: string | null;
}

/** As many as a room may hold (MAX_PLAYERS). */
export const PLAYERS_MAX = 1000;
/** Ports of one address pair end near 28,000, and file descriptors before. */
export const CONNECTIONS_MAX = 20_000;
const SECONDS_MAX = 3600;

/** s: what a run takes where nothing is said; a step on the way to the knee, and a look at idle connections, are shorter. */
const SECONDS = { match: 60, knee: 20, lobby: 30 };

export const USAGE = `Usage: npm run load -- [--players <n>] [--mode <mode>] [--seconds <n>] [--url <address>] [--json <file>]
       npm run load -- --until-it-breaks [--players <first>] [--mode <mode>] [--seconds <per step>]
       npm run load -- --connections <n> [--seconds <n>] [--url <address>]
  --players          1 to ${PLAYERS_MAX}; 100 unless said otherwise
  --mode             ${Object.keys(MODES).join(", ")}
  --seconds          1 to ${SECONDS_MAX}, after everybody has joined
  --url              a server on this machine that runs already; without it one is started
  --connections      1 to ${CONNECTIONS_MAX} idle connections to the lobby
  --until-it-breaks  more players in steps until something gives
  --json             file to write the report to, beside the table`;

/** @throws {UsageError} that says which word is wrong and what it takes */
export function readOptions(words: readonly string[]): LoadOptions {
  const values = parse(words);
  const url = values.url === undefined ? null : loopback(values.url);
  const json = values.json ?? null;
  if (values.connections !== undefined) {
    if (values.players !== undefined || values.mode !== undefined || values["until-it-breaks"] === true) {
      throw new UsageError("--connections stands for idle connections to the lobby: leave --players, --mode and --until-it-breaks out.");
    }
    const connections = wholeNumber("--connections", values.connections, CONNECTIONS_MAX);
    return { wish: { kind: "lobby", connections, seconds: secondsOf(values.seconds, SECONDS.lobby), url }, json };
  }
  const players = wholeNumber("--players", values.players ?? "100", PLAYERS_MAX);
  const mode = modeNamed(values.mode ?? "arena")?.name;
  if (mode === undefined) throw new UsageError(`--mode is ${values.mode}; it takes ${Object.keys(MODES).join(", ")}.`);
  if (values["until-it-breaks"] !== true) return { wish: { kind: "match", players, mode, seconds: secondsOf(values.seconds, SECONDS.match), url }, json };
  if (url !== null) throw new UsageError("--until-it-breaks starts its own server for each step: leave --url out.");
  return { wish: { kind: "knee", players, mode, seconds: secondsOf(values.seconds, SECONDS.knee) }, json };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        players: { type: "string" },
        mode: { type: "string" },
        seconds: { type: "string" },
        url: { type: "string" },
        json: { type: "string" },
        connections: { type: "string" },
        "until-it-breaks": { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function secondsOf(given: string | undefined, otherwise: number): number {
  return given === undefined ? otherwise : wholeNumber("--seconds", given, SECONDS_MAX);
}

/** Load on somebody else's machine is an attack: only this one's addresses are taken. */
function loopback(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url?.protocol !== "http:" || !["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) {
    throw new UsageError(`--url is ${given}; it takes an http address of this machine, such as http://127.0.0.1:2567.`);
  }
  return url.origin;
}
