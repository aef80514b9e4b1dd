import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findProgram, PROGRAMS, type Program } from "./programs.ts";

/**
 * Runs once before the suites that need programs. Root on Debian is a container or a throw-away machine: there what is missing
 * is installed. On anybody else's machine nothing is: those suites are skipped.
 */
export default function setup(): void {
  const missing = Object.keys(PROGRAMS).filter((name): name is Program => name in PROGRAMS && findProgram(name as Program) === null);
  if (missing.length === 0) return;
  const packages = missing.map((program) => PROGRAMS[program].debianPackage);
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) install(packages);
  for (const program of missing) {
    if (findProgram(program) === null)
      console.log(`Suites that need ${program} are skipped: install it first (Debian: apt-get install ${PROGRAMS[program].debianPackage}).`);
  }
}

function install(packages: readonly string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    execFileSync("apt-get", ["update", "-q"], { stdio: "ignore", env: environment });
    execFileSync("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...packages], { stdio: ["ignore", "ignore", "inherit"], env: environment });
  } catch (error) {
    console.log(`Installing ${packages.join(" and ")} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
