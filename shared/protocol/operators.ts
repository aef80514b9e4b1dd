import type { ModeName } from "../content/modes.ts";

/** What operators' pages are told below this, and the requests by which they act. */
export const OPERATORS_PATH = "/api/operators";

/** What operators may do, each all that the one before may: see; take players out and mute them; everything else. */
export const ROLES = ["viewer", "moderator", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** An operator who is signed in. */
export interface SignedIn {
  readonly operator: string;
  readonly role: Role;
  /** To be said beside the cookie wherever something is done. */
  readonly csrf: string;
}

/** A process of the service as operators see it. */
export interface ProcessView {
  readonly id: string;
  readonly address: string;
  readonly region: string;
  readonly state: string;
  readonly players: number;
  readonly rooms: number;
  readonly isOverloaded: boolean;
}

/** Somebody who has a seat. */
export interface RoomGuest {
  readonly session: string;
  readonly player: string;
  readonly name: string;
  /** Plays, with this body; 0: watches. */
  readonly body: number;
  readonly isConnected: boolean;
  /** Where the connection comes from, as limits count it; empty where there is none. */
  readonly network: string;
  /** ms since they came by the present connection. */
  readonly since: number;
}

/** What an operator sees of a room. */
export interface RoomView {
  readonly mode: string;
  readonly map: string;
  readonly bots: number;
  /** Ticks per second as they were, of `tickRate`; 0 where nothing ticks. */
  readonly achievedRate: number;
  readonly tickRate: number;
  /** ms */
  readonly tickP99: number;
  /** Bytes per second and connection, in the last seconds. */
  readonly bytesPerGuest: number;
  readonly isPrivate: boolean;
  readonly guests: readonly RoomGuest[];
}

/** A room of the service, in whichever process. */
export interface RoomRow {
  readonly roomId: string;
  readonly name: string;
  readonly processId: string;
  readonly locked: boolean;
  /** ms since 1970. */
  readonly createdAt: number;
  /** Null: it did not answer. */
  readonly view: RoomView | null;
}

/** A limit as it holds now, for the whole service or, where nobody has said so, as this process was configured. */
export interface LimitView {
  readonly variable: string;
  readonly meaning: string;
  readonly takes: string;
  readonly value: number;
  readonly configured: number;
  readonly isChanged: boolean;
}

/** The maps of a mode. */
export interface RotationView {
  readonly mode: ModeName;
  /** In turn; none: the mode is not played. */
  readonly maps: readonly string[];
  /** All that the mode has. */
  readonly all: readonly string[];
  readonly isChanged: boolean;
}

/** What is going on, and who asks. */
export interface OperatorsState {
  readonly me: SignedIn;
  readonly version: string;
  /** Which process answers. */
  readonly processId: string;
  readonly processes: readonly ProcessView[];
  readonly rooms: readonly RoomRow[];
  /** The words of each; null: there are none. */
  readonly maintenance: string | null;
  readonly motd: string | null;
  readonly limits: readonly LimitView[];
  readonly rotations: readonly RotationView[];
}

/** The whole service at a time, or in the period before it. */
export interface HistoryPoint {
  /** ms since 1970. */
  readonly at: number;
  readonly players: number;
  /** Per second. */
  readonly ticks: number;
  readonly bytes: number;
  readonly errors: number;
}

export interface AuditEntry {
  id: string;
  at: number;
  operator: string;
  action: string;
  /** Whom or what it was done to: a player, a match, a process; may be empty. */
  target: string;
  /** JSON. */
  detail: string;
}

/** What a player, or whoever comes from an address, may not do. */
export interface RestrictionEntry {
  id: string;
  /** A `RestrictionKind`. */
  kind: string;
  /** A player's id, or a network. */
  target: string;
  reason: string;
  operator: string;
  created_at: number;
  /** Null: for ever. */
  expires_at: number | null;
  lifted_at: number | null;
  lifted_by: string | null;
}
