import { defineConfig } from "vitest/config";

/**
 * One project per layer. Those of the first group share the cores; netcode and browsers measure time, so each of them runs
 * alone, one file after another.
 */
const together = ["unit", "sim", "server"];
const alone = ["netcode", "e2e"];

/** What has to be there before a layer runs. */
const PROGRAMS = "test/programs/setup.ts";
const setups: Record<string, string[]> = { unit: [PROGRAMS], sim: [PROGRAMS], server: [PROGRAMS], e2e: [PROGRAMS, "test/programs/page.ts"] };

/** ms. A layer that starts servers or browsers is given time for a slow machine; what it measures has limits of its own. */
const timeouts: Record<string, number> = { unit: 60_000, sim: 120_000, server: 60_000, netcode: 300_000, e2e: 300_000 };

/** `order` counts from 1: on few cores vitest runs files of order 0 after all others, and the quick layers are to fail first. */
function project(name: string, order: number, parallel: boolean) {
  const timeout = timeouts[name] ?? 60_000;
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      globalSetup: setups[name] ?? [],
      pool: "forks" as const,
      testTimeout: timeout,
      hookTimeout: timeout,
      fileParallelism: parallel,
      ...(parallel ? {} : { maxWorkers: 1 }),
      sequence: { groupOrder: order },
    },
  };
}

export default defineConfig({
  test: {
    reporters: ["default", "./test/programs/reporter.ts"],
    projects: [...together.map((name) => project(name, 1, true)), ...alone.map((name, index) => project(name, index + 2, false))],
  },
});
