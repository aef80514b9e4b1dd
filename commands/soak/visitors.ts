import type { VisitorsAnswer, VisitorsRequest } from "./messages.ts";
import { VISITS, type VisitKind } from "./visits.ts";

/** A process of visitors: so many visits begin per second, of every kind in turn. */

/** Of twenty that come one after the other. */
const SHARES: Record<VisitKind, number> = { plays: 12, vanishes: 2, returns: 2, staysAway: 1, looksIn: 2, queues: 1 };

const origin = JSON.parse(process.argv[2] ?? '""') as string;
const turns = spread();
const begun: Record<string, number> = {};
const failed: Record<string, number> = {};
let done = 0;
let present = 0;
let count = 0;
let timer: NodeJS.Timeout | null = null;
let isEnding = false;

process.on("message", (request: VisitorsRequest) => {
  switch (request.kind) {
    case "begin":
      return begin(request.perSecond);
    case "end":
      if (timer !== null) clearTimeout(timer);
      isEnding = true;
      return tellEnd();
    case "figures":
      return tell({ kind: "figures", figures: { begun, done, failed, present } });
  }
});
process.on("disconnect", () => process.exit(0));
tell({ kind: "ready" });

function begin(perSecond: number): void {
  const start = performance.now();
  isEnding = false;
  let beats = 0;
  const next = (): void => {
    void visit(turns[count % turns.length] ?? "plays");
    count += 1;
    beats += 1;
    // Absolute: a late visit makes no later ones late.
    timer = setTimeout(next, Math.max(0, start + (beats * 1000) / perSecond - performance.now()));
  };
  next();
}

async function visit(kind: VisitKind): Promise<void> {
  begun[kind] = (begun[kind] ?? 0) + 1;
  present += 1;
  try {
    await VISITS[kind](origin);
    done += 1;
  } catch (error) {
    const why = `${kind}: ${error instanceof Error ? error.message : String(error)}`;
    failed[why] = (failed[why] ?? 0) + 1;
  }
  present -= 1;
  tellEnd();
}

function tellEnd(): void {
  if (isEnding && present === 0) tell({ kind: "ended" });
}

/** The kinds in a round, each as far from its like as can be. */
function spread(): VisitKind[] {
  const kinds = Object.keys(VISITS) as VisitKind[];
  return kinds
    .flatMap((kind) => Array.from({ length: SHARES[kind] }, (_, index) => ({ kind, at: (index + 0.5) / SHARES[kind] })))
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

function tell(words: VisitorsAnswer): void {
  process.send?.(words);
}
