import type { Code } from "../game/input/bindings.ts";
import type { Texts } from "./texts/catalogue.ts";

const KEYS: Readonly<Record<Code, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  ShiftLeft: "Shift",
  Backquote: "`",
  Minus: "-",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Semicolon: ";",
  Quote: "'",
  Comma: ",",
  Period: ".",
  Slash: "/",
};

/** The standard mapping's buttons as three families of controllers print them; the first is what is assumed of an unknown one. */
const PADS = {
  xbox: ["A", "B", "X", "Y", "LB", "RB", "LT", "RT", "View", "Menu", "L3", "R3", "↑", "↓", "←", "→", "Home"],
  playstation: ["✕", "○", "□", "△", "L1", "R1", "L2", "R2", "Create", "Options", "L3", "R3", "↑", "↓", "←", "→", "PS"],
  nintendo: ["B", "A", "Y", "X", "L", "R", "ZL", "ZR", "−", "+", "L3", "R3", "↑", "↓", "←", "→", "Home"],
} as const;

/** A controller's family by the name that it gives itself: makers and, in hexadecimal, their numbers. */
function familyOf(id: string | null): keyof typeof PADS {
  if (id === null) return "xbox";
  if (/playstation|dualsense|dualshock|054c/i.test(id)) return "playstation";
  return /nintendo|joy-?con|057e/i.test(id) ? "nintendo" : "xbox";
}

/** Places on devices that go by a word. */
const WORDS: Readonly<Record<Code, Exclude<keyof Texts["keys"], "button" | "numpad">>> = {
  ShiftRight: "rightShift",
  Mouse0: "leftClick",
  Mouse1: "wheelClick",
  Mouse2: "rightClick",
  WheelUp: "wheelUp",
  WheelDown: "wheelDown",
  StickLeft: "leftStick",
  StickRight: "rightStick",
};

/** What is printed on a key or button, or what it is called. `controller`: the name that the controller gives itself. */
export function glyphOf({ keys: texts }: Texts, code: Code, controller: string | null): string {
  const word = WORDS[code];
  if (word !== undefined) return texts[word];
  const button = /^Pad(\d+)$/.exec(code)?.[1];
  if (button !== undefined) return PADS[familyOf(controller)][Number(button)] ?? texts.button(button);
  const pad = /^Numpad(\w+)$/.exec(code)?.[1];
  if (pad !== undefined) return texts.numpad(pad);
  return KEYS[code] ?? code.replace(/^(Key|Digit)/, "");
}
