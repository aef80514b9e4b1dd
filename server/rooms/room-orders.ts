import type { Removal } from "../../shared/protocol/removal.ts";

/** What operators may ask of a room: this and nothing else. */
export type RoomOrder =
  | { readonly kind: "look" }
  /** By session or by player; the seat is not kept. */
  | { readonly kind: "remove"; readonly session?: string; readonly player?: string; readonly removal: Removal }
  /** To one session; null: to all. */
  | { readonly kind: "say"; readonly session: string | null; readonly text: string }
  | { readonly kind: "end" };

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

/** Answers to orders, in the same order of kinds: a view; how many were removed; nothing. */
export interface RoomAnswers {
  readonly look: RoomView;
  readonly remove: { readonly removed: number };
  readonly say: null;
  readonly end: null;
}

/** The method by which every room of ours takes orders, from whichever process they come. */
export const OBEY = "obey";
