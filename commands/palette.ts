import { PALETTES, type Palette } from "../client/game/render/palette.ts";
import { colorOf, contrastOf, distanceOf, type LinearColor, linearFromLightness, linearOf, seenBy, VISIONS } from "../client/game/render/vision.ts";
import { TINTS } from "../shared/content/tints.ts";

/**
 * `npm run palette`: how far the colours that must not be mistaken are apart, for every kind of colour blindness.
 * `npm run palette -- search [seed]`: looks for such colours within the hues that `ROLES` allows.
 */

/** What a colour may be: ranges of OKLab lightness, chroma and hue (degrees). Hues keep their meaning; the search has the rest. */
interface Role {
  name: string;
  lightness: readonly [number, number];
  chroma: readonly [number, number];
  hue: readonly [number, number];
}

/** Colours of one group are told apart from each other. */
const ROLES: Readonly<Record<string, readonly Role[]>> = {
  teams: [
    { name: "team 1, cool", lightness: [0.6, 0.85], chroma: [0.1, 0.2], hue: [230, 275] },
    { name: "team 2, warm", lightness: [0.7, 0.95], chroma: [0.1, 0.2], hue: [40, 105] },
  ],
  shots: [
    { name: "harmful, warmest of all", lightness: [0.68, 0.85], chroma: [0.13, 0.22], hue: [35, 75] },
    { name: "harmless, cool", lightness: [0.8, 0.95], chroma: [0.05, 0.16], hue: [190, 250] },
  ],
  pickups: [
    { name: "health", lightness: [0.6, 0.92], chroma: [0.08, 0.24], hue: [135, 165] },
    { name: "shield", lightness: [0.6, 0.95], chroma: [0.04, 0.15], hue: [205, 260] },
    { name: "rail", lightness: [0.6, 0.86], chroma: [0.08, 0.26], hue: [290, 330] },
    { name: "scatter", lightness: [0.65, 0.92], chroma: [0.08, 0.18], hue: [55, 85] },
    { name: "mortar", lightness: [0.6, 0.8], chroma: [0.08, 0.24], hue: [15, 45] },
    { name: "overcharge", lightness: [0.88, 0.98], chroma: [0.08, 0.2], hue: [95, 112] },
  ],
};

/** Least contrast with the ground that is let through, and how long is searched: from so many starts, so many steps each. */
const CONTRAST = { standard: 4.5, contrast: 7 };
const STARTS = 12;
const STEPS = 6000;

const grounds = Object.values(TINTS).map(({ ground }) => linearOf(Number.parseInt(ground.slice(1), 16)));

function leastDistance(colors: readonly LinearColor[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const vision of VISIONS) {
    const seen = colors.map((color) => seenBy(vision, color));
    seen.forEach((one, index) => {
      for (const other of seen.slice(index + 1)) least = Math.min(least, distanceOf(one, other));
    });
  }
  return least;
}

function leastContrast(colors: readonly LinearColor[]): number {
  const each = (color: LinearColor): number[] =>
    VISIONS.flatMap((vision) => grounds.map((ground) => contrastOf(seenBy(vision, color), seenBy(vision, ground))));
  return Math.min(...colors.flatMap(each));
}

const groupsOf = ({ crafts, teams, harmful, harmless, pickups }: Palette): Readonly<Record<string, readonly number[]>> => ({
  teams: teams.map((index) => crafts[index] ?? 0),
  shots: [harmful, harmless],
  pickups: Object.values(pickups),
});

function report(): void {
  for (const [name, palette] of Object.entries(PALETTES)) {
    for (const [group, colors] of Object.entries(groupsOf(palette))) {
      const linear = colors.map(linearOf);
      console.log(`${name.padEnd(10)}${group.padEnd(10)}apart ${leastDistance(linear).toFixed(3)}   from the ground ${leastContrast(linear).toFixed(1)}:1`);
    }
  }
}

/** Always the same numbers 0..1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Choice = Record<"lightness" | "chroma" | "hue", number>;

/** Climbs from many random starts: one colour is moved at a time, ever less, and kept where the closest two are no closer. */
function search(roles: readonly Role[], contrast: number, random: () => number): readonly number[] {
  const within = ([least, most]: readonly [number, number], near: number, reach: number): number =>
    Math.min(most, Math.max(least, near + (random() - 0.5) * 2 * reach * (most - least)));
  const moved = (role: Role, from: Choice, reach: number): Choice => ({
    lightness: within(role.lightness, from.lightness, reach),
    chroma: within(role.chroma, from.chroma, reach),
    hue: within(role.hue, from.hue, reach),
  });
  const shown = (choices: readonly Choice[]): number[] => choices.map(({ lightness, chroma, hue }) => colorOf(linearFromLightness(lightness, chroma, hue)));
  const worth = (choices: readonly Choice[]): number => {
    const colors = shown(choices).map(linearOf);
    return leastDistance(colors) - Math.max(0, contrast - leastContrast(colors));
  };
  let best: { colors: readonly number[]; worth: number } = { colors: [], worth: Number.NEGATIVE_INFINITY };
  for (let start = 0; start < STARTS; start += 1) {
    const middle = (role: Role): Choice => ({ lightness: role.lightness[0], chroma: role.chroma[0], hue: role.hue[0] });
    let choices = roles.map((role) => moved(role, middle(role), 1));
    let value = worth(choices);
    for (let step = 0; step < STEPS; step += 1) {
      const index = Math.floor(random() * roles.length);
      const next = choices.map((choice, at) => (at === index ? moved(roles[at] ?? raise(), choice, 0.3 * (1 - step / STEPS) + 0.01) : choice));
      const nextValue = worth(next);
      if (nextValue < value) continue;
      choices = next;
      value = nextValue;
    }
    if (value > best.worth) best = { colors: shown(choices), worth: value };
  }
  return best.colors;
}

function raise(): never {
  throw new Error("a colour without a role");
}

if (process.argv[2] === "search") {
  const random = randomFrom(Number(process.argv[3] ?? 1));
  for (const [palette, contrast] of Object.entries(CONTRAST)) {
    for (const [group, roles] of Object.entries(ROLES)) {
      const colors = search(roles, contrast, random);
      const linear = colors.map(linearOf);
      console.log(`${palette} ${group}: apart ${leastDistance(linear).toFixed(3)}, from the ground ${leastContrast(linear).toFixed(1)}:1`);
      roles.forEach(({ name }, index) => {
        console.log(`  0x${(colors[index] ?? 0).toString(16).padStart(6, "0")}  ${name}`);
      });
    }
  }
} else {
  report();
}
