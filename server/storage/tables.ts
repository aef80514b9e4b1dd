import type { AuditEntry, RestrictionEntry } from "../../shared/protocol/operators.ts";

/** The tables as the code of this version sees them. Times are ms since 1970, truth values 0 or 1, ids text. */
export interface Tables {
  migrations: MigrationRow;
  players: PlayerRow;
  signing_keys: SigningKeyRow;
  ratings: RatingRow;
  results: ResultRow;
  result_players: ResultPlayerRow;
  operators: OperatorRow;
  operator_sessions: OperatorSessionRow;
  audit: AuditEntry;
  restrictions: RestrictionEntry;
  settings: SettingRow;
  history: HistoryRow;
}

export interface MigrationRow {
  name: string;
  applied_at: number;
}

export interface PlayerRow {
  id: string;
  /** As last played under; empty before the first match. */
  name: string;
  /** SHA-256 of the secret that renews the player's token next, in base64url. */
  renewal_hash: string;
  /** Of the secret before it; null for who never renewed. */
  renewal_previous_hash: string | null;
  renewed_at: number;
  created_at: number;
  seen_at: number;
}

export interface SigningKeyRow {
  kid: string;
  /** 32 bytes in base64url. */
  secret: string;
  created_at: number;
  /** When it stopped to sign; null while it signs. What it signed is still believed for as long as a token lives. */
  retired_at: number | null;
}

export interface RatingRow {
  player_id: string;
  mode: string;
  mu: number;
  sigma: number;
  /** The one number that people are shown, and that boards are ordered by. */
  shown: number;
  /** Rated matches played. */
  matches: number;
  updated_at: number;
}

export interface ResultRow {
  match_id: string;
  mode: string;
  map: string;
  /** Null where the server was given no region. */
  region: string | null;
  started_at: number;
  ended_at: number;
  ranked: number;
}

export interface ResultPlayerRow {
  match_id: string;
  player_id: string;
  team: number;
  /** 1 is the winner's. */
  place: number;
  kills: number;
  deaths: number;
  score: number;
  forfeited: number;
  /** Shown numbers; null where the match changed no rating. */
  rating_before: number | null;
  rating_after: number | null;
}

/** Who runs the service, and what they may do. */
export interface OperatorRow {
  name: string;
  /** A `Role`. */
  role: string;
  /** As `hashPassword` makes it. */
  password: string;
  created_at: number;
}

export interface OperatorSessionRow {
  /** SHA-256 of the secret in the cookie, in base64url. */
  token_hash: string;
  operator: string;
  /** What the page has to say beside the cookie for anything to be done. */
  csrf: string;
  created_at: number;
  expires_at: number;
}

export interface SettingRow {
  name: string;
  value: string;
  changed_at: number;
}

/** What a process noted of itself for a time; see `History`. */
export interface HistoryRow {
  process_id: string;
  /** ms since 1970, in whole periods. */
  at: number;
  players: number;
  /** Per second. */
  ticks: number;
  bytes: number;
  errors: number;
}
