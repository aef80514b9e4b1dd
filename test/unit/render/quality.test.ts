import { describe, expect, test } from "vitest";
import { CLIMBS_MAX, PATIENCE, type Quality, QualityLadder, RUNGS } from "../../../client/game/render/quality.ts";

/** ms per frame. */
const SMOOTH = 16.7;
const LATE = 30;

/** Shows frames of one length for that many ms; returns how often the quality changed. */
function show(ladder: QualityLadder, frame: number, duration: number): number {
  let changes = 0;
  for (let time = 0; time < duration; time += frame) if (ladder.judge(frame)) changes += 1;
  return changes;
}

/** A machine that draws these rungs smoothly and all above them late. */
function machine(keepsUpWith: (quality: Quality) => boolean) {
  const ladder = new QualityLadder();
  let changes = 0;
  return {
    ladder,
    run(duration: number): number {
      const before = changes;
      for (let time = 0; time < duration; ) {
        const frame = keepsUpWith(ladder.quality) ? SMOOTH : LATE;
        if (ladder.judge(frame)) changes += 1;
        time += frame;
      }
      return changes - before;
    },
  };
}

describe("the quality ladder", () => {
  test("takes particles first, then light, then sharpness", () => {
    const ladder = new QualityLadder();
    const seen = [ladder.quality];
    for (let frame = 0; frame < 10_000; frame += 1) if (ladder.judge(LATE)) seen.push(ladder.quality);
    expect(seen).toEqual([...RUNGS]);
    const changed = seen.slice(1).map((quality, index) => (["particles", "glow", "resolution"] as const).find((part) => quality[part] !== seen[index]?.[part]));
    expect(changed.slice(0, 3)).toEqual(["particles", "glow", "resolution"]);
  });

  test("loses no time where nobody could play", () => {
    const late = new QualityLadder();
    const hopeless = new QualityLadder();
    show(late, LATE, 8000);
    show(hopeless, 90, 8000);
    const rungs: readonly Quality[] = RUNGS;
    expect(rungs.indexOf(hopeless.quality)).toBeGreaterThan(rungs.indexOf(late.quality));
  });

  test("does not fall for a hiccup", () => {
    const ladder = new QualityLadder();
    show(ladder, SMOOTH, 5000);
    expect(show(ladder, 100, 300) + show(ladder, SMOOTH, 3000)).toBe(0);
  });

  test("does not judge the first frames of a stage", () => {
    const ladder = new QualityLadder();
    expect(show(ladder, 100, 1400)).toBe(0);
    ladder.settle();
    expect(show(ladder, 100, 1400)).toBe(0);
  });

  test("goes up again when frames have long been in time", () => {
    const ladder = new QualityLadder();
    while (ladder.quality !== RUNGS[2]) ladder.judge(LATE);
    show(ladder, SMOOTH, 4 * PATIENCE);
    expect(ladder.quality).toBe(RUNGS[0]);
  });

  test("leaves what is neither slow nor fast as it is", () => {
    const ladder = new QualityLadder();
    while (ladder.quality !== RUNGS[2]) ladder.judge(LATE);
    expect(show(ladder, 20, 20 * PATIENCE)).toBe(0);
  });

  test("comes to rest where the machine keeps up, after a bounded number of tries", () => {
    const weak = machine((quality) => !quality.glow);
    weak.run(3_600_000);
    expect(weak.ladder.quality).toBe(RUNGS[2]);
    expect(weak.run(7_200_000)).toBe(0);
  });

  test("tries less and less often what failed", () => {
    const weak = machine((quality) => !quality.glow);
    weak.run(20_000);
    const early = weak.run(4 * PATIENCE);
    const late = weak.run(4 * PATIENCE);
    expect(late).toBeLessThan(early);
  });

  test("climbs no more often than it may, however the load swings", () => {
    const ladder = new QualityLadder();
    let climbs = 0;
    for (let swing = 0; swing < 100; swing += 1) {
      while (ladder.quality !== RUNGS.at(-1)) ladder.judge(LATE);
      climbs += show(ladder, SMOOTH, 10 * PATIENCE);
    }
    expect(climbs).toBe(CLIMBS_MAX);
  });
});
