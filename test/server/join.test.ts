import { Client } from "@colyseus/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MatchState } from "../../shared/protocol/state.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
});
afterAll(() => server.app.close());

test("a player joins, pushes the stick and moves", async () => {
  const client = new Client(server.url);
  const room = await client.joinOrCreate<MatchState>("arena", joinOptions({ name: "Ada" }), MatchState);
  let body = 0;
  room.onMessage("welcome", (welcome) => (body = welcome.body));
  await expect.poll(() => body).toBe(1);
  await expect.poll(() => room.state.players.get("1")?.own?.x ?? 0).toBeGreaterThan(0);
  const before = room.state.players.get("1")?.own?.x ?? 0;
  const input = room.input<any>({ mode: "reliable" });
  const timer = setInterval(() => {
    input.data.moveX = 4096;
    input.data.seenTick = room.state.tick;
    input.send();
  }, 25);
  await expect.poll(() => Math.abs((room.state.players.get("1")?.own?.x ?? 0) - before), { timeout: 5000 }).toBeGreaterThan(2560);
  clearInterval(timer);
  console.log(input.tickRate, input.patchRate, input.lastProcessed, room.state.tick, JSON.stringify(room.state.toJSON()));
  await room.leave();
});
