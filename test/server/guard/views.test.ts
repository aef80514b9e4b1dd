import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ArenaServer, startArena } from "../arena-server.ts";
import { Player } from "../player.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
});
afterAll(() => server.app.close());

describe("what only the owner of a body may know", () => {
  test("reaches its owner exactly", async () => {
    const player = await Player.join(server.url);
    await expect.poll(() => player.self?.own?.x ?? 0).toBeGreaterThan(0);
    await player.leave();
  });

  test("never reaches another player, neither on joining nor with a patch", async () => {
    const first = await Player.join(server.url);
    const second = await Player.join(server.url);
    await expect.poll(() => second.room.state.roster?.size).toBe(2);
    first.play();
    second.play();
    const start = second.room.state.tick;
    await expect.poll(() => second.room.state.tick - start).toBeGreaterThan(20);
    expect(first.room.state.bodies.get(String(first.body))?.own.velocityX).not.toBe(0);
    expect(second.room.state.bodies.get(String(first.body))?.own).toBe(undefined);
    expect(first.room.state.bodies.get(String(second.body))?.own).toBe(undefined);
    await Promise.all([first.leave(), second.leave()]);
  });

  test("never reaches a spectator", async () => {
    const player = await Player.join(server.url);
    const spectator = await Player.join(server.url, { spectate: true });
    await expect.poll(() => spectator.room.state.roster?.size).toBe(1);
    const start = spectator.room.state.tick;
    await expect.poll(() => spectator.room.state.tick - start).toBeGreaterThan(20);
    for (const { own } of spectator.room.state.bodies.values()) expect(own).toBe(undefined);
    await Promise.all([player.leave(), spectator.leave()]);
  });

  test("still reaches its owner after a return, and nobody else", async () => {
    const stays = await Player.join(server.url);
    const goes = await Player.join(server.url);
    await expect.poll(() => goes.welcomes.length).toBe(1);
    const back = await Player.join(server.url, {}, goes.wayBack);
    await expect.poll(() => back.self?.own?.x ?? 0).toBeGreaterThan(0);
    expect(back.room.state.bodies.get(String(stays.body))?.own).toBe(undefined);
    await Promise.all([stays.leave(), back.leave()]);
  });
});
