import type { PickupKind } from "../../../shared/content/map-data.ts";

/** What is told apart by colour on the screen, 0xrrggbb each. Everything here differs in shape as well. */
export interface Palette {
  /**
   * Craft colours, indexed by `SceneBody.color`. They differ in lightness as well as in hue, and neighbours in the list get
   * different hulls, so that two players can be told apart without telling their colours apart. White is left to the own rim.
   */
  crafts: readonly number[];
  /** Which of the craft colours stand for teams 1 and 2. */
  teams: readonly [number, number];
  /** Light of a shot that can hurt the player who looks: warmer than anything else. */
  harmful: number;
  /** Light of a shot that can't. */
  harmless: number;
  /** Light of what lies on a pad. */
  pickups: Readonly<Record<PickupKind, number>>;
}

/** Chosen with `npm run palette -- search` so that they stay apart under every kind of colour blindness; a test holds them to it. */
export const PALETTES = {
  standard: {
    crafts: [
      0x63e6d2, 0xffd166, 0xb48cff, 0x8bea6b, 0xff7fa8, 0x5aa9ff, 0xff9b5c, 0xe9f28a, 0xd58bff, 0x43c59e, 0xff6f6f, 0x9fd8ff, 0xc9a06a, 0xf7b2e0, 0x6f8bff,
      0xb9f2c4,
    ],
    teams: [5, 6],
    harmful: 0xff9a3c,
    harmless: 0x7fd8ff,
    pickups: { health: 0x8bffd0, shield: 0x2ac0de, rail: 0x9172fe, scatter: 0xe9b84a, mortar: 0xbf7f69, overcharge: 0xffff30 },
  },
  contrast: {
    crafts: [
      0x63e6d2, 0xffd166, 0xba98ff, 0x8bea6b, 0xff97b6, 0x6ab1ff, 0xffa300, 0xe9f28a, 0xd792ff, 0x43c59e, 0xff9b9b, 0x9fd8ff, 0xceaa7e, 0xf7b2e0, 0x94a6ff,
      0xb9f2c4,
    ],
    teams: [5, 6],
    harmful: 0xf1a627,
    harmless: 0x64c3ff,
    pickups: { health: 0x65c016, shield: 0x9ee8f8, rail: 0xc4a6fe, scatter: 0xffd932, mortar: 0xf99da2, overcharge: 0xf9ffc0 },
  },
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof PALETTES;

export function isPaletteName(name: string): name is PaletteName {
  return Object.hasOwn(PALETTES, name);
}

let inForce: Palette = PALETTES.standard;

/** The one screen that there is has one palette; what was drawn with another is to be drawn anew. */
export function choosePalette(name: PaletteName): void {
  inForce = PALETTES[name];
}

export function palette(): Palette {
  return inForce;
}

/** 0xrrggbb for a colour index of any size. */
export function craftColor(index: number): number {
  return inForce.crafts[index % inForce.crafts.length] ?? 0xffffff;
}

/** How many hulls there are; a craft's hull is its colour index modulo this. */
export const HULL_COUNT = 4;

/** `#rrggbb` for style sheets and 2D canvases. */
export function cssColor(color: number): string {
  return `#${color.toString(16).padStart(6, "0")}`;
}
