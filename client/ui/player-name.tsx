import { liveryColor } from "../game/render/livery.ts";
import { cssColor } from "../game/render/palette.ts";
import type { Who } from "./hud-state.ts";

/** A player's name in the colour of their craft as it is flown: the team's, where there are teams. */
export function PlayerName({ who }: { who: Who }) {
  return (
    <span className="who" style={{ color: cssColor(liveryColor(who)) }}>
      {who.name}
    </span>
  );
}
