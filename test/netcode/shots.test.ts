import { beforeAll, describe, expect, test } from "vitest";
import { PULSE, RAIL } from "../../shared/content/weapons.ts";
import { disarm } from "./field.ts";
import { type RangeResult, shoot } from "./range.ts";

/** ms. */
const FAR = { roundTrip: 150, jitter: 30 };
const NEAR = { roundTrip: 0, jitter: 0 };

const share = ({ hits, shots }: RangeResult): number => hits / shots;

disarm();

const rates = [40, 20] as const;

/** Runs for both tick rates at once: each has a server process of its own, and together they leave the machine room to be on time. */
async function atBothRates(run: (tickRate: 20 | 40) => Promise<RangeResult>): Promise<Record<20 | 40, RangeResult>> {
  const [at40, at20] = await Promise.all([run(40), run(20)]);
  return { 40: at40, 20: at20 };
}

describe("rail shots aimed at what the shooter's own screen shows, round trip 150 ± 30 ms", () => {
  let compensated: Record<20 | 40, RangeResult>;
  let uncompensated: Record<20 | 40, RangeResult>;

  beforeAll(async () => {
    [compensated, uncompensated] = await Promise.all([
      atBothRates((tickRate) => shoot({ tickRate, weapon: RAIL, shots: 200, ...FAR, viewAgeMax: null, seed: 1 })),
      atBothRates((tickRate) => shoot({ tickRate, weapon: RAIL, shots: 200, ...FAR, viewAgeMax: 0, seed: 1 })),
    ]);
    console.log("rail", JSON.stringify({ compensated, uncompensated }));
  });

  test.each(rates)("hit 95 of 100 times at %i Hz", (rate) => {
    expect(compensated[rate].shots).toBeGreaterThanOrEqual(200);
    expect(share(compensated[rate])).toBeGreaterThanOrEqual(0.95);
  });

  test.each(rates)("hit at most 20 of 100 times at %i Hz when shots are judged by the present: the control", (rate) => {
    expect(share(uncompensated[rate])).toBeLessThanOrEqual(0.2);
  });

  test.each(rates)("cost no shooter and no target a correction at %i Hz", (rate) => {
    expect(compensated[rate].drift).toBe(0);
  });
});

describe("pulse shots led by the flight that the own screen shows", () => {
  let near: Record<20 | 40, RangeResult>;
  let far: Record<20 | 40, RangeResult>;

  beforeAll(async () => {
    [near, far] = await Promise.all([
      atBothRates((tickRate) => shoot({ tickRate, weapon: PULSE, shots: 250, ...NEAR, viewAgeMax: null, seed: 2 })),
      atBothRates((tickRate) => shoot({ tickRate, weapon: PULSE, shots: 250, ...FAR, viewAgeMax: null, seed: 2 })),
    ]);
    console.log("pulse", JSON.stringify({ near, far }));
  });

  test.each(rates)("hit as often at 150 ms as at 0 ms, within 10 points, at %i Hz", (rate) => {
    expect(Math.abs(share(near[rate]) - share(far[rate]))).toBeLessThanOrEqual(0.1);
  });

  test.each(rates)("hit often enough at %i Hz for that to mean something", (rate) => {
    expect(share(near[rate])).toBeGreaterThan(0.3);
  });
});
