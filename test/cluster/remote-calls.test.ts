import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programForSuite } from "../programs/programs.ts";
import { Cluster } from "./cluster.ts";
import { askSeat } from "./door.ts";
import { RegistryView } from "./registry-view.ts";
import { playing } from "./scenarios/matches.ts";
import { STOCK } from "./scenarios/stock.ts";
import { withCluster } from "./scenarios/with-cluster.ts";

/** ms in which an answer comes, where one comes. */
const PATIENCE = 500;

describe.skipIf(programForSuite("redis") === null)("whoever reaches Redis", () => {
  let cluster: Cluster;
  let view: RegistryView;
  beforeAll(async () => {
    cluster = await Cluster.start({ size: 1 });
    view = new RegistryView(cluster.redis);
  });
  afterAll(async () => {
    view?.close();
    await cluster?.stop();
  });

  test.each([
    ["ends a match", "disconnect", [4000]],
    ["reads its state", "state", null],
    ["takes a seat past the limits of the room", "_reserveSeat", ["forged", {}, {}, 60, true]],
  ])("neither %s", async (_what, method, parameters) => {
    const player = await playing(cluster.url);
    expect(await answerTo(cluster, player.room.roomId, method, parameters)).toBeNull();
    expect(player.left).toBeNull();
    expect((await view.matches()).map(({ roomId }) => roomId)).toContain(player.room.roomId);
    await player.leave();
  });

  test.each([["no request"], [[]], [{ length: 3 }], [["disconnect"]], [[null, "x", [42]]], [[null, "x", ["arena", {}, "room", 1]]]])(
    "nor harms a process by the message %j",
    async (message) => {
      const player = await playing(cluster.url);
      const [processId = ""] = (await view.processes()).keys();
      for (const channel of [`p:${processId}`, `$${player.room.roomId}`]) await cluster.redis.command("PUBLISH", channel, JSON.stringify(message));
      expect((await askSeat(cluster.url, { roomId: player.room.roomId })).kind).toBe("seat");
      expect(cluster.server(0).isRunning).toBe(true);
      await player.leave();
    },
  );

  test("control: gets seats by the calls that servers make", async () => {
    const player = await playing(cluster.url);
    expect(await answerTo(cluster, player.room.roomId, "checkReconnectionToken", ["no token"])).not.toBeNull();
    await player.leave();
  });

  test("control: ends any match of Colyseus' own presence", () =>
    withCluster({ ...STOCK, size: 1 }, async (stock, listed) => {
      const seat = await askSeat(stock.url, { mode: "arena" });
      if (seat.kind === "refused") throw new Error("the control gave no seat");
      await answerTo(stock, seat.roomId, "disconnect", [4000]);
      await expect.poll(() => listed.matches()).toEqual([]);
    }));
});

/** What a room answers to a call that comes by Redis, or null when it answers nothing. */
async function answerTo(cluster: Cluster, roomId: string, method: string, parameters: unknown[] | null): Promise<unknown> {
  const listener = cluster.redis.connect();
  try {
    await listener.subscribe("ipc:forged");
    const answered = once(listener, "message");
    await cluster.redis.command("PUBLISH", `$${roomId}`, JSON.stringify([method, "forged", parameters]));
    return await Promise.race([answered, new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE))]);
  } finally {
    listener.disconnect();
  }
}
