/**
 * Craft colours, indexed by `SceneBody.color`. They differ in lightness as well as in hue, and neighbours in the list get
 * different hulls, so that two players can be told apart without telling their colours apart. White is left to the own rim.
 */
export const CRAFT_COLORS: readonly number[] = [
  0x63e6d2, 0xffd166, 0xb48cff, 0x8bea6b, 0xff7fa8, 0x5aa9ff, 0xff9b5c, 0xe9f28a, 0xd58bff, 0x43c59e, 0xff6f6f, 0x9fd8ff, 0xc9a06a, 0xf7b2e0, 0x6f8bff,
  0xb9f2c4,
];

/** Light of a shot that can hurt the player who looks: warmer than anything else. */
export const DANGER_LIGHT = 0xff8a3d;
/** Light of a shot that can't. */
export const SAFE_LIGHT = 0x7fd8ff;

/** 0xrrggbb for a colour index of any size. */
export function craftColor(index: number): number {
  return CRAFT_COLORS[index % CRAFT_COLORS.length] ?? 0xffffff;
}

/** How many hulls there are; a craft's hull is its colour index modulo this. */
export const HULL_COUNT = 4;

/** `#rrggbb` for style sheets and 2D canvases. */
export function cssColor(color: number): string {
  return `#${color.toString(16).padStart(6, "0")}`;
}
