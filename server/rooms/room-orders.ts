import type { RoomView } from "../../shared/protocol/operators.ts";
import type { Removal } from "../../shared/protocol/removal.ts";

/** What operators may ask of a room: this and nothing else. */
export type RoomOrder =
  | { readonly kind: "look" }
  /** The seat is not kept. */
  | { readonly kind: "remove"; readonly session: string; readonly removal: Removal }
  /** To one session; null: to all. */
  | { readonly kind: "say"; readonly session: string | null; readonly text: string }
  | { readonly kind: "end" };

/** Answers to orders, in the same order of kinds: a view; whether somebody was removed; nothing. */
export interface RoomAnswers {
  readonly look: RoomView;
  readonly remove: { readonly removed: boolean };
  readonly say: null;
  readonly end: null;
}

/** The method by which every room of ours takes orders, from whichever process they come. */
export const OBEY = "obey";
