import { defineConfig } from "vitest/config";

/** One project per layer, in the order of the groups: the quick layers are to fail first, and what measures is not disturbed by what computes. */
const groups = [["unit", "sim", "server"], ["fuzz"], ["cluster"], ["netcode"], ["e2e"]];

/**
 * Files that run at once. On two cores vitest would run one at a time, but most of the first group wait for something most of the time.
 * What attacks, plays in real time, or starts clusters and browsers takes all that there is, or is disturbed by what else runs.
 */
const workers: Record<string, number> = { unit: 4, sim: 4, server: 4, fuzz: 1, cluster: 1, netcode: 1, e2e: 1 };

/** What has to be there before a layer runs. */
const PROGRAMS = "test/programs/setup.ts";
const setups: Record<string, string[]> = {
  unit: [PROGRAMS],
  sim: [PROGRAMS],
  server: [PROGRAMS],
  cluster: [PROGRAMS, "test/programs/postgres.ts"],
  e2e: [PROGRAMS, "test/programs/page.ts"],
};

/** ms. A layer that starts servers or browsers is given time for a slow machine; what it measures has limits of its own. */
const timeouts: Record<string, number> = { unit: 120_000, sim: 300_000, server: 180_000, fuzz: 300_000, cluster: 300_000, netcode: 300_000, e2e: 300_000 };

/**
 * How often a test of these layers is tried again. They play in real time on a machine that may take the cores away for moments: what that
 * breaks passes the next time and is named at the end, what is wrong is wrong both times.
 */
const retries: Record<string, number> = { server: 1, fuzz: 1, cluster: 1, netcode: 1, e2e: 1 };

/** ms that a state is waited for where a test names no time of its own: four files share two cores with servers and databases of theirs. */
const POLL_PATIENCE = 20_000;

/** `order` counts from 1: on few cores vitest runs files of order 0 after all others. */
function project(name: string, order: number) {
  const maxWorkers = workers[name] ?? 1;
  const timeout = timeouts[name] ?? 60_000;
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      globalSetup: setups[name] ?? [],
      pool: "forks" as const,
      testTimeout: timeout,
      hookTimeout: timeout,
      retry: retries[name] ?? 0,
      expect: { poll: { timeout: POLL_PATIENCE } },
      fileParallelism: maxWorkers > 1,
      maxWorkers,
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
