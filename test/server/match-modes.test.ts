import { describe, expect, test } from "vitest";
import type { FrameSource, WireFieldsOf } from "../../server/match/inputs.ts";
import { Match, type MatchOptions, WAIT_MS } from "../../server/match/match.ts";
import type { RoundLog } from "../../server/match/record.ts";
import { replay } from "../../server/match/replay.ts";
import { RoundTally } from "../../server/match/results.ts";
import { rotationOf } from "../../shared/content/maps.ts";
import { DUEL, type ModeData, SQUADS } from "../../shared/content/modes.ts";
import { RAIL } from "../../shared/content/weapons.ts";
import type { RoundResults } from "../../shared/protocol/messages.ts";
import { PHASE_PLAYING, PHASE_PODIUM, PHASE_WAITING } from "../../shared/protocol/state.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { bodyOf } from "../../shared/sim/world.ts";

/** Hands that never move: what happens is what the test does to the world. */
const idle: FrameSource = { size: 0, next: (): WireFieldsOf | undefined => undefined };

const TICK_RATE = 20;

function start(mode: ModeData, more: Partial<MatchOptions> = {}) {
  const logs: RoundLog[] = [];
  const results: RoundResults[] = [];
  const told: string[] = [];
  const terrains = rotationOf(mode.name).map((map) => compileTerrain(map, TICK_RATE));
  const [terrain] = terrains;
  if (terrain === undefined) throw new Error(`no map for ${mode.name}`);
  const match = new Match({
    terrain,
    terrainAfter: (turns) => terrains[turns % terrains.length] ?? terrain,
    mode,
    seed: 3,
    size: mode.bodies ?? 0,
    now: () => 0,
    send: () => undefined,
    roundEnded: (_round, log) => void logs.push(log),
    decided: (round) => void results.push(round),
    moved: () => void told.push("moved"),
    over: () => void told.push("over"),
    ...more,
  });
  const run = (ticks: number): void => {
    for (let tick = 0; tick < ticks; tick++) match.tick();
  };
  const bots = () => [...match.told.roster.values()].filter(({ bot }) => bot).length;
  const teams = () => [1, 2].map((team) => [...match.told.roster.values()].filter((player) => player.team === team).length);
  const give = (id: number, kills: number): void => {
    const body = bodyOf(match.world, id);
    if (body === undefined) throw new Error("no body");
    body.kills = kills;
  };
  return { match, logs, results, told, run, bots, teams, give };
}

const waitTicks = (WAIT_MS * TICK_RATE) / 1000;

describe("a duel that nobody comes to", () => {
  test(`begins after ${WAIT_MS / 1000} s with the bot of the warm-up as opponent, and no sooner`, () => {
    const { match, run, bots } = start(DUEL);
    run(100);
    match.join("Ada", idle);
    run(waitTicks - 1);
    expect(match.told.round.phase).toBe(PHASE_WAITING);
    run(3);
    expect(match.told.round.phase).toBe(PHASE_PLAYING);
    expect(bots()).toBe(1);
    expect(match.world.bodies).toHaveLength(2);
  });

  test("begins anew, without the bot, when somebody comes after all", () => {
    const { match, run, bots, give } = start(DUEL);
    const id = match.join("Ada", idle);
    run(waitTicks + 3);
    give(id, 6);
    match.join("Bob", idle);
    run(2);
    expect(bots()).toBe(0);
    expect(match.told.round.phase).toBe(PHASE_PLAYING);
    expect(match.world.bodies.map(({ kills }) => kills)).toEqual([0, 0]);
  });

  test("is played again with the bot when the player wants to", () => {
    const { match, run, bots, give } = start(DUEL);
    const id = match.join("Ada", idle);
    run(waitTicks + 3);
    give(id, 10);
    run(2);
    expect(match.told.round.phase).toBe(PHASE_PODIUM);
    match.wantRematch(id);
    run(2);
    expect(match.told.round.phase).toBe(PHASE_PLAYING);
    expect(bots()).toBe(1);
  });

  test("without bots goes on waiting", () => {
    const { match, run } = start(DUEL, { size: 0 });
    match.join("Ada", idle);
    run(waitTicks * 3);
    expect(match.told.round.phase).toBe(PHASE_WAITING);
  });
});

