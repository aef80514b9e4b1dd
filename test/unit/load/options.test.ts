import { describe, expect, test } from "vitest";
import { CONNECTIONS_MAX, PLAYERS_MAX, readOptions } from "../../../commands/load/options.ts";
import { UsageError } from "../../../commands/usage.ts";

const read = (line: string) => readOptions(line.split(" ").filter((word) => word !== ""));

describe("the words of the load tool", () => {
  test("stand for a match, for the knee, or for idle connections", () => {
    expect(read("--players 500 --mode duel --seconds 60 --json out.json")).toEqual({
      wish: { kind: "match", players: 500, mode: "duel", seconds: 60, url: null },
      json: "out.json",
    });
    expect(read("--until-it-breaks --players 50")).toEqual({ wish: { kind: "knee", players: 50, mode: "arena", seconds: 20 }, json: null });
    expect(read("--connections 5000 --url http://localhost:2567/")).toEqual({
      wish: { kind: "lobby", connections: 5000, seconds: 30, url: "http://localhost:2567" },
      json: null,
    });
  });

  test.each([
    ["--players 0", "--players is 0; it takes a whole number from 1 to"],
    [`--players ${PLAYERS_MAX + 1}`, "it takes a whole number from 1 to"],
    ["--players many", "--players is many"],
    [`--connections ${CONNECTIONS_MAX + 1}`, "it takes a whole number from 1 to"],
    ["--seconds 1.5", "--seconds is 1.5"],
    ["--mode chess", "--mode is chess; it takes arena, duel, squads"],
    ["--until-it-breaks --url http://127.0.0.1:1", "leave --url out"],
    ["--connections 5 --players 5", "leave --players"],
    ["--what 1", "--what"],
    ["500", "500"],
  ])("%s is refused: %s", (line, complaint) => {
    expect(() => read(line)).toThrow(UsageError);
    expect(() => read(line)).toThrow(complaint);
  });

  test.each(["http://example.com", "http://192.168.0.1:2567", "https://127.0.0.1", "127.0.0.1:2567", "http://127.0.0.1.example.com"])(
    "load is put on nobody else's machine: %s",
    (url) => {
      expect(() => read(`--url ${url}`)).toThrow(UsageError);
    },
  );
});
