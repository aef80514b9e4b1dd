import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Everything that the built page depends on. */
const SOURCES = ["client", "shared", "vite.config.ts", "package-lock.json"];

/** Holds the fingerprint of the sources that dist/page was built from. Content, not times: a checkout changes times. */
const STAMP = join(ROOT, "dist", "page-sources");

export const PAGE = join(ROOT, "dist", "page");

/** Builds the page where it is missing or older than its sources. An installation without sources has what was built for it. */
export async function buildPageIfStale(): Promise<void> {
  if (!existsSync(join(ROOT, "client", "index.html"))) return;
  const fingerprint = fingerprintOf(SOURCES.map((source) => join(ROOT, source)));
  if (existsSync(join(PAGE, "index.html")) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === fingerprint) return;
  await buildPage();
}

export async function buildPage(): Promise<void> {
  // Taken first: a source that changes during the build makes the page stale.
  const fingerprint = fingerprintOf(SOURCES.map((source) => join(ROOT, source)));
  // Loaded late: an installation for production has no vite.
  const { build } = await import("vite");
  console.log("Building the page...");
  await build({ root: join(ROOT, "client"), configFile: join(ROOT, "vite.config.ts"), logLevel: "warn" });
  writeFileSync(STAMP, fingerprint);
}

function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of filesUnder(path))
      hash
        .update(`${relative(ROOT, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
