import { expect, test } from "vitest";
import { isCalm } from "../../client/game/motion.ts";

test.each([
  ["system", true, true],
  ["system", false, false],
  ["reduced", false, true],
  ["full", true, false],
] as const)("motion %s with the system's wish %s is calm: %s", (motion, systemWish, calm) => {
  expect(isCalm(motion, systemWish)).toBe(calm);
});
