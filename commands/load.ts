import { writeFileSync } from "node:fs";
import { runMatch } from "./load/match-run.ts";
import { type LoadOptions, readOptions, USAGE, UsageError } from "./load/options.ts";
import { matchReport, printReport } from "./load/report.ts";

/** `npm run load`: many clients over real sockets, and what that costs. */
const words = process.argv.slice(2);
if (words.includes("--help")) console.log(USAGE);
else {
  const options = optionsOrNull();
  if (options === null) process.exitCode = 1;
  else await load(options);
}

async function load({ wish, json }: LoadOptions): Promise<void> {
  if (wish.kind !== "match") throw new Error("soon");
  const run = await runMatch(wish, console.log);
  const report = matchReport(run);
  printReport(report, console.log);
  if (json !== null) writeFileSync(json, `${JSON.stringify({ ...run, void: report.void, faults: report.faults }, null, 2)}\n`);
  if (report.void.length > 0 || report.faults.length > 0) process.exitCode = 1;
}

function optionsOrNull(): LoadOptions | null {
  try {
    return readOptions(words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return null;
  }
}
