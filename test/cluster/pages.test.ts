import { afterAll, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { socketAddress, takeSeat } from "../../commands/load/door.ts";
import { programForSuite } from "../programs/programs.ts";
import { joinOptions } from "../server/arena-server.ts";
import { Cluster } from "./cluster.ts";

describe.skipIf(programForSuite("redis") === null)("a page of one process", () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start({ size: 2, times: { heartbeat: 300 } });
  });
  afterAll(() => cluster?.stop());

  test("may open sockets to the others that there are, and to nobody else", async () => {
    const [first, second] = [cluster.server(0), cluster.server(1)];
    const sources = async (): Promise<string[]> => {
      const policy = (await fetch(first.url)).headers.get("content-security-policy") ?? "";
      return (/connect-src ([^;]*)/.exec(policy)?.[1] ?? "").split(" ").sort();
    };
    const of = ({ port }: { port: number }): string[] => [`ws://127.0.0.1:${port}`, `wss://127.0.0.1:${port}`];
    await expect.poll(sources).toEqual(["'self'", ...of(first), ...of(second)].sort());
    const third = await cluster.add();
    await expect.poll(sources).toEqual(["'self'", ...of(first), ...of(second), ...of(third)].sort());
    await third.kill();
    await expect.poll(sources).toEqual(["'self'", ...of(first), ...of(second)].sort());
  });

  test("plays in the other; one of a stranger does not", async () => {
    const { url } = cluster.server(1);
    expect(await upgrade(url, cluster.server(0).url)).toBe(101);
    expect(await upgrade(url, "http://evil.example")).toBe(403);
  });
});

/** The status with which a process answers the socket of a page. */
async function upgrade(url: string, origin: string): Promise<number> {
  const seat = await takeSeat(url, { ...joinOptions(), mode: "arena" });
  const socket = new WebSocket(socketAddress(url, seat), { origin });
  try {
    return await new Promise((resolve, reject) => {
      socket.on("upgrade", ({ statusCode }) => resolve(statusCode ?? 0));
      socket.on("unexpected-response", (_request, { statusCode }) => resolve(statusCode ?? 0));
      socket.on("error", reject);
    });
  } finally {
    socket.on("error", () => undefined);
    socket.terminate();
  }
}
