import type { Hint } from "./remembered.ts";

/** What a newcomer has not done yet; each goes away for good when done once. */
export function Hints({ left }: { left: readonly Hint[] }) {
  if (left.length === 0) return null;
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
