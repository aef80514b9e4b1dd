import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { findProgram, programForSuite } from "../programs/programs.ts";

describe("a program that suites need", () => {
  const directory = mkdtempSync(join(tmpdir(), "programs-"));
  const path = join(directory, "faketime");
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(path, { force: true });
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test("is found where it can be run", () => {
    vi.stubEnv("PATH", `/nowhere:${directory}`);
    writeFileSync(path, "");
    chmodSync(path, 0o644);
    expect(findProgram("faketime")).toBeNull();
    chmodSync(path, 0o755);
    expect(findProgram("faketime")).toBe(path);
  });

  test("has its suites skipped on a person's machine where it is missing", () => {
    vi.stubEnv("PATH", directory);
    vi.stubEnv("CI", "");
    expect(programForSuite("faketime")).toBeNull();
  });

  test("fails its suites with CI=true where it is missing", () => {
    vi.stubEnv("PATH", directory);
    vi.stubEnv("CI", "true");
    expect(() => programForSuite("faketime")).toThrow("faketime is not installed");
  });
});
