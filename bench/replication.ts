import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { IS_PINNED } from "./meters/pinning.ts";
import { type Outcome, runStack } from "./replication/run-stack.ts";
import { STACK_NAMES, STACKS, type StackName } from "./replication/stacks.ts";
import { RATE, VIEW_HEIGHT, VIEW_WIDTH, WORLD } from "./replication/workload.ts";

/**
 * One workload over every way to replicate it, in turn: `npm run bench -- replication`, with `--players 400`, `--seconds 20`,
 * `--rounds 3` and `--stacks floor,strafe` to change what is run. The server of a stack has a process and, where there is
 * taskset, a core of its own; all clients share another. Nobody sends inputs. CPU is all that the server's process used; the
 * simulation and finding out who sees what are the same code for every stack, charged to all and shown apart as `shared`.
 * In every run one client decodes everything and is compared with the server's world twice a second: any mismatch fails the bench.
 */
const { values } = parseArgs({
  options: {
    players: { type: "string", default: "400" },
    seconds: { type: "string", default: "20" },
    warm: { type: "string", default: "150" },
    rounds: { type: "string", default: "3" },
    stacks: { type: "string", default: STACK_NAMES.join() },
    out: { type: "string", default: new URL("replication.json", import.meta.url).pathname },
  },
});
const extent = { players: Number(values.players), seconds: Number(values.seconds), warmTicks: Number(values.warm) };
const rounds = Number(values.rounds);
const stacks = STACK_NAMES.filter((name) => values.stacks.split(",").includes(name));

const outcomes = new Map<StackName, Outcome[]>(stacks.map((stack) => [stack, []]));
const faults: string[] = [];
for (let round = 1; round <= rounds; round += 1) {
  for (const stack of stacks) {
    const outcome = await runStack(stack, extent);
    outcomes.get(stack)?.push(outcome);
    const { verified, server } = outcome;
    faults.push(...verified.mismatches.map((words) => `${stack}: ${words}`));
    if (verified.pictures === 0) faults.push(`${stack}: nothing was verified`);
    console.log(
      `round ${round}, ${stack}: ${rounded(server.cpu)} µs at ${rounded(server.rate)} Hz, ${verified.checks} checks, ${verified.mismatches.length} mismatches`,
    );
  }
}

const figures = stacks.map((stack) => {
  const runs = outcomes.get(stack) ?? [];
  const middle = (figure: (outcome: Outcome) => number): number => median(runs.map(figure));
  return {
    stack,
    cpu: middle(({ server }) => server.cpu),
    shared: middle(({ server }) => server.shared),
    tickP50: middle(({ server }) => server.tickP50),
    tickP99: middle(({ server }) => server.tickP99),
    gc: middle(({ server }) => server.gc),
    rate: middle(({ server }) => server.rate),
    // A stack that falls behind sends less often: bytes are those of one tick, at the rate that it should have.
    bytes: middle(({ server, clients }) => (clients.bytes / server.rate) * RATE),
    clientsDelayP99: middle(({ clients }) => clients.delayP99),
    checks: runs.reduce((sum, { verified }) => sum + verified.checks, 0),
  };
});
const of = (name: StackName) => figures.find(({ stack }) => stack === name);
const floor = of("floor");
const views = of("views-packed");
const results = figures.map((figure) => ({
  ...figure,
  cpuToFloor: ratio(figure.cpu, floor?.cpu),
  bytesToFloor: ratio(figure.bytes, floor?.bytes),
  cpuToViews: ratio(figure.cpu, views?.cpu),
  bytesToViews: ratio(figure.bytes, views?.bytes),
}));

console.table(
  Object.fromEntries(
    results.map(({ stack, ...figure }) => [
      STACKS[stack].title,
      {
        "µs/player·tick": rounded(figure.cpu),
        "of it shared": rounded(figure.shared),
        "tick p50/p99 ms": `${rounded(figure.tickP50)} / ${rounded(figure.tickP99)}`,
        "kB/s down": rounded(figure.bytes / 1000),
        "GC ms/s": rounded(figure.gc),
        Hz: rounded(figure.rate),
        "CPU × floor (earlier)": `${figure.cpuToFloor} (${STACKS[stack].earlier?.cpu ?? "–"})`,
        "bytes × floor (earlier)": `${figure.bytesToFloor} (${STACKS[stack].earlier?.bytes ?? "–"})`,
        "CPU, bytes × views": `${figure.cpuToViews}, ${figure.bytesToViews}`,
      },
    ]),
  ),
);
const machine = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, isPinned: IS_PINNED };
const workload = { ...extent, rounds, rate: RATE, world: WORLD, view: [VIEW_WIDTH, VIEW_HEIGHT] };
writeFileSync(values.out, `${JSON.stringify({ machine, workload, results }, null, 2)}\n`);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function ratio(value: number, base: number | undefined): number | null {
  return base === undefined ? null : rounded(value / base);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
