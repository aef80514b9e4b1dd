import { writeFileSync } from "node:fs";
import { findKnee } from "./load/knee.ts";
import { runLobby } from "./load/lobby-run.ts";
import { runMatch } from "./load/match-run.ts";
import { type LoadOptions, type LoadWish, readOptions, USAGE } from "./load/options.ts";
import { lobbyReport, matchReport, printReport, type Report } from "./load/report.ts";
import { runAsTold } from "./usage.ts";

/** `npm run load`: many clients over real sockets, and what that costs. */
await runAsTold(USAGE, readOptions, load);

async function load({ wish, json }: LoadOptions): Promise<void> {
  const { isSound, figures } = await run(wish);
  const text = JSON.stringify(figures, null, 2);
  if (json === null) console.log(text);
  else writeFileSync(json, `${text}\n`);
  if (!isSound) process.exitCode = 1;
}

/** Runs and prints the table. Sound: the figures say something, and nothing was wrong. */
async function run(wish: LoadWish): Promise<{ isSound: boolean; figures: object }> {
  switch (wish.kind) {
    case "match": {
      const figures = await runMatch(wish, console.log);
      return judged(matchReport(figures), figures);
    }
    case "lobby": {
      const figures = await runLobby(wish, console.log);
      return judged(lobbyReport(figures), figures);
    }
    case "knee": {
      const knee = await findKnee(wish, console.log);
      const outcome = knee.broke === null ? "nothing gave" : `at ${knee.broke.players} the ${knee.broke.gave} gave first`;
      console.log(`\nUp to ${knee.held} players everything held; ${outcome}.`);
      return { isSound: true, figures: knee };
    }
  }
}

function judged(report: Report, figures: object): { isSound: boolean; figures: object } {
  printReport(report, console.log);
  return { isSound: report.void.length === 0 && report.faults.length === 0, figures: { ...figures, void: report.void, wrong: report.faults } };
}
