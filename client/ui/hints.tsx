import { useSyncExternalStore } from "react";
import type { HudStore } from "./hud-state.ts";
import type { Hint } from "./remembered.ts";

/** What a newcomer has not done yet; each goes away for good when done once. */
export function Hints({ store, left }: { store: HudStore; left: readonly Hint[] }) {
  const { vitals, phase } = useSyncExternalStore(store.subscribe, store.read);
  if (left.length === 0 || vitals?.alive !== true || phase === "podium") return null;
  return (
    <ul className="hints halo" aria-label="Controls">
      {left.includes("move") && (
        <li>
          <kbd>W</kbd>
          <kbd>A</kbd>
          <kbd>S</kbd>
          <kbd>D</kbd> move
        </li>
      )}
      {left.includes("dash") && (
        <li>
          <kbd>Shift</kbd> dash
        </li>
      )}
      {left.includes("weapon") && (
        <li>
          <kbd>2</kbd> or wheel: rail
        </li>
      )}
    </ul>
  );
}
