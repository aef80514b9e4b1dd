/** How a craft looks to everybody: the player's choice, which never says anything of strength. */
export interface CraftLook {
  /** 0..COLOR_COUNT-1, an index into the palette; left out, the match gives one. */
  color?: number;
  /** Index into TRAILS. */
  trail: number;
}

/** Colours of craft that can be told apart: every palette has as many. */
export const COLOR_COUNT = 16;

/** The ribbons of light that a craft leaves behind: shapes only. The first is everybody's. */
export const TRAILS = ["short", "long", "twins", "dashes", "pulse", "braid"] as const;

export type Trail = (typeof TRAILS)[number];
