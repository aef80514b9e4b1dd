import { describe, expect, test } from "vitest";
import { Mixer, REPEAT_GAP, VOICES_MAX, type Wish } from "../../../client/game/audio/mixer.ts";

const wish = (kind: string, priority = 1, loudness = 0.5, length = 1000): Wish => ({ kind, priority, loudness, length });

/** A mixer with every voice taken, and which of them were cut since. */
function fullMixer(priorityOf: (index: number) => number, loudnessOf: (index: number) => number = () => 0.5) {
  const mixer = new Mixer();
  const cut: string[] = [];
  for (let index = 0; index < VOICES_MAX; index += 1) {
    const kind = `sound ${index}`;
    const voice = mixer.admit(wish(kind, priorityOf(index), loudnessOf(index)), 0);
    if (voice !== null) voice.cut = () => cut.push(kind);
  }
  return { mixer, cut };
}

describe("voices", () => {
  test("are 24, whatever happens", () => {
    const mixer = new Mixer();
    for (let index = 0; index < 200; index += 1) {
      mixer.admit(wish(`sound ${index}`, index % 5, (index % 7) / 7), index);
      expect(mixer.count(index)).toBeLessThanOrEqual(24);
    }
    expect(mixer.count(200)).toBe(24);
  });

  test("are free again when their sound has ended", () => {
    const { mixer } = fullMixer(() => 4);
    expect(mixer.admit(wish("late", 0), 999)).toBeNull();
    expect(mixer.admit(wish("later", 0), 1000)).not.toBeNull();
  });

  test("are taken from the least important", () => {
    const { mixer, cut } = fullMixer((index) => (index === 7 ? 0 : 2));
    expect(mixer.admit(wish("own", 3), 10)).not.toBeNull();
    expect(cut).toEqual(["sound 7"]);
  });

  test("of equals are taken from the quietest", () => {
    const { mixer, cut } = fullMixer(
      () => 1,
      (index) => (index === 5 ? 0.1 : 0.5),
    );
    expect(mixer.admit(wish("another", 1, 0.3), 10)).not.toBeNull();
    expect(cut).toEqual(["sound 5"]);
  });

  test("are not taken from what matters more", () => {
    const { mixer, cut } = fullMixer(() => 3);
    expect(mixer.admit(wish("spark", 0, 1), 10)).toBeNull();
    expect(cut).toEqual([]);
  });

  test("are not taken from what is louder and as important", () => {
    const { mixer, cut } = fullMixer(() => 1);
    expect(mixer.admit(wish("far", 1, 0.2), 10)).toBeNull();
    expect(cut).toEqual([]);
  });
});

describe("the same sound", () => {
  test("does not begin twice within 30 ms", () => {
    const mixer = new Mixer();
    expect(REPEAT_GAP).toBe(30);
    expect(mixer.admit(wish("pulse"), 100)).not.toBeNull();
    expect(mixer.admit(wish("pulse"), 129)).toBeNull();
    expect(mixer.admit(wish("pulse"), 130)).not.toBeNull();
  });

  test("does not wait for another", () => {
    const mixer = new Mixer();
    mixer.admit(wish("pulse"), 100);
    expect(mixer.admit(wish("own pulse"), 101)).not.toBeNull();
  });

  test("that was refused does not count as begun", () => {
    const { mixer } = fullMixer(() => 3);
    expect(mixer.admit(wish("spark", 0), 990)).toBeNull();
    expect(mixer.admit(wish("spark", 0), 1000)).not.toBeNull();
  });
});
