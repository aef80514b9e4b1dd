import { writeFileSync } from "node:fs";
import { findProgram, PROGRAMS } from "../test/programs/programs.ts";
import { readOptions, type SoakOptions, USAGE } from "./soak/options.ts";
import { soak } from "./soak/run.ts";
import { boundsOf } from "./soak/verdict.ts";
import { runAsTold } from "./usage.ts";

/** `npm run soak`: visitors come and go for a quarter of an hour, and the server holds on to nothing of them. Exit 1 when it does. */
await runAsTold(USAGE, readOptions, run);

async function run({ json, ...wish }: SoakOptions): Promise<void> {
  if (findProgram("redis") === null) {
    console.error(`Install Redis first: apt-get install ${PROGRAMS.redis.debianPackage}`);
    process.exitCode = 1;
    return;
  }
  const figures = await soak(wish, console.log);
  const bounds = boundsOf(figures);
  const { visits, cpu } = figures;
  console.log(`\n${wish.minutes} minutes of ${wish.joins} visits per second, the server at ${(cpu * 100).toFixed(0)} % of a core`);
  for (const [kind, count] of Object.entries(visits.begun)) console.log(`  ${kind.padEnd(10)} ${count}`);
  for (const [why, count] of Object.entries(visits.failed)) console.log(`  came to nothing ${count} times: ${why}`);
  for (const { what, figure, limit, holds } of bounds) console.log(`  ${what}: ${figure} (at most ${limit})${holds ? "" : "  WRONG"}`);
  if (json !== null) writeFileSync(json, `${JSON.stringify({ ...figures, bounds }, null, 2)}\n`);
  if (bounds.some(({ holds }) => !holds)) process.exitCode = 1;
}
