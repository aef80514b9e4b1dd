import { type Action, weaponOf } from "../game/input/bindings.ts";
import type { Texts } from "./texts/catalogue.ts";
import { weaponName } from "./words.ts";

/** An action as players read it. */
export function actionName(texts: Texts, action: Action): string {
  const weapon = weaponOf(action);
  if (weapon !== null) return texts.bindings.takeWeapon(weaponName(texts, weapon));
  const words: Readonly<Partial<Record<Action, string>>> = texts.bindings.actions;
  return words[action] ?? action;
}
