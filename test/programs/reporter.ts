import type { Reporter, TestModule } from "vitest/node";

/**
 * Ends a run with the tests that passed only when they were tried again, the time that all of it took and one plain line of counts, for people
 * and for scripts.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const triedAgain: string[] = [];
    for (const module of modules) {
      // A file that does not load, or a hook that throws, fails without any test of its own.
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        if (state !== "pending") counts[state]++;
        if (test.diagnostic()?.flaky === true) triedAgain.push(`${module.relativeModuleId}: ${test.fullName}: ${errors?.[0]?.message.split("\n")[0]}`);
      }
    }
    // After the other reporters' summaries.
    process.once("exit", () => {
      for (const words of triedAgain) console.log(`\nPassed only when it was tried again: ${words}`);
      const seconds = Math.round(process.uptime());
      console.log(`\n${Math.floor(seconds / 60)} min ${seconds % 60} s`);
      console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    });
  }
}
