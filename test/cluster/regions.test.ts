import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GuestAnswer } from "../../shared/protocol/identity.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { freePort } from "../programs/free-port.ts";
import { programForSuite } from "../programs/programs.ts";
import { QueueDoor } from "../server/queue-door.ts";
import { Cluster } from "./cluster.ts";
import { RedisServer } from "./redis-server.ts";
import { RegistryView } from "./registry-view.ts";
import type { ServerProcess } from "./server-process.ts";

/** ms. Servers that have just been started are slow: they work their maps out. */
const PATIENT = { timeout: 20_000, interval: 20 };

/** Two regions with a Redis of their own each. The tickets of both are in the Redis of the west; players and keys are in one database. */
describe.skipIf(programForSuite("redis") === null)("two regions", () => {
  let cluster: Cluster;
  let eastRedis: RedisServer;
  let east: ServerProcess;
  let doors: { west: QueueDoor; east: QueueDoor };

  beforeAll(async () => {
    const ports = { west: await freePort(), east: await freePort() };
    const REGIONS = `west=http://127.0.0.1:${ports.west},east=http://127.0.0.1:${ports.east}`;
    const environment = { REGION: "west", REGIONS, MATCHMAKING_TIMES: JSON.stringify({ period: 100, lease: 1000, silence: 5000 }) };
    [cluster, eastRedis] = await Promise.all([Cluster.start({ size: 0, environment }), RedisServer.start()]);
    await cluster.add({ PORT: String(ports.west) });
    east = await cluster.add({ PORT: String(ports.east), REGION: "east", REDIS_URL: eastRedis.url, TICKETS_REDIS_URL: cluster.redis.url });
    const guests = new Map<string, Promise<GuestAnswer>>();
    doors = { west: new QueueDoor(cluster.server(0).url, guests), east: new QueueDoor(east.url, guests) };
  });
  afterAll(() => Promise.all([cluster?.stop(), eastRedis?.stop()]));

  const nearEast = { pings: { west: 60, east: 15 } };

  test("seat players who ask in either in one match, in the region that is best for both", async () => {
    const tickets = [await doors.west.queue("ann", "duel", nearEast), await doors.east.queue("bob", "duel", nearEast)];
    const [ann, bob] = await Promise.all([doors.west.seat("ann", tickets[0]?.id ?? ""), doors.east.seat("bob", tickets[1]?.id ?? "")]);
    expect([ann.region, bob.region]).toEqual(["east", "east"]);
    expect(ann.seat).toMatchObject({ roomId: bob.seat.roomId, publicAddress: `127.0.0.1:${east.port}` });
    const rooms = await Promise.all([doors.west.take("ann", ann.seat), doors.east.take("bob", bob.seat)]);
    await expect.poll(() => Array.from(rooms[0]?.state.roster?.values() ?? []).filter(({ bot }) => !bot).length).toBe(2);
    await expect.poll(async () => (await doors.west.ticket("ann", ann.id)).state).toBe("seated");
    // Of rooms each region knows its own alone.
    const views = [new RegistryView(cluster.redis), new RegistryView(eastRedis)];
    expect(await Promise.all(views.map(async (view) => (await view.matches()).map(({ roomId }) => roomId)))).toEqual([[], [ann.seat.roomId]]);
    for (const view of views) view.close();
    // A page asks the servers that it came from for the seat of a lost connection, whichever region that is.
    rooms[0]?.connection.close();
    const ask = async (token: string) => {
      const [roomId, reconnectionToken] = token.split(":");
      return doors.west.ask("ann", "POST", `/matchmake/reconnect/${roomId}`, { reconnectionToken });
    };
    const token = rooms[0]?.reconnectionToken ?? "";
    await expect.poll(async () => (await ask(token)).json()).toMatchObject({ publicAddress: `127.0.0.1:${east.port}`, sessionId: rooms[0]?.sessionId });
    expect((await ask(`${ann.seat.roomId}:nonsense`)).status).toBe(JoinError.SEAT_GONE);
    expect((await ask("nowhere:nonsense")).status).toBe(JoinError.NO_SUCH_ROOM);
    await rooms[1]?.leave();
  });

  test("meet in the other when theirs dies before it opens their match, in their old places", async () => {
    await east.kill();
    // Whoever makes the matches does not know it yet. If it was the east itself, the west takes over first.
    const [cid, dot] = [await doors.west.queue("cid", "duel", nearEast), await doors.west.queue("dot", "duel", nearEast)];
    await expect.poll(() => doors.west.ticket("cid", cid.id), PATIENT).toMatchObject({ state: "proposed", region: "east" });
    const seats = await Promise.all([doors.west.seat("cid", cid.id), doors.west.seat("dot", dot.id)]);
    expect(seats.map(({ region }) => region)).toEqual(["west", "west"]);
    expect(seats[0]?.seat.roomId).toBe(seats[1]?.seat.roomId);
    expect(await doors.west.ticket("cid", cid.id)).toMatchObject({ state: "cancelled", why: "no room", next: seats[0]?.id });
  });
});
