/** Why an operator took a player out, in words that the player reads. */
export interface Removal {
  kind: "kicked" | "banned";
  /** As the operator wrote it; may be empty. */
  reason: string;
  /** ms since 1970, for a ban; null: for ever, or not banned at all. */
  until: number | null;
}

/** Characters of a reason, and of what is announced. */
export const WORDS_MAX = 300;
