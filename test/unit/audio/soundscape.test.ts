import { beforeEach, describe, expect, test } from "vitest";
import type { Heard } from "../../../client/game/audio/hearing.ts";
import type { SoundName } from "../../../client/game/audio/sounds.ts";
import { BEAT, LOW_HEALTH, Soundscape } from "../../../client/game/audio/soundscape.ts";
import type { Scene } from "../../../client/game/scene.ts";
import { LOW_HEALTH as LOW_HEALTH_SHOWN } from "../../../client/ui/hud-state.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { bodyIn, EAR, OTHER, OWN, quietScene, SAMPLES, units } from "./scenes.ts";

interface Played {
  sound: SoundName;
  heard: Heard;
  pitch: number;
}

let played: Played[];
let soundscape: Soundscape;
let scene: Scene;
let now: number;

beforeEach(() => {
  played = [];
  soundscape = new Soundscape({ play: (sound, heard, pitch) => played.push({ sound, heard, pitch }) });
  scene = quietScene();
  now = 0;
  frame();
  played = [];
});

/** One displayed frame, 16 ms after the one before. */
function frame(...happened: { event: SimEvent; predicted: boolean }[]): void {
  now += 16;
  scene.happened = happened;
  soundscape.hear(scene, now);
}

const told = (event: SimEvent) => ({ event, predicted: false });
const foretold = (event: SimEvent) => ({ event, predicted: true });
const names = (): SoundName[] => played.map(({ sound }) => sound);

describe("the own shot", () => {
  const shot: SimEvent = { ...SAMPLES.projectileFired, body: OWN, shot: 7 };

  test("is heard in the frame in which it is predicted", () => {
    frame(foretold(shot));
    expect(names()).toEqual(["own pulse"]);
  });

  test("is not heard again when the server confirms it", () => {
    frame(foretold(shot));
    for (let wait = 0; wait < 10; wait += 1) frame();
    frame(told(shot));
    expect(names()).toEqual(["own pulse"]);
  });

  test("is heard from the server's word when it was not predicted", () => {
    frame(told(shot));
    expect(names()).toEqual(["own pulse"]);
  });

  test("is heard for each of two", () => {
    frame(foretold(shot));
    frame(foretold({ ...shot, shot: 8 }));
    expect(names()).toEqual(["own pulse", "own pulse"]);
  });

  test("does not silence a shot of another with the same number", () => {
    frame(foretold(shot));
    frame(told({ ...shot, body: OTHER }));
    expect(names()).toEqual(["own pulse", "pulse"]);
  });
});

describe("several in one frame", () => {
  test("come in the order of what matters: verdicts, then own, then the nearest", () => {
    const far = { fromX: units(EAR.x + 1200), fromY: units(EAR.y) };
    frame(
      told({ ...SAMPLES.projectileFired, ...far }),
      told(SAMPLES.projectileFired),
      told({ ...SAMPLES.bodyDashed, body: OWN }),
      told({ ...SAMPLES.bodyHit, attacker: OWN }),
    );
    expect(names()).toEqual(["hit", "ownDash", "pulse", "pulse"]);
    expect(played[2]?.heard.gain).toBeGreaterThan(played[3]?.heard.gain ?? 1);
  });

  test("from beyond hearing are not heard", () => {
    frame(told({ ...SAMPLES.projectileFired, fromX: units(EAR.x + 2000) }));
    expect(names()).toEqual([]);
  });
});

describe("places", () => {
  test("are heard from where the own craft is", () => {
    frame(told(SAMPLES.bodyHit));
    Object.assign(bodyIn(scene, OWN), { x: EAR.x + 600 });
    frame(told(SAMPLES.bodyHit));
    expect(played[0]?.heard.pan).toBeGreaterThan(0);
    expect(played[1]?.heard.pan).toBeLessThan(0);
  });

  test("of a watched match are heard less", () => {
    frame(told(SAMPLES.bodyHit));
    scene = quietScene(false);
    frame(told(SAMPLES.bodyHit));
    expect(played[1]?.heard.gain).toBeLessThan((played[0]?.heard.gain ?? 0) / 2);
  });
});

describe("while the own craft is gone and its killer is watched", () => {
  beforeEach(() => {
    scene.focus = OTHER;
    scene.playing = false;
    bodyIn(scene, OWN).alive = false;
  });

  test("what the killer does is not taken for one's own", () => {
    frame(told(SAMPLES.projectileFired), told({ ...SAMPLES.bodyHit, victim: 3, attacker: OTHER }));
    expect(names().toSorted()).toEqual(["clank", "pulse"]);
  });

  test("a late shot of one's own still makes its verdict", () => {
    frame(told({ ...SAMPLES.bodyKilled, attacker: OWN }));
    expect(names()).toEqual(["kill", "wreck"]);
  });

  test("places are heard from where the killer is", () => {
    Object.assign(bodyIn(scene, OTHER), { x: EAR.x + 600 });
    frame(told(SAMPLES.bodyHit));
    expect(played[0]?.heard.pan).toBeLessThan(0);
  });
});

test("calls are heard, several at once as one", () => {
  scene.calls = [
    { call: 0, from: OTHER },
    { call: 1, from: 3 },
  ];
  frame();
  expect(names()).toEqual(["call"]);
});

describe("low health", () => {
  const hurt = (health: number): void => {
    bodyIn(scene, OWN).health = health;
  };
  const wait = (ms: number): void => {
    for (const until = now + ms; now < until; ) frame();
  };

  test("is low where the HUD says so", () => {
    expect(LOW_HEALTH).toBe(LOW_HEALTH_SHOWN);
  });

  test("beats once a second", () => {
    hurt(LOW_HEALTH);
    wait(BEAT * 5);
    expect(names()).toEqual(Array(5).fill("lowHealth"));
  });

  test("does not beat above it", () => {
    hurt(LOW_HEALTH + 1);
    wait(BEAT * 2);
    expect(names()).toEqual([]);
  });

  test("ends with the craft", () => {
    hurt(0);
    bodyIn(scene, OWN).alive = false;
    wait(BEAT * 2);
    expect(names()).toEqual([]);
  });

  test("of a watched craft is not the watcher's", () => {
    scene = quietScene(false);
    hurt(5);
    wait(BEAT * 2);
    expect(names()).toEqual([]);
  });
});

describe("the end of a round", () => {
  const countDown = (from: number): void => {
    for (scene.phaseLeft = from; scene.phaseLeft > 0; scene.phaseLeft -= 16) frame();
  };

  test("is counted for five seconds, the last of them differently", () => {
    countDown(9000);
    expect(names()).toEqual(["countdown", "countdown", "countdown", "countdown", "lastSecond"]);
  });

  test("of the podium is not counted", () => {
    scene.phase = "podium";
    countDown(9000);
    expect(names()).toEqual([]);
  });
});

describe("a match", () => {
  test("begins with a sound for who plays it, once", () => {
    scene = quietScene();
    frame();
    frame();
    expect(names()).toEqual(["join"]);
  });

  test("says when its round begins, after waiting or after a podium", () => {
    for (const phase of ["waiting", "podium"] as const) {
      scene.phase = phase;
      frame();
      scene.phase = "playing";
      frame();
      frame();
    }
    expect(names()).toEqual(["begin", "begin"]);
  });

  test("begins silently for who watches it", () => {
    scene = quietScene(false);
    frame();
    expect(names()).toEqual([]);
  });
});