describe("a duel of two", () => {
  function duel() {
    const all = start(DUEL);
    const [first, second] = [all.match.join("Ada", idle), all.match.join("Bob", idle)];
    all.run(2);
    return { ...all, first, second };
  }

  test("stays on the map of the warm-up, and takes turns from then on", () => {
    const { match, run, give, first, second, told } = duel();
    const [map] = rotationOf("duel");
    expect(match.map).toBe(map?.name);
    give(first, 10);
    run(1);
    match.wantRematch(first);
    match.wantRematch(second);
    run(1);
    expect(match.map).toBe(rotationOf("duel")[1]?.name);
    expect(told).toEqual(["moved"]);
  });

  test("ends with ten kills, not with nine", () => {
    const { match, run, give, first, results } = duel();
    give(first, 9);
    run(2);
    expect(match.told.round.phase).toBe(PHASE_PLAYING);
    give(first, 10);
    run(1);
    expect(match.told.round.phase).toBe(PHASE_PODIUM);
    expect(results).toMatchObject([{ winner: first, team: 0 }]);
  });

  test("ends after five minutes", () => {
    const { match, run } = duel();
    run(5 * 60 * TICK_RATE - 4);
    expect(match.told.round.phase).toBe(PHASE_PLAYING);
    run(4);
    expect(match.told.round.phase).toBe(PHASE_PODIUM);
  });

  test("is over after the podium, once, and ticks no more", () => {
    const { match, run, give, first, told } = duel();
    give(first, 10);
    run(1 + 12 * TICK_RATE);
    expect(told).toEqual([]);
    run(5);
    expect(told).toEqual(["over"]);
    const { tick } = match.world;
    run(5);
    expect(match.world.tick).toBe(tick);
  });

  test("is lost by a dropped connection only when its seat is given up", () => {
    const { match, run, first, second, results } = duel();
    match.drop(second);
    run(100);
    expect(match.told.round.phase).toBe(PHASE_PLAYING);
    match.leave(second);
    run(1);
    expect(results).toMatchObject([{ winner: first }]);
  });

  test("is logged without its warm-up, and replays to the same hashes", () => {
    const { match, run, logs } = duel();
    run(60);
    match.end();
    expect(logs).toHaveLength(1);
    const replayed = replay(logs[0] ?? expect.fail());
    expect(replayed).toMatchObject({ differsAt: null });
    expect(replayed.hashes).toBeGreaterThan(1);
  });
});

