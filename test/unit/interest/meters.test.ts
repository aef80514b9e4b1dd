import { describe, expect, test } from "vitest";
import { EXPANSE } from "../../../shared/content/maps/expanse.ts";
import { FOUNDRY } from "../../../shared/content/maps/foundry.ts";
import { TRANSIT } from "../../../shared/content/maps/transit.ts";
import { type MeterOptions, measure } from "./meters.ts";

/** ms of a round trip and what it varies by; `LATENCY=250 npx vitest run …` asks about another one, `LENGTH=60` for so many seconds. */
const LATENCY = Number(process.env.LATENCY ?? 150);
const LENGTH = Number(process.env.LENGTH ?? 10);
const JITTER = 30;

const FIGHTS: readonly MeterOptions[] = [
  { map: FOUNDRY, tickRate: 40, bodies: 24, observers: 6, seconds: LENGTH, latency: LATENCY, jitter: JITTER },
  { map: EXPANSE, tickRate: 20, bodies: 60, observers: 6, seconds: LENGTH, latency: LATENCY, jitter: JITTER },
];

const LIMIT = { timeout: 300_000 };

describe.each(FIGHTS)("a fight of $bodies on $map.name at $tickRate Hz, $latency ms away", (fight) => {
  test("everybody on a true screen was sent, and nobody who stays hidden beyond the margin", LIMIT, () => {
    const figures = measure(fight);
    console.log(fight.map.name, fight.tickRate, "Hz", figures);
    expect(figures.seen).toBeGreaterThan(10_000);
    expect(figures.missing).toBe(0);
    expect(figures.leaked).toBe(0);
    expect(figures.beyondMargin).toBeLessThanOrEqual(0.1);
  });
});

test("control: where walls are many and margins small, a sight that no wall ends sends far more that is hidden", LIMIT, () => {
  const fight: MeterOptions = { map: TRANSIT, tickRate: 40, bodies: 24, observers: 6, seconds: 3, latency: 20, jitter: 5 };
  const seeing = measure(fight);
  const blind = measure({ ...fight, sight: false });
  console.log("control", seeing, blind);
  expect(seeing.leaked).toBe(0);
  expect(seeing.missing).toBe(0);
  expect(blind.leaked).toBeGreaterThanOrEqual(20);
});
