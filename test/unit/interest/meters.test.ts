import { describe, expect, test } from "vitest";
import { EXPANSE } from "../../../shared/content/maps/expanse.ts";
import { FOUNDRY } from "../../../shared/content/maps/foundry.ts";
import { type MeterOptions, measure } from "./meters.ts";

/** ms of a round trip and what it varies by; `LATENCY=250 npx vitest run …` asks about another one. */
const LATENCY = Number(process.env.LATENCY ?? 150);
const JITTER = 30;

const FIGHTS: readonly MeterOptions[] = [
  { map: FOUNDRY, tickRate: 40, bodies: 24, observers: 6, seconds: 60, latency: LATENCY, jitter: JITTER },
  { map: EXPANSE, tickRate: 20, bodies: 60, observers: 6, seconds: 60, latency: LATENCY, jitter: JITTER },
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

  test("control: without sight, many times more of what is sent stays hidden", LIMIT, () => {
    const figures = measure({ ...fight, seconds: 20, sight: false });
    console.log("control", figures);
    expect(figures.leaked).toBeGreaterThan(0.005 * figures.sent);
  });
});
