import { describe, expect, test } from "vitest";
import {
  ACTIONS,
  actionsOf,
  bind,
  codesOf,
  conflictsOf,
  DEFAULT_BINDINGS,
  keepOnly,
  readBindings,
  SLOTS,
  suits,
  unbind,
  weaponOf,
  writeBindings,
} from "../../../client/game/input/bindings.ts";
import { refusalOf } from "../../../client/game/input/reserved.ts";
import { WEAPONS } from "../../../shared/content/weapons.ts";

const DEVICES = ["keyboard", "gamepad"] as const;

describe("the default bindings", () => {
  test.each(DEVICES)("of the %s collide nowhere", (device) => {
    expect(conflictsOf(DEFAULT_BINDINGS, device)).toEqual([]);
  });

  test.each(DEVICES)("of the %s could all be chosen by hand", (device) => {
    for (const action of ACTIONS[device]) {
      const codes = codesOf(DEFAULT_BINDINGS, device, action);
      expect(codes.length).toBeLessThanOrEqual(SLOTS);
      expect(codes.filter((code) => !suits(device, action, code))).toEqual([]);
    }
  });

  test.each(DEVICES)("of the %s lead to every weapon", (device) => {
    const weapons = ACTIONS[device].filter((action) => codesOf(DEFAULT_BINDINGS, device, action).length > 0).map(weaponOf);
    expect(weapons.filter((weapon) => weapon !== null)).toEqual(WEAPONS.map((_, index) => index));
  });
});

describe("a binding", () => {
  test("takes its slot from what was there and leaves the other alone", () => {
    const bound = bind(DEFAULT_BINDINGS, "keyboard", "up", 0, "KeyI");
    expect(codesOf(bound, "keyboard", "up")).toEqual(["KeyI", "ArrowUp"]);
    expect(codesOf(DEFAULT_BINDINGS, "keyboard", "up")).toEqual(["KeyW", "ArrowUp"]);
  });

  test("stands once in an action, however often it is bound", () => {
    expect(codesOf(bind(DEFAULT_BINDINGS, "keyboard", "up", 0, "ArrowUp"), "keyboard", "up")).toEqual(["ArrowUp"]);
    expect(codesOf(bind(DEFAULT_BINDINGS, "keyboard", "up", 1, "KeyW"), "keyboard", "up")).toEqual(["KeyW"]);
  });

  test("that another action has is a conflict that names both", () => {
    const bound = bind(DEFAULT_BINDINGS, "keyboard", "up", 0, "Space");
    expect(conflictsOf(bound, "keyboard")).toEqual([{ code: "Space", actions: ["up", "dash"] }]);
    expect(conflictsOf(bound, "gamepad")).toEqual([]);
  });

  test("kept for one action alone collides no more and is taken from no other device", () => {
    const solved = keepOnly(bind(DEFAULT_BINDINGS, "keyboard", "up", 0, "Space"), "keyboard", "up", "Space");
    expect(conflictsOf(solved, "keyboard")).toEqual([]);
    expect(actionsOf(solved, "keyboard", "Space")).toEqual(["up"]);
    expect(solved.gamepad).toEqual(DEFAULT_BINDINGS.gamepad);
  });

  test("taken away leaves an action without any", () => {
    expect(codesOf(unbind(DEFAULT_BINDINGS, "keyboard", "fire", "Mouse0"), "keyboard", "fire")).toEqual([]);
  });
});

describe("remembered bindings", () => {
  test("come back as they were, emptied actions too", () => {
    const changed = unbind(bind(DEFAULT_BINDINGS, "gamepad", "dash", 1, "Pad3"), "keyboard", "fire", "Mouse0");
    const back = readBindings(writeBindings(changed));
    for (const device of DEVICES) for (const action of ACTIONS[device]) expect(codesOf(back, device, action)).toEqual(codesOf(changed, device, action));
  });

  test.each([null, "", "{", "[]", '"text"', '{"keyboard":7}'])("that are no bindings (%s) are the defaults", (text) => {
    const back = readBindings(text);
    for (const device of DEVICES)
      for (const action of ACTIONS[device]) expect(codesOf(back, device, action)).toEqual(codesOf(DEFAULT_BINDINGS, device, action));
  });

  test("that no hand could have made are the default for that action alone", () => {
    const back = readBindings('{"keyboard":{"up":["F5"],"down":["KeyK"],"left":[7],"right":["A","B","C"]}}');
    expect(["up", "down", "left", "right"].map((action) => back.keyboard[action as "up"])).toEqual([
      ["KeyW", "ArrowUp"],
      ["KeyK"],
      ["KeyA", "ArrowLeft"],
      ["KeyD", "ArrowRight"],
    ]);
  });
});

describe("what may be bound", () => {
  test("excludes what the browser keeps, with a reason each", () => {
    expect(
      ["Escape", "Backspace", "ControlLeft", "AltRight", "MetaLeft", "F5", "F11", "F12", "Mouse3", "BrowserBack", "CapsLock", "PrintScreen", ""].map(refusalOf),
    ).not.toContain(null);
    expect(["KeyW", "Tab", "F3", "ShiftRight", "Enter", "Space", "Mouse0", "Mouse2", "WheelUp", "Numpad5", "Digit9", "IntlBackslash"].map(refusalOf)).toEqual(
      Array(12).fill(null),
    );
  });

  test("is a stick where a stick is needed, and a button where not", () => {
    expect(suits("gamepad", "aim-stick", "StickLeft")).toBe(true);
    expect(suits("gamepad", "aim-stick", "Pad0")).toBe(false);
    expect(suits("gamepad", "fire", "StickLeft")).toBe(false);
    expect(suits("keyboard", "fire", "Pad0")).toBe(false);
  });
});
