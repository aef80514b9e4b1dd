import { MAPS } from "../../../shared/content/maps.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import type { MatchSource } from "../match-source.ts";
import { monotonicClock } from "../net/clock.ts";
import { seatInMemory } from "../net/seat.ts";
import { GameSession } from "../session.ts";
import { LocalServer, type TrainingConditions, type TrainingPorts } from "./local-server.ts";
import { RANGE } from "./range.ts";

/** What a training begins with: a line as most have it, and everything as it is in a match. */
export const USUAL: TrainingConditions = { roundTrip: 60, jitter: 4, loss: 0, targetSpeed: 320, rewind: true };

/** A training: the real client in a match of its own, and the switches to what goes on between the two. */
export interface TrainingRoom {
  readonly source: MatchSource;
  /** To be changed at any time. */
  readonly conditions: TrainingConditions;
  /** Own shots since the last reset, and those that met a target, as the authority judged. */
  readonly tally: { readonly shots: number; readonly hits: number };
  /** Off: the own craft is shown where the server last said it was. */
  predict(on: boolean): void;
  resetTally(): void;
}

const OF_THE_PAGE: TrainingPorts = { clock: monotonicClock, random: Math.random };

/** Resolves once the first patch is there. */
export async function openTraining(ports: TrainingPorts = OF_THE_PAGE): Promise<TrainingRoom> {
  const conditions = { ...USUAL };
  const server = new LocalServer(conditions, ports);
  const session = new GameSession({ ...ports, open: server.open, seat: seatInMemory(), maps: { ...MAPS, [RANGE.name]: RANGE }, compile: compileTerrain });
  session.connect({});
  await session.begun();
  return {
    conditions,
    tally: server.tally,
    predict: (on) => session.predict(on),
    resetTally: () => server.tally.reset(),
    source: {
      roomId: "",
      frame: (now, controls) => session.frame(now, controls),
      call: () => undefined,
      askAgain: () => undefined,
      follow: () => undefined,
      turn: () => undefined,
      leave() {
        session.leave();
        server.close();
      },
    },
  };
}
