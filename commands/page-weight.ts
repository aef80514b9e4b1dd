import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildPageIfStale, PAGE } from "./page.ts";

/** Bytes, gzipped: what a player may have to load up to the first play. About 2 s at 2 Mbit/s. */
const LIMIT = 450_000;

await buildPageIfStale();

/** Everything that was built counts, also what is loaded late: nothing can hide in a chunk of its own. */
const files = readdirSync(PAGE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
  .map((entry) => ({ name: entry.name, bytes: gzipSync(readFileSync(join(entry.parentPath, entry.name)), { level: 9 }).length }))
  .sort((a, b) => b.bytes - a.bytes);
const total = files.reduce((sum, file) => sum + file.bytes, 0);

for (const file of files) console.log(`${file.bytes.toLocaleString("en").padStart(9)}  ${file.name}`);
console.log(`${total.toLocaleString("en").padStart(9)}  bytes gzipped in all, of ${LIMIT.toLocaleString("en")} allowed`);
if (total > LIMIT) {
  console.error("The page is too heavy.");
  process.exitCode = 1;
}
