import { MatchBots } from "../../server/match/bots.ts";
import { mapsFor } from "../../server/match/rotation.ts";
import { DEFAULT_MAP, rotationOf } from "../../shared/content/maps.ts";
import { MODES, type ModeName } from "../../shared/content/modes.ts";
import type { InputFrame } from "../../shared/sim/frame.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import { step } from "../../shared/sim/step.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { type BodyFrame, createWorld, type Joining } from "../../shared/sim/world.ts";

/** Bots whose play is recorded: enough that neighbours rarely do the same thing. */
const BOTS = 40;

/** s of play that are recorded, and played again and again. */
const SECONDS = 20;

/** s of the match that come before: until the first of them have met. */
const WARM_UP = 3;

/** What one bot did, frame by frame. */
export type Tape = readonly Readonly<InputFrame>[];

/** Plays a match of bots without a server, on the map that a room for this many players begins on, and keeps their frames. */
export function recordBots(mode: ModeName, players: number, tickRate: TickRate, seed = 1): readonly Tape[] {
  const map = mapsFor(rotationOf(mode), players)[0] ?? DEFAULT_MAP;
  const terrain = compileTerrain(map, tickRate);
  const world = createWorld({ terrain, seed, startTick: 0, mode: { ...MODES[mode], forfeitMs: null, killsToWin: null } });
  let joins: Joining[] = [];
  let lastId = 0;
  const bots = new MatchBots({
    terrain,
    seed,
    size: BOTS,
    join: () => {
      lastId += 1;
      const joining: Joining = { id: lastId, team: MODES[mode].teams === 0 ? 0 : lastId % 2 === 0 ? 1 : 2 };
      joins.push(joining);
      return joining;
    },
    leave: (id) => {
      throw new Error(`bot ${id} left, and nobody made it`);
    },
    isNameTaken: () => false,
  });
  const tapes = new Map<number, Readonly<InputFrame>[]>();
  for (let tick = 0; tick < (WARM_UP + SECONDS) * tickRate; tick += 1) {
    const frames: BodyFrame[] = [];
    bots.think(world, frames);
    const happened = step(world, { joins, leaves: [], frames });
    joins = [];
    bots.observe(world, happened);
    if (tick < WARM_UP * tickRate) continue;
    for (const { id, frame } of frames) {
      const tape = tapes.get(id) ?? [];
      tapes.set(id, tape);
      tape.push({ ...frame });
    }
  }
  return [...tapes.values()];
}
