import { OverloadLadder } from "../../server/match/overload.ts";
import { LoadStep } from "../../shared/protocol/load.ts";

/** Loaded before `server/main.ts`: from SIGUSR2 on the process has too much to do to take anybody in. */
process.once("SIGUSR2", () => {
  OverloadLadder.prototype.look = () => LoadStep.NO_JOINS;
});