describe("squads", () => {
  test("send who comes to the side that is behind when both have as many people", () => {
    for (const behind of [1, 2] as const) {
      const { match, run } = start(SQUADS);
      run(2);
      match.world.scores[behind === 1 ? 1 : 0] = 5;
      const id = match.join("Ada", idle);
      expect(match.teamOf(id)).toBe(behind);
    }
  });

  test("send who comes to the side with fewer people though it is ahead", () => {
    const { match, run } = start(SQUADS);
    expect(match.teamOf(match.join("Ada", idle))).toBe(1);
    run(2);
    match.world.scores[1] = 40;
    expect(match.teamOf(match.join("Bob", idle))).toBe(2);
  });

  test("keep four a side through every coming and going", () => {
    const { match, run, teams } = start(SQUADS);
    const ids = Array.from({ length: 8 }, (_, index) => {
      const id = match.join(`P${index}`, idle);
      run(1);
      expect(teams()).toEqual([4, 4]);
      return id;
    });
    for (const id of ids) {
      match.leave(id);
      expect(teams()).toEqual([4, 4]);
      run(1);
    }
  });

  test("go on when somebody leaves", () => {
    const { match, run } = start(SQUADS);
    const id = match.join("Ada", idle);
    run(10);
    match.leave(id);
    run(10);
    expect(match.told.round.phase).toBe(PHASE_PLAYING);
  });

  test("are won at 50 together, name the team, and begin again after the podium on the next map", () => {
    const { match, run, results, told } = start(SQUADS);
    match.join("Ada", idle);
    run(2);
    match.world.scores[1] = 50;
    run(1);
    expect(results).toMatchObject([{ team: 2 }]);
    expect([...match.told.round.scores]).toEqual([0, 50]);
    run(12 * TICK_RATE + 2);
    expect(match.told.round.phase).toBe(PHASE_PLAYING);
    expect([...match.told.round.scores]).toEqual([0, 0]);
    expect(told).toEqual(["moved"]);
    expect(match.map).toBe(rotationOf("squads")[1]?.name);
  });

  test("replay to the same hashes, bots on both sides and two maps", () => {
    const { match, run, logs } = start(SQUADS);
    const id = match.join("Ada", idle);
    run(200);
    match.world.scores[0] = 50;
    run(2);
    match.wantRematch(id);
    run(200);
    match.end();
    expect(logs.map(({ map }) => map)).toEqual(rotationOf("squads").map(({ name }) => name));
    // The first was meddled with at its end; the second is as it was played.
    expect(replay(logs[1] ?? expect.fail())).toMatchObject({ differsAt: null });
  });
});

describe("a match arranged by its owner", () => {
  test("has no bots, and gets none when somebody leaves", () => {
    const { match, run, bots } = start(SQUADS);
    match.arrange({ size: 0, level: null });
    const id = match.join("Ada", idle);
    match.join("Bob", idle);
    run(2);
    match.leave(id);
    run(2);
    expect(bots()).toBe(0);
    expect(match.world.bodies).toHaveLength(1);
  });
});

describe("the tally of a round", () => {
  const fired = (body: number): SimEvent => ({ kind: "railFired", body, shot: 0, weapon: RAIL, fromX: 0, fromY: 0, toX: 0, toY: 0, victim: 0 });
  const hit = (attacker: number, victim: number, weapon: number, amount: number): SimEvent => ({
    kind: "bodyHit",
    victim,
    attacker,
    weapon,
    amount,
    health: 1,
    shield: 0,
    x: 0,
    y: 0,
    angle: 0,
  });
  const killed = (attacker: number, victim: number, weapon: number, streak: number): SimEvent => ({
    kind: "bodyKilled",
    victim,
    attacker,
    weapon,
    attackerHealth: 1,
    attackerShield: 0,
    streak,
    x: 0,
    y: 0,
  });

  test("counts shots, hits, damage, the best streak and the weapon with most kills", () => {
    const tally = new RoundTally();
    tally.observe([fired(1), fired(1), fired(1), fired(1), hit(1, 2, RAIL, 75), hit(1, 2, 0, 60), killed(1, 2, RAIL, 3), killed(1, 2, RAIL, 1)]);
    expect(tally.of(1)).toEqual({ body: 1, shots: 4, hits: 2, damage: 135, bestWeapon: RAIL, bestStreak: 3 });
  });

  test("takes the weapon with most damage where kills are even", () => {
    const tally = new RoundTally();
    tally.observe([hit(1, 2, RAIL, 10), hit(1, 2, 0, 20)]);
    expect(tally.of(1).bestWeapon).toBe(0);
  });

  test("counts nothing that somebody does to themselves, and never more hits than shots", () => {
    const tally = new RoundTally();
    tally.observe([fired(1), hit(1, 1, 0, 50), killed(1, 1, 0, 0), hit(1, 2, 0, 5), hit(1, 3, 0, 5)]);
    expect(tally.of(1)).toMatchObject({ shots: 1, hits: 1, damage: 10 });
  });

  test("knows of who did nothing", () => {
    expect(new RoundTally().of(9)).toEqual({ body: 9, shots: 0, hits: 0, damage: 0, bestWeapon: null, bestStreak: 0 });
  });
});
