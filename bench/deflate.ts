import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { DEFLATIONS, type Deflation } from "./replication/deflation.ts";
import { type Outcome, runStack } from "./replication/run-stack.ts";
import { RATE } from "./replication/workload.ts";

/**
 * What it brings and costs to compress patches and events: Strafe's replication of the same workload as `npm run bench --
 * replication`, with permessage-deflate and without: `npm run bench -- deflate`, with `--players`, `--seconds` and `--rounds`.
 */
const { values } = parseArgs({
  options: { players: { type: "string", default: "400" }, seconds: { type: "string", default: "10" }, rounds: { type: "string", default: "3" } },
});
const extent = { players: Number(values.players), seconds: Number(values.seconds), warmTicks: 150 };
const ways = Object.keys(DEFLATIONS).filter((name): name is Deflation => name in DEFLATIONS);

const outcomes = new Map<Deflation, Outcome[]>(ways.map((way) => [way, []]));
for (let round = 1; round <= Number(values.rounds); round += 1) {
  for (const deflation of ways) {
    const outcome = await runStack("strafe", { ...extent, deflation });
    outcomes.get(deflation)?.push(outcome);
    if (outcome.verified.mismatches.length > 0) {
      console.error(outcome.verified.mismatches.join("\n"));
      process.exitCode = 1;
    }
  }
}

const results = ways.map((deflation) => {
  const runs = outcomes.get(deflation) ?? [];
  const middle = (figure: (outcome: Outcome) => number): number => median(runs.map(figure));
  return {
    deflation,
    cpuMicrosPerPlayerTick: middle(({ server }) => server.cpu),
    tickP99Ms: middle(({ server }) => server.tickP99),
    rate: middle(({ server }) => server.rate),
    rssMb: middle(({ server }) => server.rss),
    // At the rate that it should have: who falls behind sends less often.
    wireBytesPerSecond: middle(({ server, clients }) => (clients.wireBytes / server.rate) * RATE),
  };
});
console.table(results);
const report = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", ...extent, rounds: Number(values.rounds), results };
writeFileSync(new URL("deflate.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);

function median(numbers: number[]): number {
  return Math.round((numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN) * 100) / 100;
}
