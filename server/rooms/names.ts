import { NAME_MAX } from "../../shared/protocol/display-name.ts";
import type { TakenNames } from "../match/taken-names.ts";

/** What a player without a name is called. */
const NAMELESS = "Pilot";

/** A name that nobody in `taken` has: the wanted one, or with a number after it that still fits into NAME_MAX characters. */
export function uniqueName(wanted: string | null, taken: Pick<TakenNames, "has">): string {
  const base = wanted ?? NAMELESS;
  if (wanted !== null && !taken.has(base)) return base;
  // Cut anew only where the number grows by a digit: hundreds who give no name may come at once.
  let [cut, digits] = ["", 0];
  for (let number = wanted === null ? 1 : 2; ; number++) {
    const suffix = ` ${number}`;
    if (suffix.length !== digits) {
      digits = suffix.length;
      cut = cutTo(base, NAME_MAX - digits);
    }
    if (!taken.has(cut + suffix)) return cut + suffix;
  }
}

/** Characters, not code units. */
function cutTo(name: string, length: number): string {
  return [...name].slice(0, length).join("").trimEnd();
}
