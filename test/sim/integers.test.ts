import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const SIM = new URL("../../shared/sim/", import.meta.url);

/** Exact on integers whatever the engine; the rounding ones are exact only as `fixed.ts` uses them. */
const EVERYWHERE = ["abs", "min", "max", "imul"];
const IN_FIXED = [...EVERYWHERE, "floor", "sqrt"];

function offences(name: string, source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*/g, "");
  const allowed = name === "fixed.ts" ? IN_FIXED : EVERYWHERE;
  const maths = [...code.matchAll(/\bMath\.(\w+)/g)].filter(([, member]) => !allowed.includes(member ?? "")).map(([whole]) => whole);
  const clocks = code.match(/\b(Date|performance|setTimeout|setInterval|crypto)\b/g) ?? [];
  return [...maths, ...clocks].map((offence) => `${name}: ${offence}`);
}

test("the world takes no time, no chance and no inexact mathematics from its engine", () => {
  const files = readdirSync(SIM).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((name) => offences(name, readFileSync(new URL(name, SIM), "utf8")))).toEqual([]);
});

test.each(["Math.sin(1)", "Math.floor(x / y)", "Math.random()", "Date.now()", "performance.now()"])("control: %s would be found", (code) => {
  expect(offences("body.ts", code).length).toBe(1);
});
