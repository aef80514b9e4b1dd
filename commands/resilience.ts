import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { SCENARIOS } from "../test/cluster/scenarios/all.ts";
import { FULL_LENGTH } from "../test/cluster/scenarios/scenario.ts";
import { findProgram, PROGRAMS } from "../test/programs/programs.ts";
import { pageOf, type Setting } from "./resilience/report.ts";
import { complaintsOf, type Trial, tryOut } from "./resilience/trial.ts";

/**
 * `npm run resilience [-- word]`: injects every fault at full length, with its control, and writes docs/resilience.md. With a word: only the faults whose names
 * have it, and nothing is written. Exit 1 when a limit was missed or a control survived.
 */
const PAGE = new URL("../docs/resilience.md", import.meta.url);
const LIBRARIES = ["@colyseus/core", "@colyseus/redis-driver", "@colyseus/redis-presence", "ioredis", "pg"];

const [word] = process.argv.slice(2);
const chosen = SCENARIOS.filter(({ name }) => name.includes(word ?? ""));
const redis = findProgram("redis");
if (redis === null || chosen.length === 0) {
  console.error(redis === null ? `Install Redis first: apt-get install ${PROGRAMS.redis.debianPackage}` : `No fault has "${word}" in its name. There are:`);
  if (redis !== null) for (const { name } of SCENARIOS) console.error(`  ${name}`);
  process.exit(1);
}

const began = performance.now();
const commit = execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { encoding: "utf8" }).trim();
const trials: Trial[] = [];
for (const [index, scenario] of chosen.entries()) {
  console.log(`${index + 1} of ${chosen.length}: ${scenario.name}`);
  const trial = await tryOut(scenario, FULL_LENGTH);
  trials.push(trial);
  if (trial.outcome.kind === "ran") for (const { what, measured, limit } of trial.outcome.checks) console.log(`  ${what}: ${measured} (${limit})`);
  for (const complaint of complaintsOf(trial)) console.error(`  WRONG: ${complaint}`);
}
const complaints = trials.flatMap(complaintsOf);
if (word === undefined) {
  writeFileSync(PAGE, pageOf(trials, settingOf(redis)));
  console.log("Written to docs/resilience.md.");
}
console.log(complaints.length === 0 ? "All is survived." : `${complaints.length} things are wrong:\n${complaints.join("\n")}`);
// What a fault left behind of timers and sockets keeps nobody waiting.
process.exit(complaints.length === 0 ? 0 : 1);

function settingOf(redisPath: string): Setting {
  const [core] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit,
    machine: `${cpus().length} cores of ${core?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    versions: [
      `Node ${process.versions.node}`,
      `Redis ${/v=([\d.]+)/.exec(execFileSync(redisPath, ["--version"], { encoding: "utf8" }))?.[1]}`,
      ...LIBRARIES.map((name) => `${name} ${versionOf(name)}`),
    ],
    minutes: Math.round((performance.now() - began) / 60_000),
  };
}

function versionOf(library: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(new URL(`../node_modules/${library}/package.json`, import.meta.url), "utf8"));
  return version;
}
