import { WEAPONS } from "../../shared/content/weapons.ts";

/** A weapon as players read it, by its index. */
export function weaponName(weapon: number): string {
  return WEAPONS[weapon]?.title ?? "Something new";
}

/** 1st, 2nd, 3rd, 4th, … */
export function ordinal(place: number): string {
  const tens = place % 100;
  if (tens >= 11 && tens <= 13) return `${place}th`;
  return `${place}${["th", "st", "nd", "rd"][place % 10] ?? "th"}`;
}

/** m:ss */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
