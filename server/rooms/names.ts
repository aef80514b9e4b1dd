import { NAME_MAX } from "../../shared/protocol/display-name.ts";

/** What a player without a name is called. */
const NAMELESS = "Pilot";

/** A name that nobody in `taken` has: the wanted one, or with a number after it that still fits into NAME_MAX characters. */
export function uniqueName(wanted: string | null, taken: Iterable<string>): string {
  const base = wanted ?? NAMELESS;
  const folded = new Set(Array.from(taken, fold));
  if (wanted !== null && !folded.has(fold(base))) return base;
  // Cut anew only where the number grows by a digit: hundreds who give no name may come at once.
  let [cut, digits] = ["", 0];
  for (let number = wanted === null ? 1 : 2; ; number++) {
    const suffix = ` ${number}`;
    if (suffix.length !== digits) {
      digits = suffix.length;
      cut = cutTo(base, NAME_MAX - digits);
    }
    if (!folded.has(fold(cut + suffix))) return cut + suffix;
  }
}

/** Characters, not code units. */
function cutTo(name: string, length: number): string {
  return [...name].slice(0, length).join("").trimEnd();
}

/** Names that differ in case alone are the same name to a reader. */
function fold(name: string): string {
  return name.toLowerCase();
}
