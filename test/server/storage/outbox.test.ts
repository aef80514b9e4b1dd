import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { Outbox, type OutboxOptions } from "../../../server/storage/outbox.ts";
import type { MatchResult } from "../../../server/storage/results.ts";
import { resultOf } from "./rows.ts";

const log = { warn: vi.fn(), error: vi.fn() };

function outboxIn(directory: string, deliver: OutboxOptions["deliver"]) {
  const retries: { delay: number; call: () => void }[] = [];
  const after = (delay: number, call: () => void) => {
    retries.push({ delay, call });
    return () => undefined;
  };
  return { outbox: new Outbox({ directory, deliver, after, log }), retries };
}

test("a result is on the disk before it counts as taken, and gone when it is written", async () => {
  const directory = temporaryDirectory();
  const delivered: MatchResult[] = [];
  const seen: string[][] = [];
  const { outbox } = outboxIn(directory, async (result) => {
    seen.push(await readdir(directory));
    delivered.push(result);
  });
  await outbox.start();
  await outbox.put(resultOf("room-1", ["ann"]));
  await outbox.stop();
  expect(delivered).toEqual([resultOf("room-1", ["ann"])]);
  expect(seen).toEqual([["room-1.json"]]);
  expect(await readdir(directory)).toEqual([]);
});

test("results wait while the database is away, ever longer between two tries, and then go in their order", async () => {
  const directory = temporaryDirectory();
  let isAway = true;
  const delivered: string[] = [];
  const { outbox, retries } = outboxIn(directory, async ({ matchId }) => {
    if (isAway) throw new Error("database is locked");
    delivered.push(matchId);
  });
  await outbox.start();
  await outbox.put(resultOf("room-1", ["ann"]));
  await expect.poll(() => retries.length).toBe(1);
  await outbox.put(resultOf("room-2", ["ann"]));
  await expect.poll(() => retries.length).toBe(2);
  expect(outbox.size).toBe(2);
  expect(await readdir(directory)).toHaveLength(2);
  expect(retries[1]?.delay).toBeGreaterThan(retries[0]?.delay ?? 0);
  isAway = false;
  retries[1]?.call();
  await expect.poll(() => outbox.size).toBe(0);
  expect(delivered).toEqual(["room-1", "room-2"]);
});

test("what an earlier process left is taken up at the start; what it had not finished was never taken", async () => {
  const directory = temporaryDirectory();
  const first = outboxIn(directory, () => Promise.reject(new Error("away")));
  await first.outbox.start();
  await first.outbox.put(resultOf("room-1", ["ann"]));
  await first.outbox.stop();
  await writeFile(join(directory, "room-2.part"), '{"matchId":"room-2"');
  await writeFile(join(directory, "room-3.json"), "{}");
  const delivered: string[] = [];
  const { outbox } = outboxIn(directory, async ({ matchId }) => void delivered.push(matchId));
  await outbox.start();
  await expect.poll(() => outbox.size).toBe(0);
  expect(delivered).toEqual(["room-1"]);
  // What cannot be read stops nobody, and is not thrown away.
  expect(await readdir(directory)).toEqual(["room-3.json.unreadable"]);
  expect(log.error).toHaveBeenCalled();
});

test("a result that the disk does not take waits in memory, in its place, and counts as taken when the database has it", async () => {
  const directory = temporaryDirectory();
  let isAway = true;
  const delivered: string[] = [];
  const { outbox, retries } = outboxIn(directory, async ({ matchId }) => {
    if (isAway) throw new Error("database or disk is full");
    delivered.push(matchId);
  });
  await outbox.start();
  // Nothing can be written where there is no directory.
  await rm(directory, { recursive: true });
  let isTaken = false;
  const taken = outbox.put(resultOf("room-1", ["ann"])).then(() => {
    isTaken = true;
  });
  await expect.poll(() => retries.length).toBe(1);
  expect(log.error).toHaveBeenLastCalledWith(expect.objectContaining({ match: "room-1" }), expect.stringContaining("waits in memory"));
  await mkdir(directory);
  await outbox.put(resultOf("room-2", ["ann"]));
  await expect.poll(() => retries.length).toBe(2);
  expect([outbox.size, isTaken]).toEqual([2, false]);
  isAway = false;
  retries.at(-1)?.call();
  await taken;
  await expect.poll(() => outbox.size).toBe(0);
  expect(delivered).toEqual(["room-1", "room-2"]);
});

test("a result that neither disk nor database takes is told to the log as a whole when the process ends", async () => {
  const directory = temporaryDirectory();
  const { outbox, retries } = outboxIn(directory, () => Promise.reject(new Error("away")));
  await outbox.start();
  await rm(directory, { recursive: true });
  void outbox.put(resultOf("room-1", ["ann"]));
  await expect.poll(() => retries.length).toBe(1);
  await outbox.stop();
  expect(log.error).toHaveBeenLastCalledWith(expect.objectContaining({ result: resultOf("room-1", ["ann"]) }), expect.stringContaining("is lost"));
});
