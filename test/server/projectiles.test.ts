import { afterAll, beforeAll, expect, test } from "vitest";
import type { WireEvent } from "../../shared/protocol/events.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
});
afterAll(() => server.app.close());

type Fired = Extract<WireEvent, { kind: "projectileFired" }>;
const fired = (events: readonly WireEvent[]): Fired[] => events.filter((event) => event.kind === "projectileFired");
const sighted = (events: readonly WireEvent[] = []) => events.filter((event) => event.kind === "projectileSighted");

/** A player who fires all the time, somewhere where shots fly for a while. */
async function shooter(): Promise<Player> {
  const player = await Player.join(server.url);
  await expect.poll(() => player.welcomes.length).toBe(1);
  let aim = 0;
  player.play({ buttons: 1 });
  const turn = setInterval(() => {
    aim = (aim + 4000) % 65_536;
    player.play({ buttons: 1, aim });
  }, 200);
  player.room.onLeave(() => clearInterval(turn));
  return player;
}

/** Position of a shot after so many ticks of flight. */
const at = (shot: Fired, ticks: number) => ({ x: shot.x + shot.velocityX * ticks, y: shot.y + shot.velocityY * ticks });

test.each(["joins", "returns"])("who %s in the middle gets the shots in flight, where they are at that very tick", async (way) => {
  const player = await shooter();
  const first = await Player.join(server.url, { spectate: true }, { kind: "room", roomId: player.room.roomId });
  await expect.poll(() => fired(player.events).length, { timeout: 30_000 }).toBeGreaterThan(3);
  let late = first;
  await expect
    .poll(
      async () => {
        late =
          way === "joins"
            ? await Player.join(server.url, { spectate: true }, { kind: "room", roomId: player.room.roomId })
            : await Player.join(server.url, {}, late.wayBack);
        await expect.poll(() => late.batches.length).toBeGreaterThan(0);
        return sighted(late.batches[0]?.events).length;
      },
      { timeout: 30_000, interval: 50 },
    )
    .toBeGreaterThan(0);
  const [batch] = late.batches;
  if (batch === undefined) throw new Error("no batch");
  expect(batch.stateTick).toBe(batch.tick - 1);
  for (const shot of sighted(batch.events)) {
    const birth = player.batches.find(({ events }) => fired(events).some(({ projectile }) => projectile === shot.projectile));
    const original = fired(birth?.events ?? []).find(({ projectile }) => projectile === shot.projectile);
    if (birth === undefined || original === undefined) throw new Error(`nobody fired ${shot.projectile}`);
    const flown = batch.tick - birth.tick;
    expect({ x: shot.x, y: shot.y, ticksLeft: shot.ticksLeft }).toEqual({ ...at(original, flown), ticksLeft: original.ticksLeft - flown });
  }
  await player.leave();
});
