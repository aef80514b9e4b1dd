import { useLayoutEffect } from "react";
import type { Motion } from "../game/motion.ts";
import { choosePalette, type PaletteName } from "../game/render/palette.ts";
import type { TextSize } from "../game/text-size.ts";

/** How the page is to look and move, by the player's choice. */
export interface Appearance {
  textSize: TextSize;
  motion: Motion;
  palette: PaletteName;
}

/** Tells the style sheet and the colours of names what the player chose. */
export function useAppearance({ textSize, motion, palette }: Appearance): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset.textSize = textSize;
    dataset.motion = motion;
    dataset.palette = palette;
    choosePalette(palette);
  }, [textSize, motion, palette]);
}
