import { defineConfig } from "vitest/config";

/**
 * One project per layer, in the order of the groups. Files of a layer share the cores; clusters, netcode and browsers need them, so
 * each of theirs runs alone.
 */
const groups = [["unit", "sim", "server"], ["cluster"], ["netcode"], ["e2e"]];
const alone = new Set(["cluster", "netcode", "e2e"]);

/** On two cores vitest would run one file at a time, and most of these wait for something most of the time. */
const WORKERS = 2;

/** What has to be there before a layer runs. */
const PROGRAMS = "test/programs/setup.ts";
const setups: Record<string, string[]> = {
  unit: [PROGRAMS],
  sim: [PROGRAMS],
  server: [PROGRAMS],
  cluster: [PROGRAMS],
  e2e: [PROGRAMS, "test/programs/page.ts"],
};

/** ms. A layer that starts servers or browsers is given time for a slow machine; what it measures has limits of its own. */
const timeouts: Record<string, number> = { unit: 60_000, sim: 120_000, server: 60_000, cluster: 120_000, netcode: 300_000, e2e: 300_000 };

/** `order` counts from 1: on few cores vitest runs files of order 0 after all others, and the quick layers are to fail first. */
function project(name: string, order: number) {
  const parallel = !alone.has(name);
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
      maxWorkers: parallel ? WORKERS : 1,
      sequence: { groupOrder: order },
    },
  };
}

export default defineConfig({
  test: {
    reporters: ["default", "./test/programs/reporter.ts"],
    projects: groups.flatMap((names, index) => names.map((name) => project(name, index + 1))),
  },
});
