import { describe, expect, test } from "vitest";
import { encodeCall, FrameWriter, kindOf, messageName, numberIn, tickOf } from "../../../commands/load/wire.ts";
import { judgeFrame } from "../../../server/rooms/guard/frame-filter.ts";
import { WIRE_FRAME_WIDTHS } from "../../../shared/protocol/input.ts";
import { neutralFrame } from "../../../shared/sim/frame.ts";

const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");

describe("a client that does not decode reads the tick", () => {
  test.each([
    ["a patch with clocks", "8f b4000000 02000000 80 07000000 ff0a85", 7],
    ["a patch without", "0f 80 07010000", 263],
    ["a state with clocks", "8e 8c000000 00000000 80 05000000 8100", 5],
    ["a patch that names the root first", "8f b4000000 02000000 ff00 00 08000000", 8],
  ])("of %s", (_what, text, tick) => {
    expect(tickOf(bytes(text))).toBe(tick);
  });

  test.each([
    ["a patch that begins with something else", "0f 81 05"],
    ["one of another structure", "0f ff0a 85 6c5e86d9"],
    ["a patch of nothing", "0f"],
  ])("and finds none in %s", (_what, text) => {
    expect(tickOf(bytes(text))).toBeNull();
  });
});

test("a call is what the SDK would send, and its place is found where it arrives", () => {
  const call = encodeCall(7000, 3);
  expect(kindOf(call)).toBe(13);
  expect(messageName(call)).toBe("call");
  expect([numberIn(call, "x"), numberIn(call, "y"), numberIn(call, "z")]).toEqual([7000, 3, null]);
});

test("frames are such as the guard lets through, and hold what changed", () => {
  const writer = new FrameWriter();
  const frame = { ...neutralFrame(300, 2, 0), moveX: -4096, buttons: 1 };
  const first = Buffer.from(writer.write(frame, 160, 10));
  expect(judgeFrame(first, WIRE_FRAME_WIDTHS)).toBe("input");
  expect(first.toString("hex")).toBe("13 8000f0 810000 822c01 8301 8402 85a0000000 860a000000".replaceAll(" ", ""));
  const second = writer.write({ ...frame, aim: 301 }, 160, 11);
  expect(judgeFrame(second, WIRE_FRAME_WIDTHS)).toBe("input");
  expect(second.toString("hex")).toBe("13 822d01 860b000000".replaceAll(" ", ""));
});
