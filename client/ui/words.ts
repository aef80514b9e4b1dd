import { WEAPONS } from "../../shared/content/weapons.ts";
import type { Texts } from "./texts/catalogue.ts";

/** A map, mode, weapon or pickup as players read it: by its own title where the language has no word for it. */
export function contentName(texts: Texts, content: { name: string; title: string }): string {
  return texts.content[content.name] ?? content.title;
}

/** A weapon as players read it, by its index. */
export function weaponName(texts: Texts, weapon: number): string {
  const data = WEAPONS[weapon];
  return data === undefined ? texts.hud.newWeapon : contentName(texts, data);
}

/** m:ss */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
