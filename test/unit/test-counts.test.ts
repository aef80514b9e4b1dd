import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A run with one of each: what the last line of `npm test` says must not be kinder than the truth. */
const FILES: Record<string, string> = {
  "vitest.config.js": `export default { test: { globals: true, reporters: ["default", ${JSON.stringify(join(ROOT, "test/programs/reporter.ts"))}] } };`,
  "passes.test.js": 'test("passes", () => {});',
  "fails.test.js": 'test("fails", () => { expect(1).toBe(2); });',
  "skips.test.js": 'describe.skip("skipped", () => { test("one", () => {}); test("two", () => {}); });',
  "hook.test.js": 'describe("hook", () => { beforeAll(() => { throw new Error("no"); }); test("never runs", () => {}); });',
  "unloadable.test.js": 'throw new Error("no");',
};

const directory = mkdtempSync(join(tmpdir(), "counts-"));
afterAll(() => rmSync(directory, { recursive: true }));

test("a run ends with a line that counts what passed, failed and was skipped, below the time that it took", async () => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(directory, name), text);
  symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"));
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const { output, code } = await new Promise<{ output: string; code: number | null }>((resolve) => {
    const child = execFile(process.execPath, [vitest, "run"], { cwd: directory, env: { PATH: process.env.PATH } }, (_error, stdout, stderr) =>
      resolve({ output: `${stderr}${stdout}`, code: child.exitCode }),
    );
  });
  const [time, counted] = output.trimEnd().split("\n").slice(-2);
  expect(time).toMatch(/^0 min \d+ s$/);
  expect(counted).toBe("1 passed, 3 failed, 3 skipped");
  expect(code).toBe(1);
});
