import { useEffect } from "react";
import type { Code } from "../game/input/bindings.ts";
import { codesDown } from "../game/input/gamepad.ts";
import { gamepads } from "./player-devices.ts";

/** Part of a stick's way from which it goes to the next entry. */
const TILT = 0.6;

const STEPS: Readonly<Record<Code, number>> = { Pad12: -1, Pad14: -1, TiltUp: -1, Pad13: 1, Pad15: 1, TiltDown: 1 };

/** Menus by controller: the cross or a stick goes from entry to entry, the lowest button presses, the right one and the menu button go back. */
export function usePadMenu(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    let before: readonly Code[] | null = null;
    let request = 0;
    const look = (): void => {
      request = requestAnimationFrame(look);
      const codes = gamepads().flatMap((pad) => (pad === null ? [] : [...codesDown(pad), ...tiltOf(pad)]));
      const fresh = before === null ? [] : codes.filter((code) => before?.includes(code) === false);
      before = codes;
      // Whoever is asked for a binding presses buttons for that.
      if (document.querySelector("[data-asked]") === null) for (const code of fresh) press(code);
    };
    look();
    return () => cancelAnimationFrame(request);
  }, [active]);
}

function tiltOf({ axes }: Gamepad): Code[] {
  const y = axes[1] ?? 0;
  return y > TILT ? ["TiltDown"] : y < -TILT ? ["TiltUp"] : [];
}

function press(code: Code): void {
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  const step = STEPS[code];
  if (step !== undefined) moveFocus(dialog ?? document.body, step);
  else if (code === "Pad0") {
    if (document.activeElement instanceof HTMLElement) document.activeElement.click();
  } else if (code === "Pad1" || code === "Pad9") dialog?.dispatchEvent(new Event("cancel", { cancelable: true }));
}

function moveFocus(within: Element, step: number): void {
  const entries = [...within.querySelectorAll("button:not(:disabled), input, a[href]")].filter(
    (entry): entry is HTMLElement => entry instanceof HTMLElement && entry.checkVisibility(),
  );
  const at = entries.findIndex((entry) => entry.matches(":focus"));
  const next = at < 0 ? 0 : (at + step + entries.length) % entries.length;
  entries[next]?.focus();
}
