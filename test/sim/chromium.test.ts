import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { describe, expect, test } from "vitest";
import { programForSuite } from "../programs/programs.ts";
import { engineHashes } from "./engine-hashes.ts";
import { SCENARIOS } from "./scenarios.ts";

const executable = programForSuite("chromium");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The scenes and the fight as one script for a page, which leaves `engine.engineHashes` behind. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("engine-hashes.ts", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "engine" } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (result === undefined || !("output" in result)) {
    throw new Error("the bundle has no output");
  }
  return result.output[0].code;
}

describe.skipIf(executable === null)("in Chromium", () => {
  test("the scenes and a fight of 30 have the hashes that they have in Node", async () => {
    const browser = await chromium.launch({ executablePath: executable ?? "", args: FLAGS });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: await bundle() });
      const there = await page.evaluate<Record<string, number[]>>("engine.engineHashes()");
      expect(Object.keys(there)).toHaveLength(2 * SCENARIOS.length + 2);
      expect(there).toEqual(engineHashes());
    } finally {
      await browser.close();
    }
  });
});
