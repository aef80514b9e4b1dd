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

/** Whether the page is missing or older than its sources. An installation without sources has what was built for it. */
export function isPageStale(): boolean {
  if (!existsSync(join(ROOT, "client", "index.html"))) return false;
  return !existsSync(join(PAGE, "index.html")) || !existsSync(STAMP) || readFileSync(STAMP, "utf8") !== fingerprint();
}

export async function buildPageIfStale(): Promise<void> {
  if (isPageStale()) await buildPage();
}

export async function buildPage(): Promise<void> {
  // Taken first: a source that changes during the build makes the page stale.
  const built = fingerprint();
  console.log("Building the page...");
  const { build } = await loadVite();
  // A test runner's NODE_ENV would make another page than the one that is played: React's development build.
  process.env.NODE_ENV = "production";
  await build({ root: join(ROOT, "client"), configFile: join(ROOT, "vite.config.ts"), logLevel: "warn" });
  writeFileSync(STAMP, built);
}

/** Loaded late: an installation for production has no vite, and needs none unless the page has to be built. */
async function loadVite() {
  try {
    return await import("vite");
  } catch (error) {
    throw new Error("The page has to be built, and the packages for that are not installed: run `npm ci` without --omit=dev.", { cause: error });
  }
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of filesUnder(join(ROOT, source)))
      hash
        .update(`${relative(ROOT, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
