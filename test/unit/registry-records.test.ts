import { initializeRoomCache } from "@colyseus/core";
import { describe, expect, test } from "vitest";
import { readProcess, writeProcess } from "../../server/cluster/process-record.ts";
import { isOfOwnProtocol, readRoom, writeRoom } from "../../server/cluster/room-record.ts";

const room = initializeRoomCache({ roomId: "r", processId: "p", name: "arena", clients: 3, metadata: { mode: "arena" } });
const process = {
  address: "127.0.0.1:1",
  region: "eu",
  state: "serving",
  players: 1,
  rooms: 2,
  maxRooms: 3,
  headroom: 0.5,
  isOverloaded: false,
  protocol: 7,
} as const;

function changed(text: string, more: object): string {
  return JSON.stringify({ ...JSON.parse(text), ...more });
}

describe("what stands in Redis", () => {
  test("comes out as it went in, an unlimited room too", () => {
    expect(readRoom(writeRoom(room))).toMatchObject({ ...room, maxClients: Number.POSITIVE_INFINITY });
    expect(readProcess(writeProcess(process))).toEqual(process);
  });

  test("may have fields of a later version, which are left alone", () => {
    expect(readRoom(changed(writeRoom(room), { mood: "tense" }))).toMatchObject({ roomId: "r" });
    expect(readProcess(changed(writeProcess(process), { mood: "tense" }))).toEqual(process);
  });

  test("may lack what an older version does not say", () => {
    const { isOverloaded: _unsaid, ...older } = process;
    expect(readProcess(JSON.stringify({ ...older, v: 1 }))).toEqual(process);
  });

  test.each(["play.example.org https://evil.example", "play.example.org;script-src *", ""])("has no process at %j", (address) => {
    expect(readProcess(changed(writeProcess(process), { address }))).toBeNull();
  });

  test("is passed over when its version is not known", () => {
    expect(readRoom(changed(writeRoom(room), { v: 2 }))).toBeNull();
    expect(readProcess(changed(writeProcess(process), { v: 2 }))).toBeNull();
  });

  test("says which version of the protocol is spoken; where it does not, no player is sent there", () => {
    const isOwn = (text: string) => isOfOwnProtocol(readRoom(text) ?? room);
    expect(isOwn(writeRoom(room))).toBe(true);
    expect(isOwn(changed(writeRoom(room), { protocol: 0 }))).toBe(false);
    expect(isOwn(changed(writeRoom(room), { protocol: undefined }))).toBe(false);
    expect(readProcess(changed(writeProcess(process), { protocol: undefined }))).toEqual({ ...process, protocol: 0 });
  });

  test("is taken from Colyseus' own driver, which writes no version", () => {
    expect(readRoom(changed(writeRoom(room), { v: undefined }))).toMatchObject({ roomId: "r" });
  });

  test.each(["", "null", "[]", "{}", '{"roomId":1}', "not JSON"])("is no record when it is %j", (text) => {
    expect(readRoom(text)).toBeNull();
    expect(readProcess(text)).toBeNull();
  });
});
