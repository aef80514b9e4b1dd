import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GuestAnswer } from "../../shared/protocol/identity.ts";
import { programForSuite } from "../programs/programs.ts";
import { QueueDoor } from "../server/queue-door.ts";
import { Cluster } from "./cluster.ts";

describe.skipIf(programForSuite("redis") === null)("tickets at several processes", () => {
  let cluster: Cluster;
  let doors: [QueueDoor, QueueDoor, QueueDoor];

  beforeAll(async () => {
    // The first one has made its matches for a while when the others come.
    cluster = await Cluster.start({ size: 1 });
    await Promise.all([cluster.add(), cluster.add()]);
    const guests = new Map<string, Promise<GuestAnswer>>();
    const doorOf = (index: number) => new QueueDoor(cluster.server(index).url, guests);
    doors = [doorOf(0), doorOf(1), doorOf(2)];
  });
  afterAll(() => cluster?.stop());

  test("two who queue at different processes meet in one match, whichever runs it, and are seated once", async () => {
    const [, second, third] = doors;
    const tickets = [await second.queue("ann"), await third.queue("bob")];
    // Asked of a process that they have not spoken to before.
    const [ann, bob] = await Promise.all([doors[0].seat("ann", tickets[0]?.id ?? ""), second.seat("bob", tickets[1]?.id ?? "")]);
    expect(ann.seat.roomId).toBe(bob.seat.roomId);
    expect(ann.ranked).toBe(true);
    const rooms = await Promise.all([second.take("ann", ann.seat), third.take("bob", bob.seat)]);
    await expect.poll(() => Array.from(rooms[0]?.state.roster?.values() ?? []).filter(({ bot }) => !bot).length).toBe(2);
    await expect.poll(async () => (await third.ticket("ann", ann.id)).state).toBe("seated");
    await Promise.all(rooms.map((room) => room.leave()));
  });

  test("no ticket is lost when the process is killed that makes the matches: another takes over", async () => {
    const [, second, third] = doors;
    const waiting = await second.queue("cid");
    await cluster.server(0).kill();
    const killed = performance.now();
    const other = await third.queue("dot");
    const [cid, dot] = await Promise.all([third.seat("cid", waiting.id), second.seat("dot", other.id)]);
    expect(cid.seat.roomId).toBe(dot.seat.roomId);
    // Its lease, and the time in which a room may still be asked of the dead.
    expect(performance.now() - killed).toBeLessThan(15_000);
  });
});
