import type { Check, Pace, Scenario } from "../../test/cluster/scenarios/scenario.ts";

/** What came of a fault and of its control. */
export interface Trial {
  readonly name: string;
  readonly injected: string;
  readonly outcome: Outcome;
  readonly control: { readonly kind: "none"; readonly why: string } | { readonly kind: "run"; readonly what: string; readonly outcome: Outcome };
}

/** "broken": it could not be run to its end, which says nothing of the fault. */
export type Outcome = { readonly kind: "ran"; readonly checks: readonly Check[] } | { readonly kind: "broken"; readonly error: string };

/** Runs a fault, then its control. */
export async function tryOut({ name, injected, run, control }: Scenario, pace: Pace): Promise<Trial> {
  const outcome = await outcomeOf(() => run(pace));
  if (control.kind === "none") return { name, injected, outcome, control };
  return { name, injected, outcome, control: { kind: "run", what: control.what, outcome: await outcomeOf(() => control.run(pace)) } };
}

/** What is wrong with a trial: limits that were missed, and a control that says nothing. Empty when it may stand as proof. */
export function complaintsOf({ name, outcome, control }: Trial): string[] {
  const complaints: string[] = [];
  if (outcome.kind === "broken") complaints.push(`${name}: ${outcome.error}`);
  else for (const check of missed(outcome.checks)) complaints.push(`${name}: ${check.what}: ${check.measured}, where ${check.limit} was to be`);
  if (control.kind === "run") {
    if (control.outcome.kind === "broken") complaints.push(`${name}: the control, ${control.what}: ${control.outcome.error}`);
    else if (missed(control.outcome.checks).length === 0) complaints.push(`${name}: the control, ${control.what}, survives it: then the fault proves nothing`);
  }
  return complaints;
}

export function missed(checks: readonly Check[]): Check[] {
  return checks.filter(({ holds }) => !holds);
}

async function outcomeOf(run: () => Promise<Check[]>): Promise<Outcome> {
  try {
    return { kind: "ran", checks: await run() };
  } catch (error) {
    return { kind: "broken", error: error instanceof Error ? error.message : String(error) };
  }
}
