import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** `npm run bench -- <name>`: runs bench/<name>.ts. */
const directory = new URL("../bench/", import.meta.url);
// What is left of the words is the bench's own.
const [name] = process.argv.splice(2, 1);
const file = new URL(`${name}.ts`, directory);

if (name !== undefined && /^[a-z-]+$/.test(name) && existsSync(file)) {
  await import(file.href);
} else {
  const names = existsSync(directory) ? readdirSync(fileURLToPath(directory)).flatMap((entry) => (entry.endsWith(".ts") ? [entry.slice(0, -3)] : [])) : [];
  console.error(`Usage: npm run bench -- <name>, one of: ${names.join(", ")}`);
  process.exitCode = 1;
}
