import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Controls } from "../../client/game/input/controls.ts";
import type { NetFigures, Scene } from "../../client/game/scene.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { BadNetwork } from "../proxy/bad-network.ts";
import { roundTripOf } from "../proxy/lane.ts";
import { ScriptedPlayer } from "./player.ts";
import { randomFrom } from "./random.ts";
import { type RunningServer, startServer } from "./server.ts";

/** ms of the match. */
const PLAY = 60_000;

/** ms of the match at which everything stands still for STALL ms. */
const STALLS = [12_000, 27_000, 42_000];
const STALL = 500;

/** Plays like someone in a hurry: changes course, dashes, switches weapons and shoots at whatever comes. */
function restless(random: () => number) {
  let changesAt = 0;
  return (_scene: Scene, controls: Controls, now: number): void => {
    controls.aim += (random() - 0.5) * 0.3;
    if (now < changesAt) return;
    changesAt = now + 80 + random() * 600;
    const push = random() < 0.15 ? 0 : random();
    const heading = random() * 2 * Math.PI;
    controls.moveX = push * Math.cos(heading);
    controls.moveY = push * Math.sin(heading);
    controls.fire = random() < 0.6;
    controls.dash = random() < 0.3;
    controls.weapon = random() < 0.5 ? 1 : 0;
  };
}

/** Runs to and fro without a pause, so that every stall finds it moving. */
const runner = (_scene: Scene, controls: Controls, now: number): void => {
  controls.moveX = Math.floor(now / 700) % 2 === 0 ? 1 : -1;
};

const figuresOf = ({ scene }: ScriptedPlayer): NetFigures => structuredClone(scene.net);

interface Outcome {
  /** Fights six bots. */
  fighter: NetFigures;
  /** The same, but its body accelerates by 1 % more than the server's. */
  wrong: NetFigures;
  /** Alone on a field, through STALLS. */
  stalled: NetFigures;
  /** Corrections by the time at which each stall was over for a second, and right before the next. */
  afterStalls: { settled: number; before: number }[];
}

async function play(tickRate: 20 | 40): Promise<Outcome> {
  const servers: RunningServer[] = [await startServer({ tickRate, isField: false, bots: 8 }), await startServer({ tickRate })];
  const random = randomFrom(tickRate);
  const networks = await Promise.all(servers.map((server) => BadNetwork.start(server.port, roundTripOf(150, 30), random)));
  const [arena, field] = networks.map(({ port }) => port);
  const fighter = await new ScriptedPlayer(arena ?? 0, restless(random)).join({ name: "fighter" });
  const wrong = await new ScriptedPlayer(arena ?? 0, restless(random), {
    compile(map, rate) {
      const terrain = compileTerrain(map, rate);
      return { ...terrain, pace: { ...terrain.pace, acceleration: Math.round(terrain.pace.acceleration * 1.01) } };
    },
  }).join({ name: "wrong" });
  const stalled = await new ScriptedPlayer(field ?? 0, runner).join({ name: "stalled" });
  const begun = fighter.scene.tick;
  /** Resolves when the match has gone on for so many ms, in ticks: a machine that stands still has not played. */
  const playedFor = (ms: number): Promise<boolean> =>
    vi.waitUntil(() => fighter.scene.tick - begun >= (ms / 1000) * tickRate, { timeout: 2 * PLAY, interval: 10 });
  const afterStalls: Outcome["afterStalls"] = [];
  for (const at of STALLS) {
    await playedFor(at);
    const before = stalled.scene.net.corrections.invented;
    networks[1]?.stall(STALL);
    await playedFor(at + STALL + 2000);
    afterStalls.push({ before, settled: stalled.scene.net.corrections.invented });
  }
  await playedFor(PLAY);
  const outcome = { fighter: figuresOf(fighter), wrong: figuresOf(wrong), stalled: figuresOf(stalled), afterStalls };
  for (const player of [fighter, wrong, stalled]) player.leave();
  await Promise.all(networks.map((network) => network.close()));
  await Promise.all(servers.map((server) => server.stop()));
  return outcome;
}

describe("60 s of play at a round trip of 150 ± 30 ms", () => {
  const outcomes = new Map<number, Outcome>();
  const outcomeAt = (rate: number): Outcome => {
    const outcome = outcomes.get(rate);
    if (outcome === undefined) throw new Error(`nobody played at ${rate} Hz`);
    return outcome;
  };

  beforeAll(async () => {
    await Promise.all(([40, 20] as const).map(async (rate) => outcomes.set(rate, await play(rate))));
  });

  afterAll(() => console.log("drift", JSON.stringify([...outcomes])));

  describe.each([40, 20])("at %i Hz", (rate) => {
    test("the round trip is what it should be", () => {
      expect(outcomeAt(rate).fighter.roundTrip).toBeGreaterThan(120);
      expect(outcomeAt(rate).fighter.roundTrip).toBeLessThan(200);
    });

    test("nothing unexplained corrects a body in a fight", () => {
      expect(outcomeAt(rate).fighter).toMatchObject({ driftPeak: 0, corrections: { drift: 0 } });
    });

    test("what the server alone knew is counted apart", () => {
      expect(outcomeAt(rate).fighter.corrections.impulse).toBeGreaterThan(0);
    });

    test("one movement constant changed on the client shows as drift: the control", () => {
      expect(outcomeAt(rate).wrong.corrections.drift).toBeGreaterThan(100);
      expect(outcomeAt(rate).wrong.driftPeak).toBeGreaterThan(0);
    });

    test("a stall of 500 ms costs one correction, and then none", () => {
      const { afterStalls, stalled } = outcomeAt(rate);
      expect(afterStalls.map(({ before, settled }) => settled - before)).toEqual([1, 1, 1]);
      expect(stalled.corrections).toEqual({ drift: 0, impulse: 0, invented: STALLS.length });
    });
  });
});
