import { matchMaker } from "@colyseus/core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Match } from "../../server/match/match.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { ARENA, DUEL, type ModeData, SQUADS } from "../../shared/content/modes.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { LoadStep } from "../../shared/protocol/load.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import { Seated } from "./seated.ts";

/** A match in which bots fill up, of a process under a load that the test sets. */
function startMatch(mode: ModeData, size: number) {
  const load: { step: number } = { step: LoadStep.NONE };
  const match = new Match({ terrain: compileTerrain(DEFAULT_MAP, 40), seed: 3, mode, size, now: () => 0, load: () => load.step, send: () => undefined });
  const bodiesAt = (step: number): number => {
    load.step = step;
    match.tick();
    return match.world.bodies.length;
  };
  return { match, load, bodiesAt };
}

describe("a match of a process that has too much to do", () => {
  test("has half of its bots, and all again when that is over", () => {
    const { match, bodiesAt } = startMatch(ARENA, 13);
    expect(bodiesAt(LoadStep.NONE)).toBe(13);
    expect(bodiesAt(LoadStep.FEWER_BOTS)).toBe(7);
    expect(match.load).toBe(LoadStep.FEWER_BOTS);
    expect(bodiesAt(LoadStep.NO_JOINS)).toBe(7);
    expect(bodiesAt(LoadStep.NONE)).toBe(13);
  });

  test("takes no seat from people, and no bot in place of who comes or goes", () => {
    const { match, bodiesAt } = startMatch(ARENA, 8);
    const ids = Array.from({ length: 6 }, (_, index) => match.join(`Player ${index}`, { size: 0, next: () => undefined }));
    expect(bodiesAt(LoadStep.NONE)).toBe(8);
    expect(bodiesAt(LoadStep.FEWER_BOTS)).toBe(6);
    match.leave(ids[0] ?? 0);
    expect(bodiesAt(LoadStep.FEWER_BOTS)).toBe(5);
    match.leave(ids[1] ?? 0);
    match.leave(ids[2] ?? 0);
    expect(bodiesAt(LoadStep.FEWER_BOTS)).toBe(4);
    expect(bodiesAt(LoadStep.NONE)).toBe(8);
  });

  test("keeps to it when its owner arranges the bots anew", () => {
    const { match, bodiesAt } = startMatch(ARENA, 0);
    expect(bodiesAt(LoadStep.FEWER_BOTS)).toBe(0);
    match.arrange({ size: 10, level: null });
    expect(bodiesAt(LoadStep.FEWER_BOTS)).toBe(5);
    expect(bodiesAt(LoadStep.NONE)).toBe(10);
  });

  test.each([DUEL, SQUADS])("keeps every bot where the number of bodies is part of the game: $name", (mode) => {
    const { bodiesAt } = startMatch(mode, mode.bodies ?? 0);
    const before = bodiesAt(LoadStep.NONE);
    expect(before).toBeGreaterThan(0);
    expect(bodiesAt(LoadStep.NO_JOINS)).toBe(before);
  });

  test("ticks on at its own rate at every step", () => {
    const { match, bodiesAt } = startMatch(ARENA, 4);
    for (const step of Object.values(LoadStep)) bodiesAt(step);
    expect(match.world.tick).toBe(Object.values(LoadStep).length);
  });
});

describe("a server at the last step", () => {
  let server: ArenaServer;
  let load: number = LoadStep.NONE;
  const seated = new Seated(() => server.url);
  beforeAll(async () => {
    server = await startArena({}, { load: () => load });
  });
  afterEach(async () => {
    load = LoadStep.NONE;
    await seated.leave();
  });
  afterAll(() => server.app.close());

  test("refuses whoever comes, by the same code as a full one and with the reason; control: one step before it does not", async () => {
    const first = await seated.join();
    load = LoadStep.ALL_AT_HALF_RATE;
    expect((await seated.join()).room.roomId).toBe(first.room.roomId);
    load = LoadStep.NO_JOINS;
    const refusal = { code: JoinError.SERVER_FULL, message: expect.stringContaining("too much to do") };
    await expect(seated.join()).rejects.toMatchObject(refusal);
    await expect(seated.join({}, { kind: "new", mode: "arena" })).rejects.toMatchObject(refusal);
    await expect(seated.join({}, { kind: "room", roomId: first.room.roomId })).rejects.toMatchObject(refusal);
    await expect(seated.join({ spectate: true })).rejects.toMatchObject(refusal);
  });

  test("lets the players it has play on and return", async () => {
    const player = await seated.join();
    load = LoadStep.NO_JOINS;
    await expect.poll(() => player.room.state.tick).toBeGreaterThan(0);
    const { tick } = player.room.state;
    await expect.poll(() => player.room.state.tick).toBeGreaterThan(tick + 10);
    const { wayBack } = player;
    player.room.connection.close();
    await expect.poll(() => player.drops.length + Number(player.left !== null)).toBeGreaterThan(0);
    const back = await seated.join({}, wayBack);
    expect(back.body).toBe(player.body);
  });

  test("has its rooms hidden from matchmakers, and found again afterwards", async () => {
    const player = await seated.join();
    const isHidden = async (): Promise<boolean> => (await matchMaker.query({ roomId: player.room.roomId }))[0]?.private ?? false;
    expect(await isHidden()).toBe(false);
    load = LoadStep.NO_JOINS;
    await expect.poll(isHidden).toBe(true);
    load = LoadStep.NONE;
    await expect.poll(isHidden).toBe(false);
    expect((await seated.join()).room.roomId).toBe(player.room.roomId);
  });
});
