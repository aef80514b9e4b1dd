import { missed, type Trial } from "./trial.ts";

/** On what the faults were run. */
export interface Setting {
  date: string;
  commit: string;
  machine: string;
  /** Name and version of each program and library that takes part. */
  versions: readonly string[];
  minutes: number;
}

const HEAD = `# What the service survives

Written by \`npm run resilience\` from what it measured, never by hand. Each fault is injected into real server processes on a real Redis and a real
PostgreSQL, at the server's own heartbeats and leases, and then once more without the defence: the control, which has to fail. What the faults are and how they are met is
in [cluster.md](cluster.md); \`npm test\` has the same faults with shorter waits.`;

const COLUMNS = ["fault", "injected", "what must be so", "limit", "measured", "control"];

/**
 * The page with the trials as a table: a row for each thing that must be so. A trial whose control survived proves nothing and has no row; what
 * missed its limit says so.
 */
export function pageOf(trials: readonly Trial[], { date, commit, machine, versions, minutes }: Setting): string {
  const rows = trials.filter(isProof).flatMap(rowsOf);
  const table = [COLUMNS, COLUMNS.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const where = `${date}, commit ${commit}, ${machine}; ${versions.join(", ")}; ${minutes} minutes in all.`;
  return `${[HEAD, where, table.join("\n")].join("\n\n")}\n`;
}

function isProof({ outcome, control }: Trial): boolean {
  if (outcome.kind === "broken") return false;
  return control.kind === "none" || (control.outcome.kind === "ran" && missed(control.outcome.checks).length > 0);
}

function rowsOf({ name, injected, outcome, control }: Trial): string[][] {
  if (outcome.kind === "broken") return [];
  return outcome.checks.map(({ what, limit, measured, holds }, index) => [
    ...(index === 0 ? [name, injected] : ["", ""]),
    what,
    limit,
    holds ? measured : `**missed:** ${measured}`,
    index === 0 ? controlOf(control) : "",
  ]);
}

function controlOf(control: Trial["control"]): string {
  if (control.kind === "none") return `none: ${control.why}`;
  if (control.outcome.kind === "broken") return "";
  const failed = missed(control.outcome.checks).map(({ what, measured, limit }) => `${what}: ${measured} (${limit})`);
  return `${control.what}: ${failed.join("; ")}`;
}
