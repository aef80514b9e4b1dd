import { describe, expect, test } from "vitest";
import type { MapData } from "../../shared/content/map-data.ts";
import { BASTION } from "../../shared/content/maps/bastion.ts";
import { PIT } from "../../shared/content/maps/pit.ts";
import { MAPS, rotationOf } from "../../shared/content/maps.ts";
import { MODES } from "../../shared/content/modes.ts";
import { validateMap } from "../../shared/content/validate-map.ts";
import { YARD } from "./yard.ts";

test.each(Object.values(MAPS))("the map $name can be played", (map) => {
  expect(validateMap(map)).toEqual([]);
});

test("every map goes by its own name", () => {
  expect(Object.entries(MAPS).filter(([name, map]) => map.name !== name)).toEqual([]);
});

test("every mode has maps to take turns on, one of them for a hundred", () => {
  for (const mode of Object.values(MODES)) {
    expect(rotationOf(mode.name).length, mode.name).toBeGreaterThan(0);
  }
  expect(Math.max(...rotationOf("arena").map(({ bots }) => bots))).toBe(100);
});

test("no two maps of a mode look alike", () => {
  for (const mode of Object.values(MODES)) {
    const tints = rotationOf(mode.name).map(({ tint }) => tint);
    expect(new Set(tints).size, mode.name).toBe(tints.length);
  }
});

describe("a map is refused, in words", () => {
  const refusals: readonly [why: string, change: Partial<MapData>, fault: string][] = [
    ["with a name that is no file's", { name: "The Yard" }, 'the name "The Yard" is not 1 to 32 small letters, digits and dashes'],
    ["off the grid in size", { width: 1610 }, "the width 1610 is not a multiple of 32 from 640 to 8160"],
    ["too large for its coordinates", { height: 8192 }, "the height 8192 is not a multiple of 32 from 640 to 8160"],
    ["too small", { height: 320 }, "the height 320 is not a multiple of 32 from 640 to 8160"],
    ["with nobody to fight", { bots: 1 }, "1 bots are not 2 to 100"],
    ["with too few spawns", { spawns: YARD.spawns.slice(0, 3) }, "3 spawns are not 4 to 64"],
    ["with a wall off the grid", { boxes: [{ x: 770, y: 320, width: 64, height: 64 }] }, "the box at (770, 320) of 64 by 64 is off the grid of 32"],
    ["with a wall of no thickness", { boxes: [{ x: 768, y: 320, width: 0, height: 64 }] }, "the box at (768, 320) of 0 by 64 is thinner than 32"],
    ["with a wall out of the map", { boxes: [{ x: 1568, y: 320, width: 64, height: 64 }] }, "the box at (1568, 320) of 64 by 64 reaches out of the map"],
    ["with a pillar off the grid", { pillars: [{ x: 1250, y: 480, radius: 48 }] }, "the pillar at (1250, 480) of radius 48 is off the half grid of 16"],
    ["with a needle for a pillar", { pillars: [{ x: 1248, y: 480, radius: 4 }] }, "the pillar at (1248, 480) of radius 4 is not 16 to 512 in radius"],
    ["with a pillar out of the map", { pillars: [{ x: 32, y: 480, radius: 48 }] }, "the pillar at (32, 480) of radius 48 reaches out of the map"],
    ["with a pad off the grid", { pickups: [{ kind: "rail", x: 161, y: 480 }] }, "pickup 0 (rail) at (161, 480) is off the grid of 32"],
    ["with a pad out of the map", { pickups: [{ kind: "rail", x: 1632, y: 480 }] }, "pickup 0 (rail) at (1632, 480) is out of the map"],
    ["with a pad on a spawn", { pickups: [{ kind: "rail", x: 96, y: 96 }] }, "pickup 0 (rail) at (96, 96) lies on another"],
    ["with a spawn in a wall", { boxes: [{ x: 64, y: 64, width: 64, height: 64 }] }, "spawn 0 at (96, 96) is in a wall or within 32 of one"],
    [
      "with a spawn that no way leads to",
      {
        boxes: [
          { x: 1376, y: 0, width: 32, height: 224 },
          { x: 1376, y: 192, width: 224, height: 32 },
        ],
      },
      "no way leads to spawn 1 at (1504, 96) from the first spawn",
    ],
    [
      "with a gap that no body fits through",
      {
        boxes: [
          { x: 0, y: 224, width: 192, height: 32 },
          { x: 224, y: 0, width: 32, height: 256 },
        ],
      },
      "no way leads to spawn 1 at (1504, 96) from the first spawn",
    ],
  ];

  test.each(refusals)("%s", (_, change, fault) => {
    expect(validateMap({ ...YARD, ...change })).toContain(fault);
  });

  const half = PIT.spawns.slice(0, 4);
  const turnRefusals: readonly [why: string, map: MapData, fault: string][] = [
    ["with a mode that is none", { ...PIT, mode: JSON.parse(`"race"`) }, 'there is no mode "race"'],
    ["for more bodies than its mode has", { ...PIT, bots: 4 }, "4 bots are not the 2 bodies of the mode duel"],
    [
      "with a wall on one side alone",
      { ...PIT, boxes: PIT.boxes.slice(1) },
      "the box at (800, 672) of 192 by 64 has no counterpart half a turn about the middle",
    ],
    [
      "with a pillar on one side alone",
      { ...PIT, pillars: PIT.pillars.slice(1) },
      "the pillar at (768, 912) of radius 48 has no counterpart half a turn about the middle",
    ],
    ["with spawns on one side alone", { ...PIT, spawns: half }, "the spawn at (96, 96) has no counterpart half a turn about the middle"],
    [
      "with other pads on the other side",
      { ...PIT, pickups: PIT.pickups.map((pad) => (pad.x < 768 && pad.kind === "rail" ? { ...pad, kind: "scatter" } : pad)) },
      "the rail at (1312, 288) has no counterpart half a turn about the middle",
    ],
    [
      "for duels with teams",
      { ...PIT, spawns: PIT.spawns.map((spawn) => ({ ...spawn, team: 1 })) },
      "the spawn at (96, 96) has a team, in a mode without teams",
    ],
    [
      "for squads with spawns for everybody",
      { ...BASTION, spawns: BASTION.spawns.map(({ x, y }) => ({ x, y })) },
      "the spawn at (128, 256) has no team, in a mode with teams",
    ],
    [
      "for squads with both teams on both sides",
      { ...BASTION, spawns: BASTION.spawns.map((spawn) => ({ ...spawn, team: 1 })) },
      "the spawn at (128, 256) of team 1 has no counterpart half a turn about the middle",
    ],
  ];

  test.each(turnRefusals)("of a mode with sides %s", (_, map, fault) => {
    expect(validateMap(map)).toContain(fault);
  });

  test("and is taken without the fault", () => {
    expect(validateMap(YARD)).toEqual([]);
  });
});
