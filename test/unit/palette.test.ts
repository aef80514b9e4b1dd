import { describe, expect, test } from "vitest";
import { PALETTES, type Palette } from "../../client/game/render/palette.ts";
import { colorOf, contrastOf, distanceOf, type LinearColor, linearFromLightness, linearOf, seenBy, VISIONS } from "../../client/game/render/vision.ts";
import { TINTS } from "../../shared/content/tints.ts";

/**
 * OKLab distance at which colours of small, fast things can't be mistaken: ten times the 0.02 that is just noticed between large
 * fields side by side. For teams and for shots, where a mistake costs a life.
 */
const APART = 0.2;
/** Half of that for what stands still, is looked at, and has a shape of its own. */
const APART_STILL = 0.1;
/** Contrast with the ground. 4.5:1 is what WCAG 2.2 asks of small text (1.4.3) and more than the 3:1 of graphics (1.4.11): these move. */
const FROM_GROUND: Readonly<Record<keyof typeof PALETTES, number>> = { standard: 4.5, contrast: 7 };
/** Contrast with walls' lit tops, which shots fly in front of and marks lie next to: WCAG 2.2, 1.4.11. */
const FROM_WALLS = 3;

const cssColor = (css: string): LinearColor => linearOf(Number.parseInt(css.slice(1), 16));
const teamsOf = ({ crafts, teams }: Palette): number[] => teams.map((index) => crafts[index] ?? 0);
const shotsOf = ({ harmful, harmless }: Palette): number[] => [harmful, harmless];

/** The two of them that are closest under one vision. */
function closest(colors: readonly number[], vision: (typeof VISIONS)[number]): { pair: string; distance: number } {
  const pairs = colors.flatMap((one, index) =>
    colors.slice(index + 1).map((other) => ({
      pair: `${one.toString(16)} ${other.toString(16)}`,
      distance: distanceOf(seenBy(vision, linearOf(one)), seenBy(vision, linearOf(other))),
    })),
  );
  return pairs.reduce((least, each) => (each.distance < least.distance ? each : least));
}

describe.each(Object.entries(PALETTES))("the %s palette", (name, palette: Palette) => {
  describe.each(VISIONS)("seen with %s", (vision) => {
    test("keeps the teams apart", () => expect(closest(teamsOf(palette), vision).distance).toBeGreaterThan(APART));

    test("keeps shots that hurt apart from those that don't", () => expect(closest(shotsOf(palette), vision).distance).toBeGreaterThan(APART));

    test("keeps any two pickups apart", () => {
      const { pair, distance } = closest(Object.values(palette.pickups), vision);
      expect(distance, pair).toBeGreaterThan(APART_STILL);
    });

    test.each(Object.entries(TINTS))("stands out from the ground and the walls of %s", (_tint, { ground, topLit }) => {
      const least = FROM_GROUND[name === "contrast" ? "contrast" : "standard"];
      const from = (css: string) => (color: number) => contrastOf(seenBy(vision, linearOf(color)), seenBy(vision, cssColor(css)));
      const colors = [...palette.crafts, ...shotsOf(palette), ...Object.values(palette.pickups)];
      // To the tenth, as such figures are read.
      expect(Math.round(Math.min(...colors.map(from(ground))) * 10) / 10).toBeGreaterThanOrEqual(least);
      expect(Math.min(...shotsOf(palette).map(from(topLit)))).toBeGreaterThan(FROM_WALLS);
    });
  });

  test("has hurting shots warmer than harmless ones", () => {
    const warmth = (color: number): number => (color >> 16) - (color & 255);
    expect(warmth(palette.harmful)).toBeGreaterThan(warmth(palette.harmless) + 100);
  });

  test("gives teams of equal strength different hulls", () => expect(palette.teams[0] % 4).not.toBe(palette.teams[1] % 4));
});

test("the high-contrast palette stands out more than the standard one", () => {
  const least = (palette: Palette): number =>
    Math.min(...[...palette.crafts, ...Object.values(palette.pickups)].map((color) => contrastOf(linearOf(color), cssColor(TINTS.frost.ground))));
  expect(least(PALETTES.contrast)).toBeGreaterThan(least(PALETTES.standard));
});

describe("the simulation", () => {
  test("leaves greys as they are", () => {
    for (const vision of VISIONS) for (const grey of [0x000000, 0x808080, 0xffffff]) expect(colorOf(seenBy(vision, linearOf(grey)))).toBe(grey);
  });

  test("takes red and green of equal lightness for nearly the same where red or green is missing, and only there", () => {
    const red = linearFromLightness(0.65, 0.15, 40);
    const green = linearFromLightness(0.65, 0.15, 125);
    const seen = Object.fromEntries(VISIONS.map((vision) => [vision, distanceOf(seenBy(vision, red), seenBy(vision, green))]));
    expect(seen.usual).toBeGreaterThan(0.19);
    expect(seen.deuteranopia).toBeLessThan(0.09);
    expect(seen.tritanopia).toBeGreaterThan(0.12);
  });

  test("finds colours too close that are: the lights of pickups as they were once picked by eye", () => {
    const byEye = [0x8bea6b, 0x9fd8ff, 0xd58bff, 0xffc46b, 0xff8f6b, 0xfff27a];
    expect(closest(byEye, "usual").distance).toBeGreaterThan(APART_STILL);
    expect(closest(byEye, "deuteranopia").distance).toBeLessThan(0.02);
  });

  test("measures black and white as far apart as can be", () => {
    expect(distanceOf(linearOf(0), linearOf(0xffffff))).toBeCloseTo(1, 3);
    expect(contrastOf(linearOf(0), linearOf(0xffffff))).toBeCloseTo(21, 6);
  });
});
