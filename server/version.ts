import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import manifest from "../package.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("..", import.meta.url));

export interface Version {
  version: string;
  /** Abbreviated commit; "unknown" where there is neither COMMIT nor a git checkout. */
  commit: string;
}

/** What runs here: COMMIT names the commit in an image, git does in a checkout. */
export function readVersion(environment: Readonly<Record<string, string | undefined>>): Version {
  return { version: manifest.version, commit: environment.COMMIT || checkedOutCommit() };
}

function checkedOutCommit(): string {
  // Without this check git would answer for whatever repository lies around the project.
  if (!existsSync(`${ROOT}.git`)) return "unknown";
  try {
    return execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    // No git program, or a checkout of another user that git refuses to read: the version alone has to do.
    return "unknown";
  }
}
