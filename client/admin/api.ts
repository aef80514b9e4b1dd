import { refusalOf } from "../matchmaking/requests.ts";

/** What the server tells of itself, as `server/http/operators` answers. */
export interface Me {
  operator: string;
  role: "viewer" | "moderator" | "admin";
  csrf: string;
}

export interface Guest {
  session: string;
  player: string;
  name: string;
  body: number;
  isConnected: boolean;
  network: string;
  since: number;
}

export interface Room {
  roomId: string;
  name: string;
  processId: string;
  createdAt: number;
  view: {
    mode: string;
    map: string;
    bots: number;
    achievedRate: number;
    tickRate: number;
    tickP99: number;
    bytesPerGuest: number;
    isPrivate: boolean;
    guests: Guest[];
  } | null;
}

export interface Process {
  id: string;
  address: string;
  region: string;
  state: string;
  players: number;
  rooms: number;
  isOverloaded: boolean;
}

/** A limit as it holds now; `configured`: as this process was started. */
export interface Limit {
  variable: string;
  meaning: string;
  takes: string;
  value: number;
  configured: number;
  isChanged: boolean;
}

export interface Rotation {
  mode: string;
  /** In turn; none: the mode is closed. */
  maps: string[];
  all: string[];
  isChanged: boolean;
}

export interface State {
  me: Me;
  version: string;
  processId: string;
  processes: Process[];
  rooms: Room[];
  maintenance: string | null;
  motd: string | null;
  limits: Limit[];
  rotations: Rotation[];
}

export interface HistoryPoint {
  at: number;
  players: number;
  ticks: number;
  bytes: number;
  errors: number;
}

export interface AuditEntry {
  id: string;
  at: number;
  operator: string;
  action: string;
  target: string;
  detail: string;
}

export interface RestrictionEntry {
  id: string;
  kind: string;
  target: string;
  reason: string;
  operator: string;
  created_at: number;
  expires_at: number | null;
  lifted_at: number | null;
  lifted_by: string | null;
}

/** Does something, and shows what came of it: `done`, or why it was not. Resolves with whether it was done. */
export type Act = (action: Record<string, unknown>, done: string) => Promise<boolean>;

export const OPERATORS_PATH = "/api/operators";

/** Asks below OPERATORS_PATH. `csrf`: of the session, for whatever does something. @throws {ProblemRefusal} with the server's words */
export async function askOperators(
  path: string,
  { method = "GET", body, csrf = "" }: { method?: string; body?: unknown; csrf?: string } = {},
): Promise<unknown> {
  const answer = await fetch(OPERATORS_PATH + path, {
    method,
    cache: "no-store",
    headers: { "X-CSRF-Token": csrf, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw await refusalOf(answer);
  return answer.status === 204 ? undefined : await answer.json();
}

/** Does something; resolves with null, or with why it was not done. */
export async function actAs({ csrf }: Me, action: Record<string, unknown>): Promise<string | null> {
  return told(askOperators("/actions", { method: "POST", body: action, csrf }));
}

/** Null where it went well; else the server's words, or that it does not answer. */
export async function told(asking: Promise<unknown>): Promise<string | null> {
  try {
    await asking;
    return null;
  } catch (error) {
    if (error instanceof TypeError) return "The server does not answer.";
    if (error instanceof Error) return error.message;
    throw error;
  }
}
