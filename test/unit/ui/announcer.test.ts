import { describe, expect, test } from "vitest";
import { Announcer, isStreak, LINE_TIME } from "../../../client/ui/announcer.ts";

const OWN = 1;
const kill = (attacker: number, victim: number, streak = 1) => ({ attacker, victim, streak });

function announcer(fresh = false): Announcer {
  const made = new Announcer();
  made.beginRound(fresh);
  return made;
}

describe("the announcer", () => {
  test("counts 3, 5, 8, 12, 16, 20 and then every five", () => {
    expect(Array.from({ length: 31 }, (_, count) => count).filter(isStreak)).toEqual([3, 5, 8, 12, 16, 20, 25, 30]);
  });

  test("tells the first kill of a round, and no other, as first blood", () => {
    const it = announcer(true);
    it.killed(kill(2, 3), OWN, null);
    it.killed(kill(4, 3), OWN, null);
    expect(it.lineAt(0)?.announcement).toEqual({ kind: "firstBlood", killer: 2, own: false });
    expect(it.lineAt(LINE_TIME)).toBeNull();
  });

  test("knows no first blood in a round that was under way", () => {
    const it = announcer(false);
    it.killed(kill(2, 3), OWN, null);
    expect(it.lineAt(0)).toBeNull();
  });

  test("takes nobody's own end for first blood", () => {
    const it = announcer(true);
    it.killed(kill(2, 2), OWN, null);
    it.killed(kill(3, 2), OWN, null);
    expect(it.lineAt(0)?.announcement).toMatchObject({ kind: "firstBlood", killer: 3 });
  });

  test("tells a streak of three to who made it alone", () => {
    const others = announcer();
    others.killed(kill(2, 3, 3), OWN, null);
    expect(others.lineAt(0)).toBeNull();
    const own = announcer();
    own.killed(kill(OWN, 3, 3), OWN, null);
    expect(own.lineAt(0)?.announcement).toEqual({ kind: "streak", killer: OWN, count: 3, own: true });
  });

  test("tells a streak of five to everybody", () => {
    const it = announcer();
    it.killed(kill(2, 3, 5), OWN, null);
    expect(it.lineAt(0)?.announcement).toMatchObject({ kind: "streak", killer: 2, count: 5 });
  });

  test("lets a line stand for two seconds, and then the next", () => {
    const it = announcer();
    it.killed(kill(2, 3, 5), OWN, null);
    it.killed(kill(3, 4, 8), OWN, null);
    const first = it.lineAt(0);
    expect(it.lineAt(LINE_TIME - 1)).toBe(first);
    expect(it.lineAt(LINE_TIME)?.announcement).toMatchObject({ killer: 3 });
  });

  test("puts what is the player's own before what is others', and drops others' first", () => {
    const it = announcer();
    for (const killer of [2, 3, 4]) it.killed(kill(killer, 9, 5), OWN, null);
    it.killed(kill(OWN, 9, 3), OWN, null);
    expect(it.lineAt(0)?.announcement).toMatchObject({ killer: OWN });
    expect(it.lineAt(LINE_TIME)?.announcement).toMatchObject({ killer: 4 });
    expect(it.lineAt(2 * LINE_TIME)).toBeNull();
  });

  test("has revenge before everything", () => {
    const it = announcer(true);
    it.killed(kill(OWN, 2, 3), OWN, "revenge");
    expect(it.lineAt(0)?.announcement).toEqual({ kind: "revenge", victim: 2, own: true });
  });
});
