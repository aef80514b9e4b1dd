import { describe, expect, test } from "vitest";
import { NEMESIS_KILLS, Rivalry } from "../../../client/ui/rivalry.ts";

const OWN = 1;

function killedBy(rivalry: Rivalry, attacker: number, times: number) {
  return Array.from({ length: times }, () => rivalry.killed(OWN, attacker, OWN)).at(-1);
}

describe("a nemesis", () => {
  test("is who killed the player three times without an answer", () => {
    const rivalry = new Rivalry();
    expect(killedBy(rivalry, 2, NEMESIS_KILLS - 1)).toBeNull();
    expect(rivalry.nemesis).toBe(0);
    expect(killedBy(rivalry, 2, 1)).toBe("nemesis");
    expect(rivalry.nemesis).toBe(2);
  });

  test("is told once", () => {
    const rivalry = new Rivalry();
    killedBy(rivalry, 2, NEMESIS_KILLS);
    expect(killedBy(rivalry, 2, 1)).toBeNull();
  });

  test("is not made by kills that were answered", () => {
    const rivalry = new Rivalry();
    killedBy(rivalry, 2, NEMESIS_KILLS - 1);
    rivalry.killed(OWN, OWN, 2);
    killedBy(rivalry, 2, NEMESIS_KILLS - 1);
    expect(rivalry.nemesis).toBe(0);
  });

  test("gives way to who killed more often", () => {
    const rivalry = new Rivalry();
    killedBy(rivalry, 2, NEMESIS_KILLS);
    expect(killedBy(rivalry, 3, NEMESIS_KILLS)).toBeNull();
    expect(killedBy(rivalry, 3, 1)).toBe("nemesis");
    expect(rivalry.nemesis).toBe(3);
  });

  test("is over with revenge, and the next worst takes the place", () => {
    const rivalry = new Rivalry();
    killedBy(rivalry, 2, NEMESIS_KILLS + 1);
    killedBy(rivalry, 3, NEMESIS_KILLS);
    expect(rivalry.killed(OWN, OWN, 2)).toBe("revenge");
    expect(rivalry.nemesis).toBe(3);
  });

  test("is no matter of others' kills, nor of the player's own end", () => {
    const rivalry = new Rivalry();
    for (let times = 0; times < 5; times += 1) {
      rivalry.killed(OWN, 2, 3);
      rivalry.killed(OWN, OWN, OWN);
    }
    expect(rivalry.nemesis).toBe(0);
  });

  test("is over when they leave", () => {
    const rivalry = new Rivalry();
    killedBy(rivalry, 2, NEMESIS_KILLS);
    rivalry.keepOnly((id) => id !== 2);
    expect(rivalry.nemesis).toBe(0);
  });
});
