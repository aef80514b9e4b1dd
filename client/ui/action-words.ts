import { type Action, type BoundDevice, weaponOf } from "../game/input/bindings.ts";
import type { RefusalReason } from "../game/input/reserved.ts";
import { weaponName } from "./words.ts";

const ACTION_WORDS: Readonly<Partial<Record<Action, string>>> = {
  up: "Move up",
  down: "Move down",
  left: "Move left",
  right: "Move right",
  "move-stick": "Move",
  "aim-stick": "Aim",
  fire: "Fire",
  dash: "Dash",
  "weapon-next": "Next weapon",
  "weapon-previous": "Previous weapon",
  scoreboard: "Scoreboard",
  pause: "Pause",
  "net-graph": "Net graph",
};

/** An action as players read it. */
export function actionName(action: Action): string {
  const weapon = weaponOf(action);
  return weapon === null ? (ACTION_WORDS[action] ?? action) : `Take ${weaponName(weapon).toLowerCase()}`;
}

export const DEVICE_WORDS: Readonly<Record<BoundDevice, string>> = { keyboard: "Keyboard and mouse", gamepad: "Controller" };

/** Why a key stays as it is, each after its name. */
export const REFUSAL_WORDS: Readonly<Record<RefusalReason, string>> = {
  "way-out": "always leads out of a match and out of panels.",
  clears: "clears a binding here.",
  modifier: "belongs to the browser's shortcuts: with it held, other keys would close or change the page.",
  reloads: "reloads the page.",
  browser: "opens something of the browser's.",
  leaves: "leaves the page.",
  lock: "is a lock: no page learns when it is let go.",
  system: "belongs to the system.",
};
