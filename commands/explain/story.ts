import { closeName } from "../../server/operations/metrics/connection-metrics.ts";
import type { LogLine } from "./lines.ts";

/** Of a room: what happens to all who are in it. */
const OF_ROOMS = new Set(["match opened", "match closed", "room failed", "room did not end", "ticks are missing"]);

/** Of a process: what happens to all who are in one of its rooms. */
const OF_PROCESSES = new Set(["server started", "shutting down", "drain", "uncaught exception", "unhandled rejection", "Redis is away", "Redis is back"]);

/** What belongs to the story of one player, in order. */
export class Story {
  readonly #player: string;
  readonly #own: LogLine[] = [];
  readonly #around: LogLine[] = [];

  constructor(player: string) {
    this.#player = player;
  }

  hear(line: LogLine): void {
    if (line.player === this.#player || line.players?.includes(this.#player) === true) this.#own.push(line);
    else if (OF_ROOMS.has(line.msg) || OF_PROCESSES.has(line.msg)) this.#around.push(line);
  }

  /** By time, from one or many processes. Empty when nothing names the player. */
  get lines(): LogLine[] {
    const own = [...this.#own].sort(byTime);
    const stays = staysOf(own);
    const around = this.#around.filter((line) => stays.some((stay) => concerns(line, stay)));
    return [...own, ...around].sort(byTime);
  }
}

/** While a player was in a room of a process. Times as they stand in the log: ISO, so that text is in order. */
interface Stay {
  readonly room: string;
  readonly pid: number | undefined;
  readonly from: string;
  until: string | null;
}

function staysOf(own: readonly LogLine[]): Stay[] {
  const stays: Stay[] = [];
  for (const { msg, room, pid, time } of own) {
    if (room === undefined) continue;
    const open = stays.findLast((stay) => stay.room === room && stay.until === null);
    if (msg === "left") {
      if (open !== undefined) open.until = time;
    } else if (open === undefined && (msg === "joined" || msg === "came back" || msg === "seat given")) stays.push({ room, pid, from: time, until: null });
  }
  return stays;
}

/** A room is opened before its first player is in it, and closed after the last has left. */
const SPAN_MS = 10_000;

function concerns(line: LogLine, { room, pid, from, until }: Stay): boolean {
  const at = Date.parse(line.time);
  if (at < Date.parse(from) - SPAN_MS || (until !== null && at > Date.parse(until) + SPAN_MS)) return false;
  return OF_ROOMS.has(line.msg) ? line.room === room : line.pid === pid;
}

function byTime(one: LogLine, other: LogLine): number {
  return one.time < other.time ? -1 : one.time > other.time ? 1 : 0;
}

/** What each message means for the player, from its fields. */
const WORDS: Readonly<Record<string, (line: LogLine) => string>> = {
  "player admitted": ({ isNew }) => (isNew === true ? "came for the first time, and got a token" : "came back to the page, and got a new token"),
  "ticket opened": ({ ticket, mode }) => `queued for ${mode}, ticket ${ticket}`,
  "ticket expired": ({ ticket, why }) => `ticket ${ticket} expired: ${why}`,
  "match made": ({ room, mode, region, ranked }) => `was matched for ${mode} in region ${region}${ranked === true ? ", for rating" : ""}: match ${room}`,
  "seat given": ({ room, mode, session }) => `got a seat in ${mode} ${room} (session ${session})`,
  "seat refused": ({ status, title }) => `got no seat: ${title} (${status})`,
  joined: ({ room, connection }) => `joined ${room} by connection ${connection}`,
  "came back": ({ room, connection }) => `came back to ${room} by connection ${connection}`,
  "connection lost, seat kept": ({ room, code }) => `lost the connection to ${room} (${codeOf(code)}); the seat is kept`,
  "connection ended": ({ room, code }) => `was cut off from ${room} by the server: ${codeOf(code)}`,
  left: ({ room, code }) => `is out of ${room} (${codeOf(code)})`,
  "result kept": ({ match, mode, ranked, outcome }) => `the result of ${mode} ${match} is kept${ranked === true ? ", and counts" : ""} (${outcome})`,
  "match opened": ({ room, mode, map }) => `${mode} ${room} was opened on ${map}`,
  "match closed": ({ room }) => `${room} was closed`,
  "room failed": ({ room, where }) => `${room} failed in ${where}, and ended`,
  "server started": ({ version }) => `the process started, version ${version}`,
  drain: ({ life }) => DRAINS[kindOf(life)] ?? "the process drains",
  "shutting down": ({ reason }) => `the process ends: ${reason}`,
  "ticks are missing": ({ room, achievedRate }) => `${room} was too slow: ${achievedRate} ticks per second`,
};

const DRAINS: Readonly<Record<string, string>> = {
  serving: "the process serves again",
  draining: "the process takes nobody in any more, and lets its matches end",
  ended: "the process has drained",
};

function kindOf(life: unknown): string {
  return typeof life === "object" && life !== null && "kind" in life ? String(life.kind) : "";
}

function codeOf(code: unknown): string {
  return typeof code === "number" && code !== 0 ? `${closeName(code)}, ${code}` : "seat not kept any longer";
}

/** A column each: time, ms since the line before, process, what happened. */
export function written(lines: readonly LogLine[]): string {
  let before = lines[0]?.time ?? "";
  const rows = lines.map((line) => {
    const since = Date.parse(line.time) - Date.parse(before);
    before = line.time;
    return `${line.time}  ${`+${since}`.padStart(8)} ms  ${String(line.pid ?? "").padStart(7)}  ${told(line)}`;
  });
  return rows.join("\n");
}

/** Whatever has no words of its own is told with its fields, but those that stand elsewhere. */
function told(line: LogLine): string {
  const words = WORDS[line.msg];
  if (words !== undefined) return words(line);
  const { time, level, msg, pid, player, players, ...fields } = line;
  return Object.keys(fields).length === 0 ? msg : `${msg} ${JSON.stringify(fields)}`;
}
