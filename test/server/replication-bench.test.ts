import { describe, expect, it } from "vitest";
import { compare, type Picture, type Verdict } from "../../bench/replication/picture.ts";
import { runStack } from "../../bench/replication/run-stack.ts";
import { STACK_NAMES, STACKS } from "../../bench/replication/stacks.ts";
import { EXACT } from "../../bench/replication/workload.ts";

const PLAYERS = 40;

describe("the replication bench", () => {
  it.each(STACK_NAMES)("compares what a client of %s decodes with the server's world and finds no difference", async (stack) => {
    const { verified, clients, server } = await runStack(stack, { players: PLAYERS, seconds: 1.5, warmTicks: 15 });
    expect(verified.mismatches).toEqual([]);
    expect(verified.pictures).toBeGreaterThan(0);
    expect(verified.checks).toBeGreaterThan(2 * verified.pictures);
    expect(clients.bytes).toBeGreaterThan(0);
    expect(server.rate).toBeGreaterThan(0);
  });

  it("finds a fighter that is elsewhere, one that is missing and one too many", () => {
    const truth: Picture = { tick: 1, fighters: [[1, [10, 20, 0, 1, 100]]], shots: [[7, [1, 2]]] };
    const wrong: Partial<Picture>[] = [
      { fighters: [[1, [10, 20.5, 0, 1, 100]]] },
      { fighters: [] },
      { fighters: [...truth.fighters, [2, [0, 0, 0, 1, 1]]] },
      { shots: [] },
    ];
    const mismatchesOf = (seen: Picture): number => {
      const verdict: Verdict = { checks: 0, mismatches: [] };
      compare(seen, truth, { fighters: EXACT, shots: EXACT, isFlown: false }, verdict);
      return verdict.mismatches.length;
    };
    expect(mismatchesOf(truth)).toBe(0);
    for (const fault of wrong) expect(mismatchesOf({ ...truth, ...fault })).toBeGreaterThan(0);
  });

  it("has a title for every stack", () => {
    expect(Object.keys(STACKS)).toEqual([...STACK_NAMES]);
  });
});
