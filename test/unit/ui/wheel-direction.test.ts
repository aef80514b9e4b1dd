import { describe, expect, test } from "vitest";
import { callAt, mustWait } from "../../../client/ui/wheel-direction.ts";

describe("the wheel of calls", () => {
  test("goes from the top clockwise", () => {
    const around = Array.from({ length: 8 }, (_, step) => callAt(Math.sin((step / 4) * Math.PI) * 60, -Math.cos((step / 4) * Math.PI) * 60));
    expect(around).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test("gives every direction to the nearest call", () => {
    expect(callAt(-10, -60)).toBe(0);
    expect(callAt(-40, -50)).toBe(7);
  });

  test("chooses nothing near its middle", () => {
    expect(callAt(10, -10)).toBeNull();
  });

  test("asks for patience when the server would take no more", () => {
    expect(mustWait([0, 100], 200, 3, 5000)).toBe(false);
    expect(mustWait([0, 100, 200], 4999, 3, 5000)).toBe(true);
    expect(mustWait([0, 100, 200], 5000, 3, 5000)).toBe(false);
  });
});
