/** Why keys cannot be bound: what a browser or the system does with them, whatever the page says. */
const RESERVED: readonly (readonly [RegExp, RefusalReason])[] = [
  [/^Escape$/, "way-out"],
  [/^(Backspace|Delete)$/, "clears"],
  [/^(Control|Alt|Meta|OS)(Left|Right)?$|^AltGraph$|^Fn/, "modifier"],
  [/^F5$|^BrowserRefresh$/, "reloads"],
  [/^F(1|6|7|10|11|12)$|^ContextMenu$|^Help$/, "browser"],
  [/^Browser|^Mouse[34]$/, "leaves"],
  [/^(CapsLock|NumLock|ScrollLock)$/, "lock"],
  [/^(PrintScreen|Power|Sleep|WakeUp|Eject|Launch\w+|Audio\w+|Media\w+|Unidentified)$|^$/, "system"],
];

export type RefusalReason = "way-out" | "clears" | "modifier" | "reloads" | "browser" | "leaves" | "lock" | "system";

/** Null where a code may be bound. */
export function refusalOf(code: string): RefusalReason | null {
  return RESERVED.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}
