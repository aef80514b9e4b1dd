import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programForSuite } from "../programs/programs.ts";
import { Player } from "../server/player.ts";
import { Cluster } from "./cluster.ts";

describe.skipIf(programForSuite("redis") === null)("two processes with one Redis", () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start({ size: 2 });
  });
  afterAll(() => cluster?.stop());

  test("are one service: who enters by either meets the other in one match", async () => {
    const first = await Player.join(cluster.server(0).url);
    const second = await Player.join(cluster.server(1).url);
    expect(second.room.roomId).toBe(first.room.roomId);
    await expect.poll(() => first.room.state.roster?.size).toBe(2);
    await expect.poll(() => second.room.state.roster?.size).toBe(2);
    await Promise.all([first.leave(), second.leave()]);
  });
});
