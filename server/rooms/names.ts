import { NAME_MAX } from "../../shared/protocol/display-name.ts";

/** What a player without a name is called. */
const NAMELESS = "Pilot";

/** A name that nobody in `taken` has: the wanted one, or with a number after it that still fits into NAME_MAX characters. */
export function uniqueName(wanted: string | null, taken: Iterable<string>): string {
  const base = wanted ?? NAMELESS;
  const folded = new Set(Array.from(taken, fold));
  if (wanted !== null && !folded.has(fold(base))) return base;
  for (let number = wanted === null ? 1 : 2; ; number++) {
    const suffix = ` ${number}`;
    const name =
      [...base]
        .slice(0, NAME_MAX - suffix.length)
        .join("")
        .trimEnd() + suffix;
    if (!folded.has(fold(name))) return name;
  }
}

/** Names that differ in case alone are the same name to a reader. */
function fold(name: string): string {
  return name.toLowerCase();
}
