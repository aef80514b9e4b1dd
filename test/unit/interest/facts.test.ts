import { describe, expect, test } from "vitest";
import { Interest } from "../../../server/match/interest/interest.ts";
import { Observer } from "../../../server/match/interest/observer.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { type ModeData, SQUADS } from "../../../shared/content/modes.ts";
import { ASPECT_DEFAULT, ASPECT_MAX, LOOK_AHEAD, viewSize } from "../../../shared/protocol/view.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { Stage } from "../../sim/stage.ts";
import { SIDES, YARD } from "../../sim/yard.ts";

/** A wall as thin as walls get, from the north border down to a way around its end. */
const THIN: MapData = { ...YARD, boxes: [{ x: 768, y: 0, width: 32, height: 800 }], pillars: [] };
const OPEN: MapData = { ...YARD, boxes: [], pillars: [] };
const WIDE: MapData = { ...OPEN, width: 4800, height: 2400 };

/** Ticks of the 40 Hz stage by which a client on a good line is behind. */
const GOOD_LINE = 2;

interface Watched {
  stage: Stage;
  interest: Interest;
  observer: Observer;
  /** One more tick of the world, and what is told in it. */
  tick(events?: readonly SimEvent[]): number[];
}

/** Bodies at places in units, by id from 1 on; the first one looks. `tired`: nobody can dash. */
function watch(
  map: MapData,
  places: readonly [number, number][],
  { tired = true, lag = GOOD_LINE, mode }: { tired?: boolean; lag?: number; mode?: ModeData } = {},
): Watched {
  const stage = new Stage({ tickRate: 40, map, ...(mode === undefined ? {} : { mode }) });
  stage.join(...places.map((_, index) => index + 1));
  stage.tick();
  const interest = new Interest(stage.world.terrain);
  const observer = new Observer({ own: 1, eye: 1, aspect: ASPECT_DEFAULT });
  for (const [index, [x, y]] of places.entries()) stage.place(index + 1, x, y);
  const tick = (events: readonly SimEvent[] = []): number[] => {
    stage.tick();
    for (const body of stage.world.bodies) body.dashCooldown = tired ? 100 : 0;
    observer.seen = stage.world.tick - lag;
    interest.update(stage.world, [observer], events);
    return [...observer.visible.subarray(0, observer.count), ...observer.lingering.subarray(0, observer.lingeringCount)].sort((a, b) => a - b);
  };
  return { stage, interest, observer, tick };
}

function hit(victim: number, attacker: number): SimEvent {
  return { kind: "bodyHit", victim, attacker, weapon: 1, amount: 45, health: 55, shield: 0, x: 0, y: 0, angle: 0 };
}

describe("walls", () => {
  test("who stands behind a wall is not told of, who stands in the open is", () => {
    expect(
      watch(YARD, [
        [600, 480],
        [1000, 480],
        [600, 200],
      ]).tick(),
    ).toEqual([1, 3]);
  });

  test("control: without the wall both are", () => {
    expect(
      watch(OPEN, [
        [600, 480],
        [1000, 480],
        [600, 200],
      ]).tick(),
    ).toEqual([1, 2, 3]);
  });

  test("the thinnest wall hides who leans on it from who leans on its other side, however far either could get", () => {
    expect(
      watch(
        THIN,
        [
          [745, 300],
          [823, 300],
        ],
        { tired: false, lag: 100 },
      ).tick(),
    ).toEqual([1]);
    expect(
      watch(
        OPEN,
        [
          [745, 300],
          [823, 300],
        ],
        { tired: false, lag: 100 },
      ).tick(),
    ).toEqual([1, 2]);
  });

  test("who is about to come into sight around a corner is told of before", () => {
    // The line from (600, 760) past the end of the wall at (800, 800) leaves all above (1000, 840) hidden.
    expect(
      watch(THIN, [
        [600, 760],
        [1000, 800],
      ]).tick(),
    ).toEqual([1, 2]);
    expect(
      watch(THIN, [
        [600, 560],
        [1000, 400],
      ]).tick(),
    ).toEqual([1]);
  });

  test("who can dash, or is further behind, is told of more", () => {
    const places: [number, number][] = [
      [640, 640],
      [960, 480],
    ];
    expect(watch(THIN, places).tick()).toEqual([1]);
    expect(watch(THIN, places, { tired: false, lag: 8 }).tick()).toEqual([1, 2]);
    const margin = (tired: boolean, lag: number): number => {
      const watched = watch(THIN, places, { tired, lag });
      watched.tick();
      return watched.observer.margin;
    };
    expect(margin(false, 6)).toBeGreaterThan(margin(true, 6) + 80);
    expect(margin(true, 12)).toBeGreaterThan(margin(true, 2) + 60);
  });

  test("who goes out of sight is told of for at most 5 ticks more", () => {
    const { stage, tick } = watch(YARD, [
      [600, 480],
      [600, 200],
    ]);
    expect(tick()).toEqual([1, 2]);
    stage.place(2, 1000, 480);
    const after = Array.from({ length: 8 }, () => tick().includes(2));
    expect(after.filter((told) => told).length).toBeLessThanOrEqual(5);
    expect(after.at(-1)).toBe(false);
    // And for one at least: who flickers at an edge does not come and go.
    expect(after[0]).toBe(true);
  });
});

