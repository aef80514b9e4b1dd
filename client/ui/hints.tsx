import { useSyncExternalStore } from "react";
import type { Bindings } from "../game/input/bindings.ts";
import type { Device } from "../game/input/devices.ts";
import { DashHint, FireHint, MoveHint, WeaponHint } from "./control-hints.tsx";
import type { HudStore } from "./hud-state.ts";
import type { Hint } from "./remembered.ts";
import { useTexts } from "./texts/language.ts";

interface HintsProps {
  store: HudStore;
  left: readonly Hint[];
  device: Device;
  controller: string | null;
  bindings: Bindings;
}

/** What a newcomer has not done yet, by the device in their hands; each goes away for good when done once. */
export function Hints({ store, left, ...hands }: HintsProps) {
  const { hints: texts } = useTexts();
  const { vitals, phase } = useSyncExternalStore(store.subscribe, store.read);
  if (left.length === 0 || vitals?.alive !== true || phase === "podium") return null;
  return (
    <ul className="hints halo" aria-label={texts.label}>
      {left.includes("move") && (
        <li>
          <MoveHint {...hands} />
        </li>
      )}
      {left.includes("move") && hands.device !== "keyboard" && (
        <li>
          <FireHint {...hands} />
        </li>
      )}
      {left.includes("dash") && (
        <li>
          <DashHint {...hands} />
        </li>
      )}
      {left.includes("weapon") && (
        <li>
          <WeaponHint {...hands} />
        </li>
      )}
    </ul>
  );
}
