import { craftColor, cssColor } from "../game/render/palette.ts";
import type { Who } from "./hud-state.ts";

/** A player's name in the colour of their craft. */
export function PlayerName({ who }: { who: Who }) {
  return (
    <span className="who" style={{ color: cssColor(craftColor(who.color)) }}>
      {who.name}
    </span>
  );
}
