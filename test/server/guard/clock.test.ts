import { matchMaker } from "@colyseus/core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { takeSeat } from "../../../commands/load/door.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { RawSocket } from "../raw-socket.ts";
import { OpenRoom } from "./open-room.ts";

/** ms */
const HOUR = 3_600_000;
/** ms by which a room's clock, which its ticks move on, may be behind on a busy machine. */
const LAG = 2000;

let server: ArenaServer;
/** ms by which the wall clock is wrong. */
let wrongBy = 0;
beforeAll(async () => {
  const wall = Date.now.bind(Date);
  vi.spyOn(Date, "now").mockImplementation(() => wall() + wrongBy);
  server = await startArena();
  matchMaker.defineRoomType("open", OpenRoom);
});
afterEach(() => {
  wrongBy = 0;
});
afterAll(async () => {
  await server.app.close();
  vi.restoreAllMocks();
});

/** ms by which a room's own time is ahead of real time after the wall clock has jumped. */
async function jumped(name: string, by: number): Promise<number> {
  const seat = await takeSeat(server.url, { ...joinOptions(), mode: name });
  const raw = await RawSocket.join(server.port, seat);
  const { clock } = matchMaker.getLocalRoomById(seat.roomId);
  const [roomFrom, from] = [clock.elapsedTime, performance.now()];
  wrongBy = by;
  await expect.poll(() => performance.now() - from).toBeGreaterThan(200);
  const ahead = clock.elapsedTime - roomFrom - (performance.now() - from);
  raw.reset();
  return ahead;
}

test.each([HOUR, -HOUR])("a wall clock that jumps by %i ms moves no room's time", async (by) => {
  expect(Math.abs(await jumped("arena", by))).toBeLessThan(LAG);
});

test.each([HOUR, -HOUR])("control: it moves the time of a plain room by %i ms", async (by) => {
  expect(Math.abs((await jumped("open", by)) - by)).toBeLessThan(LAG);
});
