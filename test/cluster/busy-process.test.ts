import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programForSuite } from "../programs/programs.ts";
import { Cluster } from "./cluster.ts";
import { askSeat } from "./door.ts";
import { RegistryView } from "./registry-view.ts";
import { addressOf, playing } from "./scenarios/matches.ts";

describe.skipIf(programForSuite("redis") === null)("a process that has too much to do", () => {
  let cluster: Cluster;
  let view: RegistryView;
  beforeAll(async () => {
    cluster = await Cluster.start({ size: 2, times: { heartbeat: 300 }, preloads: ["test/cluster/overloaded.ts"] });
    view = new RegistryView(cluster.redis);
  });
  afterAll(async () => {
    view?.close();
    await cluster?.stop();
  });

  test("refuses with 503 who asks for its room by any process, and hands on who asks it for any room", async () => {
    const player = await playing(cluster.url);
    const { roomId } = player.room;
    const busy = cluster.at(await addressOf(view, roomId));
    // The control: before that both lead there.
    for (const { url } of cluster.servers) expect(await askSeat(url, { roomId })).toMatchObject({ kind: "seat", roomId });

    process.kill(busy.pid, "SIGUSR2");
    for (const { url } of cluster.servers) {
      await expect.poll(() => askSeat(url, { roomId })).toMatchObject({ kind: "refused", status: 503, retryAfter: expect.any(Number) });
    }
    for (const wish of [{ mode: "arena" }, { mode: "arena", isNew: true }] as const) {
      const elsewhere = await askSeat(busy.url, wish);
      if (elsewhere.kind === "refused") throw new Error(`refused with ${elsewhere.status}`);
      expect(cluster.at(await addressOf(view, elsewhere.roomId))).not.toBe(busy);
    }
    expect(player.left).toBeNull();
    await player.leave();
  });
});