describe("the screen", () => {
  const { width } = viewSize(ASPECT_DEFAULT);
  const edge = 1000 + width * (0.5 + LOOK_AHEAD);

  test("reaches as far as a camera may look ahead, to every side, wherever it looks", () => {
    expect(
      watch(WIDE, [
        [1000, 1200],
        [edge - 10, 1200],
      ]).tick(),
    ).toEqual([1, 2]);
    const west: [number, number][] = [
      [3000, 1200],
      [3000 - width * (0.5 + LOOK_AHEAD) + 10, 1200],
    ];
    expect(watch(WIDE, west).tick()).toEqual([1, 2]);
  });

  test("shows nothing farther away than it can be moved before the next patch", () => {
    expect(
      watch(WIDE, [
        [1000, 1200],
        [edge + 130, 1200],
      ]).tick(),
    ).toEqual([1]);
  });

  test("no aspect ratio shows more than the widest screen, which shows the less of what is above", () => {
    const far: [number, number] = [1000 + viewSize(ASPECT_MAX).width * (0.5 + LOOK_AHEAD) + 130, 1200];
    for (const aspect of [1000, Number.POSITIVE_INFINITY, Number.NaN, -1, 0]) {
      const watched = watch(WIDE, [[1000, 1200], far, [1000, 100]]);
      watched.observer.aspect = aspect;
      expect(watched.tick()).not.toContain(2);
      expect(watched.observer.halfWidth * watched.observer.halfHeight).toBeLessThan(1.4 * 1600 * 900);
    }
    const watched = watch(WIDE, [
      [1000, 1200],
      [edge + 130, 1200],
      [1000, 560],
    ]);
    watched.observer.aspect = 1000;
    expect(watched.tick()).toEqual([1, 2]);
  });

  test("who says to have seen nothing for long gains no more than 400 ms", () => {
    const honest = watch(
      THIN,
      [
        [640, 640],
        [960, 480],
      ],
      { lag: 16 },
    );
    const liar = watch(
      THIN,
      [
        [640, 640],
        [960, 480],
      ],
      { lag: 900 },
    );
    const prophet = watch(
      THIN,
      [
        [640, 640],
        [960, 480],
      ],
      { lag: 0 },
    );
    honest.tick();
    liar.tick();
    prophet.tick();
    expect(liar.observer.margin).toBe(honest.observer.margin);
    expect(liar.observer.reach).toBeLessThanOrEqual(320 * 0.425 + 1);
    expect(prophet.observer.reach).toBeLessThan(liar.observer.reach);
  });
});

