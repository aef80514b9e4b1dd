import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What tests need beyond npm's packages: the names it may go by, and the Debian package that brings it. */
export const PROGRAMS = {
  chromium: { names: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"], debianPackage: "chromium" },
  haproxy: { names: ["haproxy"], debianPackage: "haproxy" },
  nginx: { names: ["nginx"], debianPackage: "nginx" },
  redis: { names: ["redis-server"], debianPackage: "redis-server" },
  sentinel: { names: ["redis-sentinel"], debianPackage: "redis-sentinel" },
  prometheus: { names: ["prometheus"], debianPackage: "prometheus" },
  script: { names: ["script"], debianPackage: "bsdutils" },
  faketime: { names: ["faketime"], debianPackage: "faketime" },
} as const;

export type Program = keyof typeof PROGRAMS;

/** Path of a program, or null where it is not installed. */
export function findProgram(program: Program): string | null {
  for (const directory of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of PROGRAMS[program].names) {
      const path = join(directory, name);
      if (isExecutable(path)) return path;
    }
  }
  return null;
}

/**
 * The program for a suite that cannot run without it: null means skip (`describe.skipIf`), the set-up has said what to install.
 * @throws with CI=true, where a suite must not be skipped unseen
 */
export function programForSuite(program: Program): string | null {
  const path = findProgram(program);
  if (path === null && process.env.CI === "true") throw new Error(`${program} is not installed: with CI=true no suite is skipped.`);
  return path;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there or not for us: either way the search goes on.
    return false;
  }
}
