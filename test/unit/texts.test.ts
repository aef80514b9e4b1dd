import { describe, expect, test } from "vitest";
import type { Texts } from "../../client/ui/texts/catalogue.ts";
import { texts as german } from "../../client/ui/texts/de.ts";
import { texts as english } from "../../client/ui/texts/en.ts";
import { texts as spanish } from "../../client/ui/texts/es.ts";
import { chooseLanguage, type LANGUAGES } from "../../client/ui/texts/language.ts";

const ALL: Readonly<Record<keyof typeof LANGUAGES, Texts>> = { en: english, de: german, es: spanish };
/** What a language may leave out: an own word for content, own words for a way on. */
const OPTIONAL = /^content\.|^endings\.[^.]+\.ways\./;

/** Texts, and arguments of texts, that choose words rather than being said. */
const PICKING = new Set(["menu.nameRefused", "hud.kills", "bindings.slot[1]"]);

type Leaf = string | ((...values: unknown[]) => unknown);

/** Every text by its path. */
function leavesOf(node: unknown, path = ""): [string, Leaf][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node === "function") return [[path, (...values) => Reflect.apply(node, undefined, values)]];
  return Object.entries(node ?? {}).flatMap(([key, value]) => leavesOf(value, path === "" ? key : `${path}.${key}`));
}

const holesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();
const pathsOf = (texts: Texts): string[] =>
  leavesOf(texts)
    .map(([path]) => path)
    .filter((path) => !OPTIONAL.test(path))
    .sort();

describe.each(Object.entries(ALL))("the texts in %s", (_language, texts) => {
  test("are all there", () => {
    expect(pathsOf(texts)).toEqual(pathsOf(english));
  });

  test("leave the same places for elements", () => {
    const holes = (of: Texts): Record<string, string[]> =>
      Object.fromEntries(leavesOf(of).flatMap(([path, leaf]) => (typeof leaf === "string" && !OPTIONAL.test(path) ? [[path, holesOf(leaf)]] : [])));
    expect(holes(texts)).toEqual(holes(english));
  });

  test("say every number and name that they are given", () => {
    for (const [path, leaf] of leavesOf(texts)) {
      if (typeof leaf === "string" || PICKING.has(path)) continue;
      const values = Array.from({ length: countOf(path) }, (_, index) => String(41 + index));
      const tries = ways(values).map((given) => attempt(leaf, given));
      const complete = tries.some((said) => values.every((value, index) => said.includes(value) || PICKING.has(`${path}[${index}]`)));
      expect(complete, `${path}: ${tries.filter((said) => said !== "").join(" | ")}`).toBe(true);
    }
  });

  test("have no empty ones, but where nothing need be said", () => {
    const empty = leavesOf(texts).flatMap(([path, leaf]) => (leaf === "" ? [path] : []));
    expect(empty).toEqual(["endings.left.text"]);
  });

  test("know one from many", () => {
    expect(texts.hud.kills(1)).not.toBe(texts.hud.kills(0));
    expect(texts.hud.kills(2)).toBe(texts.hud.kills(0));
    expect(texts.podium.figures(1, 1, 1)).not.toContain(texts.hud.kills(2));
  });
});

/** How many arguments the English text takes. */
function countOf(path: string): number {
  let node: unknown = english;
  for (const key of path.split(".")) node = Reflect.get(Object(node), key);
  return typeof node === "function" ? node.length : 0;
}

/** Every way to give values as numbers, words or lists: what a text wants is known by its type alone. */
function ways(values: readonly string[]): unknown[][] {
  const [first, ...rest] = values;
  if (first === undefined) return [[]];
  return ways(rest).flatMap((others) => [Number(first), `<${first}>`, [`<${first}>`]].map((value) => [value, ...others]));
}

/** "" where the text takes something else. */
function attempt(leaf: (...values: unknown[]) => unknown, given: readonly unknown[]): string {
  try {
    return String(leaf(...given));
  } catch (error) {
    if (error instanceof TypeError) return "";
    throw error;
  }
}

describe("numbers", () => {
  test("are written as each language writes them", () => {
    expect(english.number(1234.5, 1)).toBe("1,234.5");
    expect(german.number(1234.5, 1)).toBe("1.234,5");
    expect(spanish.number(12_345.5, 1)).toBe("12.345,5");
  });

  test("have English ordinals right, also around the teens", () => {
    const said = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 111].map((place) => english.hud.place(place, 200).split(" ")[0]);
    expect(said).toEqual(["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "111th"]);
  });
});

describe("the language to begin with", () => {
  test("is the one chosen before", () => expect(chooseLanguage("de", ["es", "en"])).toBe("de"));
  test("else the reader's first that is here, whatever the country", () => expect(chooseLanguage(null, ["fr-FR", "es-MX", "de"])).toBe("es"));
  test("else English", () => expect(chooseLanguage(null, ["fr", "ja"])).toBe("en"));
  test("is not one that is no longer here", () => expect(chooseLanguage("xx", ["de-AT"])).toBe("de"));
  test("is never one of an object's own words", () => expect(chooseLanguage("constructor", ["toString"])).toBe("en"));
});
