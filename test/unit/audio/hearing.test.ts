import { describe, expect, test } from "vitest";
import { CUTOFF_OPEN, type Heard, heardFrom, heardFromSide, heardUnseen } from "../../../client/game/audio/hearing.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { FOUNDRY } from "../../../shared/content/maps/foundry.ts";
import { NOISE_ANGLES, NOISE_STEP, NOISE_STEPS } from "../../../shared/protocol/noise.ts";
import { HEARD_WITHIN } from "../../../shared/protocol/view.ts";

const OPEN: MapData = { ...FOUNDRY, boxes: [], pillars: [] };
const EAR = { x: 1000, y: 1000 };

function at(x: number, y: number, map = OPEN): Heard {
  const heard = heardFrom(EAR, { x: EAR.x + x, y: EAR.y + y }, map);
  if (heard === null) throw new Error("not heard");
  return heard;
}

describe("distance", () => {
  test("makes quieter, steadily, down to nothing", () => {
    const gains = [0, 200, 500, 900, 1300, HEARD_WITHIN - 1].map((x) => at(x, 0).gain);
    expect(gains[0]).toBe(1);
    for (let index = 1; index < gains.length; index += 1) expect(gains[index]).toBeLessThan(gains[index - 1] ?? 0);
    expect(gains.at(-1)).toBeLessThan(0.001);
    expect(heardFrom(EAR, { x: EAR.x + HEARD_WITHIN, y: EAR.y }, OPEN)).toBeNull();
  });

  test("leaves what is nearby open and takes the heights from what is far", () => {
    expect(at(100, 0).cutoff).toBe(CUTOFF_OPEN);
    expect(at(500, 0).cutoff).toBeLessThan(10_000);
    expect(at(1500, 0).cutoff).toBeLessThan(1000);
  });

  test("counts up and down as well as to the sides", () => {
    expect(at(0, 700).gain).toBe(at(700, 0).gain);
  });
});

describe("side", () => {
  test("is where it came from, and never one ear alone", () => {
    expect(at(0, 500).pan).toBe(0);
    expect(at(400, 0).pan).toBeCloseTo(0.425);
    expect(at(-400, 0).pan).toBeCloseTo(-0.425);
    expect(at(1700, 0).pan).toBe(0.85);
  });

  test("of a blow is that of the angle it came from", () => {
    expect(heardFromSide(0).pan).toBeCloseTo(0.85);
    expect(heardFromSide(Math.PI).pan).toBeCloseTo(-0.85);
    expect(heardFromSide(Math.PI / 2).pan).toBeCloseTo(0);
  });
});

describe("a wall in between", () => {
  const box: MapData = { ...OPEN, boxes: [{ x: 1100, y: 900, width: 64, height: 200 }] };
  const pillar: MapData = { ...OPEN, pillars: [{ x: 1150, y: 1000, radius: 40 }] };

  test.each([
    ["box", box],
    ["pillar", pillar],
  ])("muffles: a %s", (_name, map) => {
    expect(at(400, 0, map).gain).toBeLessThan(at(400, 0).gain);
    expect(at(400, 0, map).cutoff).toBeLessThan(at(400, 0).cutoff / 2);
  });

  test.each([
    ["box", box],
    ["pillar", pillar],
  ])("muffles nothing that it does not stand before: a %s", (_name, map) => {
    expect(at(-400, 0, map)).toEqual(at(-400, 0));
    expect(at(0, 400, map)).toEqual(at(0, 400));
    expect(at(60, 0, map)).toEqual(at(60, 0));
  });
});

describe("what is out of sight", () => {
  const heard = (angle: number, distance: number): Heard => {
    const found = heardUnseen({ angle, distance });
    if (found === null) throw new Error("not heard");
    return found;
  };

  test("is heard as from behind a wall at that distance", () => {
    const wall = { x: EAR.x + 100, y: 0, width: 10, height: 4000 };
    expect(heard(0, 1)).toEqual(at(1.5 * NOISE_STEP, 0, { ...OPEN, boxes: [wall] }));
  });

  test("is on its side, and quieter and duller the more steps it is away", () => {
    expect(heard(0, 2).pan).toBeGreaterThan(0.5);
    expect(heard(NOISE_ANGLES / 2, 2).pan).toBeLessThan(-0.5);
    expect(heard(NOISE_ANGLES / 4, 2).pan).toBeCloseTo(0);
    for (const quality of ["gain", "cutoff"] as const) {
      const byStep = [0, 1, 2, 3, 4, 5].map((distance) => heard(0, distance)[quality]);
      expect(byStep).toEqual(byStep.toSorted((a, b) => b - a));
    }
  });

  test("is not heard from beyond what is heard at all", () => {
    expect(heardUnseen({ angle: 0, distance: NOISE_STEPS - 1 })).toBeNull();
  });
});
