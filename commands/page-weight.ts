import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Manifest } from "vite";
import { buildPageIfStale, PAGE } from "./page.ts";

/** Bytes, gzipped: what a player may have to load up to the first play. About 2 s at 2 Mbit/s. */
const LIMIT = 450_000;

/** Loaded later than the page itself, yet before anybody plays: `main.tsx` and `app.tsx` ask for them at once, or with the first click. */
const FIRST_PLAY = ["index.html", "game/arena.ts", "game/connect.ts"];

await buildPageIfStale();

const manifest: Manifest = JSON.parse(readFileSync(join(PAGE, ".vite", "manifest.json"), "utf8"));
const first = new Set(["index.html", "favicon.svg"]);
for (const entry of FIRST_PLAY) follow(entry);

/** Takes a piece with all that it cannot be without. */
function follow(name: string): void {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`${name} is no piece of the page any more: FIRST_PLAY names what is`);
  if (first.has(chunk.file)) return;
  for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) first.add(file);
  for (const needed of chunk.imports ?? []) follow(needed);
}

const files = readdirSync(PAGE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
  .map((entry) => join(entry.parentPath, entry.name).slice(PAGE.length + 1))
  .filter((name) => !name.startsWith(".vite"))
  .map((name) => ({ name, bytes: gzipSync(readFileSync(join(PAGE, name)), { level: 9 }).length }))
  .sort((a, b) => b.bytes - a.bytes);

const total = list("up to the first play", true);
list("when needed", false);
if (total > LIMIT) {
  console.error(`The page is too heavy: ${figure(LIMIT)} bytes are allowed.`);
  process.exitCode = 1;
}

function list(when: string, isFirst: boolean): number {
  const loaded = files.filter(({ name }) => first.has(name) === isFirst);
  const sum = loaded.reduce((bytes, file) => bytes + file.bytes, 0);
  for (const { name, bytes } of loaded) console.log(`${figure(bytes)}  ${name}`);
  console.log(`${figure(sum)}  bytes gzipped ${when}${isFirst ? `, of ${figure(LIMIT)} allowed` : ""}\n`);
  return sum;
}

function figure(bytes: number): string {
  return bytes.toLocaleString("en").padStart(9);
}
