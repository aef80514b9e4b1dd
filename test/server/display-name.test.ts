import { describe, expect, test } from "vitest";
import { TakenNames } from "../../server/match/taken-names.ts";
import { uniqueName } from "../../server/rooms/names.ts";
import { judgeName, NAME_MAX } from "../../shared/protocol/display-name.ts";

describe("a display name", () => {
  test.each([
    ["one letter", "x", "x"],
    ["sixteen letters", "abcdefghijklmnop", "abcdefghijklmnop"],
    ["other scripts", "Łukasz Ωmega", "Łukasz Ωmega"],
    ["a script with marks", "สวัสดี", "สวัสดี"],
    ["signs and pictures", "★ 🚀 ★", "★ 🚀 ★"],
    ["wide forms, made narrow", "Ｓｔｒａｆｅ", "Strafe"],
    ["a letter and its accent, made one", "Ade\u0301", "Ad\u00e9"],
    ["spaces at the ends and in a row, taken away", "  a   b ", "a b"],
    ["unusual spaces, made usual", "a\u00a0b", "a b"],
    ["markup, which is only text", "<b>&amp;", "<b>&amp;"],
  ])("may be %s", (_what, wanted, name) => {
    expect(judgeName(wanted)).toEqual({ kind: "accepted", name });
  });

  test.each([
    ["nothing", "", "empty"],
    ["spaces", "   ", "empty"],
    ["seventeen letters", "abcdefghijklmnopq", "too long"],
    ["letters that normalising makes too many", "ﷺ", "too long"],
    ["a line break", "a\nb", "not printable"],
    ["a NUL", "a\0b", "not printable"],
    ["an escape", "\u001b[31mred", "not printable"],
    ["a change of direction", "abc\u202ecba", "not printable"],
    ["an isolate", "\u2067abc\u2069", "not printable"],
    ["a direction mark", "a\u200fb", "not printable"],
    ["a zero-width space", "a\u200bb", "not printable"],
    ["a joiner", "a\u200db", "not printable"],
    ["a byte order mark", "\ufeffa", "not printable"],
    ["a soft hyphen", "a\u00adb", "not printable"],
    ["a Hangul filler", "\u3164", "not printable"],
    ["a blank Braille cell", "\u2800", "not printable"],
    ["a variation selector", "a\ufe0f", "not printable"],
    ["a line separator", "a\u2028b", "not printable"],
    ["a tag character", "a\u{e0041}", "not printable"],
    ["half a character", "a\ud800", "not printable"],
    ["a private character", "a\ue000", "not printable"],
    ["a pile of marks", "a\u0316\u0317\u0318", "not printable"],
    ["a mark on nothing", "\u0300a", "not printable"],
  ])("may not be %s", (_what, wanted, why) => {
    expect(judgeName(wanted)).toEqual({ kind: "refused", why });
  });
});

describe("a name in a room", () => {
  test("stays as it is when nobody has it", () => {
    expect(uniqueName("Ada", new TakenNames(["Bob"]))).toBe("Ada");
  });

  test("gets the first free number", () => {
    expect(uniqueName("Ada", new TakenNames(["Ada", "Ada 2"]))).toBe("Ada 3");
  });

  test("is taken by one that differs in case alone", () => {
    expect(uniqueName("ADA", new TakenNames(["ada"]))).toBe("ADA 2");
  });

  test("keeps to the limit with its number", () => {
    const long = "🚀".repeat(NAME_MAX);
    const name = uniqueName(long, new TakenNames([long]));
    expect([...name]).toHaveLength(NAME_MAX);
    expect(name.endsWith(" 2")).toBe(true);
  });

  test("is given to who has none", () => {
    expect(uniqueName(null, new TakenNames(["Pilot 1"]))).toBe("Pilot 2");
  });
});
