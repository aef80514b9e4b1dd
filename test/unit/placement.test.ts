import { describe, expect, test } from "vitest";
import { choosePlace, countPlaces } from "../../server/cluster/placement.ts";
import type { ProcessRecord } from "../../server/cluster/process-record.ts";

function record(more: Partial<ProcessRecord> = {}): ProcessRecord {
  return { address: "127.0.0.1:1", region: "eu", state: "serving", players: 0, rooms: 0, maxRooms: 20, headroom: 1, isOverloaded: false, protocol: 7, ...more };
}

function chosen(processes: Record<string, Partial<ProcessRecord>>): string | null {
  return choosePlace(new Map(Object.entries(processes).map(([id, more]) => [id, record(more)])), { region: "eu", protocol: 7 });
}

describe("a new room is opened", () => {
  test("where fewest players are", () => {
    expect(chosen({ a: { players: 40, rooms: 1 }, b: { players: 3, rooms: 5 } })).toBe("b");
  });

  test("where the core is freer, whatever the players", () => {
    expect(chosen({ a: { players: 3, headroom: 0.3 }, b: { players: 40, headroom: 0.9 } })).toBe("b");
  });

  test("by players where cores are about as free as each other", () => {
    expect(chosen({ a: { players: 9, headroom: 0.95 }, b: { players: 3, headroom: 0.8 } })).toBe("b");
  });

  test("in the region first, even where another is freer", () => {
    expect(chosen({ a: { region: "us" }, b: { players: 90, headroom: 0.1 } })).toBe("b");
  });

  test("on a process of the same version of the protocol alone, whatever else speaks for another", () => {
    expect(chosen({ older: { protocol: 6 }, same: { players: 90, headroom: 0.1 }, newer: { protocol: 8 } })).toBe("same");
    expect(chosen({ older: { protocol: 6 }, newer: { protocol: 8 } })).toBeNull();
  });

  test("not on a process that drains, has all its rooms, or has too much to do", () => {
    expect(chosen({ a: { state: "draining" }, b: { rooms: 20 }, c: { players: 99, rooms: 19 }, d: { isOverloaded: true } })).toBe("c");
    expect(chosen({ a: { state: "draining" }, b: { rooms: 20 }, c: { isOverloaded: true } })).toBeNull();
  });
});

test("places for rooms are those of processes that one would be opened on", () => {
  const processes = [{ rooms: 18 }, { rooms: 21 }, { state: "draining" }, { protocol: 8 }, { region: "us" }, { maxRooms: 5 }] as const;
  expect(countPlaces(processes.map(record), { region: "eu", protocol: 7 })).toBe(2 + 5);
});
