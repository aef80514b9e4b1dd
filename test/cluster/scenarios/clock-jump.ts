import { JumpingClock } from "../../programs/faketime.ts";
import { findProgram, PROGRAMS } from "../../programs/programs.ts";
import type { ServerProcess } from "../server-process.ts";
import { withLoneServer } from "./lone-server.ts";
import { playing, TickWatch } from "./matches.ts";
import { type Check, equal, type Pace, pause, type Scenario, timeUntil } from "./scenario.ts";

/** ms until everybody has seen the jump. */
const JUMP_PATIENCE = 30_000;

/** ms that the match is watched after it. */
const WATCHED = 30_000;
const WATCHED_LEAST = 4000;

const HOUR = 3_600_000;

export const clockJump: Scenario = {
  name: "the wall clock jumps by an hour, ahead and back",
  injected: "faketime, in the server's process",
  run: async (pace) => [...(await jump(pace, "+1h", HOUR)), ...(await jump(pace, "-1h", -HOUR))],
  control: { kind: "none", why: "that it does jump is among the checks: the server's own Date says so" },
};

function jump(pace: Pace, by: string, ms: number): Promise<Check[]> {
  const faketime = findProgram("faketime");
  if (faketime === null) throw new Error(`install ${PROGRAMS.faketime.debianPackage} first`);
  const clock = new JumpingClock(faketime);
  return withLoneServer({ environment: clock.environment }, async (server) => {
    const player = await playing(server.url);
    const watch = new TickWatch([player]);
    clock.jump(by);
    const jumped = await timeUntil(JUMP_PATIENCE, async () => Math.abs((await aheadBy(server)) - ms) < 60_000);
    await pause(Math.max(WATCHED * pace.scale, WATCHED_LEAST));
    return [
      equal(`${by}: the clock of the server jumps`, jumped !== null, true),
      watch.check(`${by}: the match loses no tick and gains none`),
      equal(`${by}: who plays is still there`, player.left === null, true),
      equal(`${by}: whoever comes after it gets a seat`, (await playing(server.url)).left === null, true),
    ];
  });
}

async function aheadBy(server: ServerProcess): Promise<number> {
  return Date.parse((await fetch(`${server.url}/healthz`)).headers.get("date") ?? "") - Date.now();
}
