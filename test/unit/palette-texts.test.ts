import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { PALETTES } from "../../client/game/render/palette.ts";
import { contrastOf, type LinearColor, linearOf } from "../../client/game/render/vision.ts";
import { TINTS } from "../../shared/content/tints.ts";

/** WCAG 2.2, 1.4.3: contrast of texts with what lies behind them. */
const LEAST = 4.5;

const sheet = readFileSync(fileURLToPath(new URL("../../client/ui/style.css", import.meta.url)), "utf8");

interface Paint {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/** The custom properties of the first rule with this selector. */
function variablesOf(selector: string): Map<string, string> {
  const start = sheet.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no rule for ${selector}`);
  const body = sheet.slice(start, sheet.indexOf("\n}", start));
  return new Map([...body.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
}

const usual = variablesOf(":root");
const themes: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  usual,
  "high contrast": new Map([...usual, ...variablesOf(':root[data-palette="contrast"]')]),
};

/** The value that a rule gives a property. */
function valueIn(selector: string, property: string): string {
  const start = sheet.indexOf(`\n${selector} {`);
  const value = new RegExp(`\\n  ${property}: ([^;]+);`).exec(sheet.slice(start, sheet.indexOf("\n}", start)))?.[1];
  if (start < 0 || value === undefined) throw new Error(`no ${property} for ${selector}`);
  return value;
}

function paintOf(css: string, theme: ReadonlyMap<string, string>): Paint {
  const variable = /^var\((--[\w-]+)\)$/.exec(css)?.[1];
  if (variable !== undefined) return paintOf(theme.get(variable) ?? raise(`no ${variable}`), theme);
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(css)?.[1];
  if (hex !== undefined) {
    const whole = Number.parseInt(hex.length === 3 ? hex.replace(/./g, "$&$&") : hex, 16);
    return { red: whole >> 16, green: (whole >> 8) & 255, blue: whole & 255, alpha: 1 };
  }
  const [, red, green, blue, alpha = "100"] = /^rgb\((\d+) (\d+) (\d+)(?: \/ (\d+)%)?\)$/.exec(css) ?? raise(`no colour: ${css}`);
  return { red: Number(red), green: Number(green), blue: Number(blue), alpha: Number(alpha) / 100 };
}

function raise(message: string): never {
  throw new Error(message);
}

/** What is seen of layers, the lowest first; browsers mix as it is coded. */
function mixed(layers: readonly Paint[]): LinearColor {
  let seen = { red: 0, green: 0, blue: 0 };
  for (const { red, green, blue, alpha } of layers) {
    seen = { red: red * alpha + seen.red * (1 - alpha), green: green * alpha + seen.green * (1 - alpha), blue: blue * alpha + seen.blue * (1 - alpha) };
  }
  return linearOf((Math.round(seen.red) << 16) | (Math.round(seen.green) << 8) | Math.round(seen.blue));
}

/** Text, and what lies behind it from above the arena up. */
const TEXTS: readonly (readonly [what: string, text: string, ...behind: string[]])[] = [
  ["a card's text", "var(--ink)", "var(--card)"],
  ["a card's quiet text", "var(--quiet)", "var(--card)"],
  ["what is refused, on a card", "var(--hurt)", "var(--card)"],
  ["a button's text", "var(--ink)", "var(--card)", valueIn(".button", "background")],
  ["the first button's text", valueIn(".button-first", "color"), "var(--light)"],
  ["Play", valueIn(".play", "color"), "var(--light)"],
  ["the menu's lines", "var(--quiet)", valueIn(".veil", "background")],
  ["the field's label", "var(--quiet)", valueIn(".veil", "background"), valueIn(".field input", "background")],
  ["the name in the field", "var(--ink)", valueIn(".veil", "background"), valueIn(".field input", "background")],
  ["the field's placeholder", valueIn(".field input::placeholder", "color"), valueIn(".veil", "background"), valueIn(".field input", "background")],
  ["why a name is refused", "var(--hurt)", valueIn(".veil", "background")],
  ["the banner", valueIn(".banner", "color"), valueIn(".banner", "background")],
  ["the own row's quiet text", "var(--quiet)", "var(--card)", valueIn(".row-own", "background")],
  ["the podium's quiet text", "var(--quiet)", valueIn(".podium", "background")],
  ["the kill feed's own line", "var(--ink)", valueIn(".feed-own", "background")],
  ["the shield's number", "var(--shield)"],
  ["the health's number when low", "var(--hurt)"],
  ["quiet text over the arena", "var(--quiet)"],
];

describe.each(Object.entries(themes))("texts, %s", (_theme, theme) => {
  test.each(TEXTS)("%s can be read over any map", (_what, text, ...behind) => {
    for (const { ground } of Object.values(TINTS)) {
      const below = [ground, ...behind].map((css) => paintOf(css, theme));
      expect(contrastOf(mixed([...below, paintOf(text, theme)]), mixed(below)), ground).toBeGreaterThanOrEqual(LEAST);
    }
  });
});

test.each(Object.entries(PALETTES))("names in the crafts' colours can be read on cards, %s palette", (name, { crafts }) => {
  const theme = themes[name === "contrast" ? "high contrast" : "usual"] ?? usual;
  const card = mixed([paintOf(TINTS.frost.ground, theme), paintOf("var(--card)", theme)]);
  for (const color of crafts) expect(contrastOf(linearOf(color), card), color.toString(16)).toBeGreaterThanOrEqual(LEAST);
});

test("high contrast makes texts stand out more", () => {
  const quiet = (theme: ReadonlyMap<string, string>): number => contrastOf(mixed([paintOf("var(--quiet)", theme)]), mixed([paintOf("var(--card)", theme)]));
  expect(quiet(themes["high contrast"] ?? usual)).toBeGreaterThan(quiet(usual) + 2);
});
