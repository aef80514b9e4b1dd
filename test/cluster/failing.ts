import { Match } from "../../server/match/match.ts";

/** Loaded before `server/main.ts`: code that fails, to see what it takes with it. A wish for a rematch throws in its handler. */
Match.prototype.wantRematch = () => {
  throw new Error("a handler that fails");
};

/** The first SIGUSR2 makes one tick of one match throw; the second leaves a rejection to nobody. */
process.once("SIGUSR2", () => {
  const { tick } = Match.prototype;
  Match.prototype.tick = () => {
    Match.prototype.tick = tick;
    throw new Error("a tick that fails");
  };
  process.once("SIGUSR2", () => void Promise.reject(new Error("a rejection that nobody waits for")));
});
