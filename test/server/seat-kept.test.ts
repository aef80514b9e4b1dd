import { afterAll, beforeAll, describe, test } from "vitest";
import { takeSeat } from "../../commands/load/door.ts";
import { SEAT_KEPT_S } from "../../server/rooms/guard/limits.ts";
import { DUEL } from "../../shared/content/modes.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { PHASE_PLAYING, PHASE_PODIUM } from "../../shared/protocol/state.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";
import { RawSocket } from "./raw-socket.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
});
afterAll(() => server.app.close());

/** ms */
const KEPT = SEAT_KEPT_S * 1000;

async function takePlace(name: string, roomId: string): Promise<RawSocket> {
  const raw = await RawSocket.join(server.port, await takeSeat(server.url, { ...joinOptions({ name }), roomId }));
  // A reset overtakes what the server has not read yet: who is lost before the room has heard that they are there is simply gone.
  await raw.settled();
  return raw;
}

/** Both wait for all of that time: both do at once. */
describe.concurrent(`for ${SEAT_KEPT_S} s`, () => {
  test("a lost body stays, then goes, and its token with it", async ({ expect }) => {
    const watcher = await Player.join(server.url);
    watcher.play({});
    const leaver = await Player.join(server.url, { name: "Lost" }, { kind: "room", roomId: watcher.room.roomId });
    const { wayBack } = leaver;
    const raw = await takePlace("Reset", watcher.room.roomId);
    const isThere = (name: string) => [...watcher.room.state.roster.values()].some((player) => player.name === name);
    await expect.poll(() => isThere("Reset") && isThere("Lost")).toBe(true);
    leaver.rest();
    const start = performance.now();
    raw.reset();
    await leaver.leave();
    await expect.poll(() => isThere("Lost")).toBe(false);
    await expect.poll(() => isThere("Reset"), { timeout: KEPT + 5000, interval: 100 }).toBe(false);
    expect(performance.now() - start).toBeGreaterThan(KEPT - 500);
    await expect(Player.join(server.url, {}, wayBack)).rejects.toMatchObject({ code: JoinError.SEAT_GONE });
    await watcher.leave();
  });

  test("a duel goes on without a connection that was lost, which then has forfeited it", async ({ expect }) => {
    expect(DUEL.forfeitMs).toBe(KEPT);
    const first = await Player.join(server.url, {}, { kind: "any", mode: "duel" });
    const raw = await takePlace("Lost", first.room.roomId);
    await expect.poll(() => first.room.state.phase).toBe(PHASE_PLAYING);
    first.play({});
    const start = performance.now();
    raw.reset();
    await expect.poll(() => first.room.state.phase, { timeout: KEPT + 5000, interval: 100 }).toBe(PHASE_PODIUM);
    expect(performance.now() - start).toBeGreaterThan(KEPT - 500);
    expect(first.results.at(-1)?.winner).toBe(first.body);
    await first.leave();
  });
});
