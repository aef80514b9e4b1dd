import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A run with one of each: what the last line of `npm test` says must not be kinder than the truth. */
const FILES: Record<string, string> = {
  "vitest.config.js": `export default { test: { globals: true, retry: 1, reporters: ["default", ${JSON.stringify(join(ROOT, "test/programs/reporter.ts"))}] } };`,
  "passes.test.js": 'test("passes", () => {});',
  "fails.test.js": 'test("fails", () => { expect(1).toBe(2); });',
  "disturbed.test.js": 'let tries = 0; test("is disturbed", () => { tries += 1; expect(tries).toBe(2); });',
  "skips.test.js": 'describe.skip("skipped", () => { test("one", () => {}); test("two", () => {}); });',
  "hook.test.js": 'describe("hook", () => { beforeAll(() => { throw new Error("no"); }); test("never runs", () => {}); });',
  "unloadable.test.js": 'throw new Error("no");',
};

const directory = mkdtempSync(join(tmpdir(), "counts-"));
afterAll(() => rmSync(directory, { recursive: true }));

test("a run ends with what passed only when tried again, the time that it took and a line that counts what passed, failed and was skipped", async () => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(directory, name), text);
  symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"));
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const { output, code } = await new Promise<{ output: string; code: number | null }>((resolve) => {
    const child = execFile(process.execPath, [vitest, "run"], { cwd: directory, env: { PATH: process.env.PATH } }, (_error, stdout, stderr) =>
      resolve({ output: `${stderr}${stdout}`, code: child.exitCode }),
    );
  });
  const [again, , time, counted] = output.trimEnd().split("\n").slice(-4);
  expect(again).toBe("Passed only when it was tried again: disturbed.test.js: is disturbed: expected 1 to be 2 // Object.is equality");
  expect(time).toMatch(/^0 min \d+ s$/);
  expect(counted).toBe("2 passed, 3 failed, 3 skipped");
  expect(code).toBe(1);
});
