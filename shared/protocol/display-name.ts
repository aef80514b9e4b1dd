/** Characters of a display name, counted as code points after normalising. */
export const NAME_MAX = 16;

/** Marks above one another: enough for every living script, too few to climb over the neighbouring lines. */
const MARKS_MAX = 2;

/** Control, format (directions, joiners), unassigned, private and lone surrogate characters; every separator but the plain space. */
const FORBIDDEN = /\p{C}|(?! )\p{Z}/u;

/** Letters and signs that are drawn as nothing: fillers, selectors, the blank Braille cell. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

const MARK_PILE = new RegExp(`\\p{M}{${MARKS_MAX + 1},}`, "u");
const STARTS_WITH_MARK = /^\p{M}/u;

export type NameRefusal = "empty" | "too long" | "not printable";

export type NameVerdict = { kind: "accepted"; name: string } | { kind: "refused"; why: NameRefusal };

/** Normalises (NFKC, single spaces, none at the ends) and judges a display name: 1 to NAME_MAX visible characters. */
export function judgeName(wanted: string): NameVerdict {
  const name = wanted.normalize("NFKC").replace(/ +/g, " ").replace(/^ | $/g, "");
  if (name === "") return { kind: "refused", why: "empty" };
  if (FORBIDDEN.test(name) || INVISIBLE.test(name) || MARK_PILE.test(name) || STARTS_WITH_MARK.test(name)) return { kind: "refused", why: "not printable" };
  if ([...name].length > NAME_MAX) return { kind: "refused", why: "too long" };
  return { kind: "accepted", name };
}
