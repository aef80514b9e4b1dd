import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What the page and the server are made from, in a directory that a test may change, with the packages installed here. */
export function copyProject(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), "project-"));
  for (const part of ["client", "commands", "server", "shared", "package.json", "package-lock.json", "vite.config.ts"]) {
    cpSync(join(ROOT, part), join(directory, part), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"));
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}