describe("who is told whatever walls say", () => {
  test("team-mates, and nobody of the other team", () => {
    // Odd ids are one team.
    const { tick } = watch(
      SIDES,
      [
        [600, 480],
        [1000, 480],
        [1000, 500],
        [1000, 440],
      ],
      { mode: SQUADS },
    );
    expect(tick()).toEqual([1, 3]);
    expect(
      watch(YARD, [
        [600, 480],
        [1000, 480],
        [1000, 500],
      ]).tick(),
    ).toEqual([1]);
  });

  test("whoever hit the player, in the tick of the hit alone", () => {
    const { tick } = watch(YARD, [
      [600, 480],
      [1000, 480],
    ]);
    expect(tick()).toEqual([1]);
    expect(tick([hit(1, 2)])).toEqual([1, 2]);
    expect(tick()).toEqual([1]);
    expect(tick([hit(2, 2)])).toEqual([1]);
  });

  test("the own body, wherever the eye is: the dead have their killer's view", () => {
    const { observer, tick } = watch(YARD, [
      [600, 480],
      [1000, 480],
      [1000, 200],
      [200, 480],
    ]);
    expect(tick()).toContain(4);
    observer.eye = 2;
    for (let left = 0; left < 5; left += 1) tick();
    expect(tick()).toEqual([1, 2, 3]);
  });
});

describe("spectators", () => {
  test("are told what the followed player is told, and nothing else", () => {
    const { observer, stage, tick } = watch(YARD, [
      [600, 480],
      [1000, 480],
      [200, 480],
    ]);
    observer.own = 0;
    expect(tick()).toEqual([1, 3]);
    expect(tick([hit(1, 2)])).toEqual([1, 2, 3]);
    observer.eye = 2;
    for (let left = 0; left < 5; left += 1) tick();
    expect(tick()).toEqual([2]);
    observer.eye = 0;
    for (let left = 0; left < 5; left += 1) tick();
    expect(tick()).toEqual([]);
    expect(observer.padCount).toBe(0);
    expect(stage.world.bodies.length).toBe(3);
  });

  test("see a body where it was, so they need no more than it moves in two ticks", () => {
    const { observer, tick } = watch(YARD, [[600, 480]], { lag: 16 });
    tick();
    const own = observer.reach;
    observer.own = 0;
    tick();
    expect(observer.reach).toBeLessThan(own / 4);
  });
});

describe("places", () => {
  test("are told of when in view", () => {
    const { interest, observer, tick } = watch(YARD, [[600, 480]]);
    tick();
    expect(interest.seesPlace(observer, 700 * UNIT, 480 * UNIT)).toBe(true);
    expect(interest.seesPlace(observer, 1000 * UNIT, 480 * UNIT)).toBe(false);
    // The face of the wall, where shots end.
    expect(interest.seesPlace(observer, 768 * UNIT, 480 * UNIT)).toBe(true);
    expect(interest.seesPlace(observer, -40 * UNIT, 480 * UNIT)).toBe(false);
  });

  test("pads are told of when in view", () => {
    const { observer, tick } = watch(THIN, [[1000, 300]]);
    tick();
    expect(Array.from(observer.pads.subarray(0, observer.padCount))).toEqual([]);
    const open = watch(OPEN, [[1000, 300]]);
    open.tick();
    expect(open.observer.padCount).toBe(YARD.pickups.length);
  });
});

describe("what was told", () => {
  test("is remembered by tick for 400 ms", () => {
    const { interest, observer, stage, tick } = watch(YARD, [
      [600, 480],
      [600, 200],
    ]);
    tick();
    const seen = stage.world.tick;
    stage.place(2, 1000, 480);
    for (let left = 0; left < 10; left += 1) tick();
    expect(interest.knows(observer, 2)).toBe(false);
    expect(interest.wasTold(observer, 2, stage.world.tick)).toBe(false);
    expect(interest.wasTold(observer, 2, seen)).toBe(true);
    for (let left = 0; left < 10; left += 1) tick();
    expect(interest.wasTold(observer, 2, seen)).toBe(false);
  });

  test("an id that comes again is somebody else", () => {
    const { interest, observer, stage, tick } = watch(YARD, [
      [600, 480],
      [600, 200],
    ]);
    expect(tick()).toEqual([1, 2]);
    stage.leave(2);
    expect(tick()).toEqual([1]);
    expect(interest.knows(observer, 2)).toBe(false);
    expect(interest.knows(observer, 77)).toBe(false);
  });
});
