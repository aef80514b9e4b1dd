import { beforeEach, describe, expect, test } from "vitest";
import { type Controls, restingControls } from "../../../client/game/input/controls.ts";
import { seatInMemory } from "../../../client/game/net/seat.ts";
import type { Scene } from "../../../client/game/scene.ts";
import { GameSession } from "../../../client/game/session.ts";
import { MAPS } from "../../../shared/content/maps.ts";
import type { WireEvent } from "../../../shared/protocol/events.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { bodyOf } from "../../../shared/sim/world.ts";
import { randomFrom } from "../../netcode/random.ts";
import { ManualTime } from "../../server/manual-time.ts";
import { MemoryServer } from "./memory-server.ts";

const FRAME = 16;

let time: ManualTime;
let server: MemoryServer;
let session: GameSession;
let controls: Controls;
let happened: { event: WireEvent; predicted: boolean }[];

/** Shows frames for `duration` ms; returns the last. */
function show(duration: number, each: (scene: Scene) => void = () => undefined): Scene {
  let scene = session.frame(time.now(), controls);
  for (let passed = 0; passed < duration; passed += FRAME) {
    time.pass(FRAME);
    scene = session.frame(time.now(), controls);
    happened.push(...scene.happened.map(({ event, predicted }) => ({ event, predicted })));
    each(scene);
  }
  return scene;
}

const own = (scene: Scene) => {
  const body = scene.bodies.find(({ id }) => id === scene.focus);
  if (body === undefined) throw new Error("no own body on screen");
  return body;
};

const told = (kind: WireEvent["kind"]) => happened.filter(({ event }) => event.kind === kind);

beforeEach(() => {
  time = new ManualTime();
  server = new MemoryServer(time, 75);
  session = new GameSession({ open: server.open, clock: time, random: randomFrom(1), seat: seatInMemory(), maps: MAPS, compile: compileTerrain });
  controls = restingControls();
  happened = [];
  session.connect({});
  show(1500);
  happened = [];
});

test("the own craft answers on the next frame, long before the server can", () => {
  const before = { ...own(show(FRAME)) };
  controls.moveX = 1;
  const after = own(show(3 * FRAME));
  expect(after.x).toBeGreaterThan(before.x + 0.3);
});

test("the own craft moves in every displayed frame, between steps too", () => {
  controls.moveX = 1;
  controls.moveY = 0.3;
  show(500);
  let before = own(show(FRAME)).y;
  const ways: number[] = [];
  show(600, (scene) => {
    ways.push(own(scene).y - before);
    before = own(scene).y;
  });
  // 1.5 units each on open ground; a frame without a step would show 0, one with a step too many 3.
  for (const [index, way] of ways.entries()) expect(Math.abs(way - (ways[index - 1] ?? way))).toBeLessThan(0.5);
});

test("a minute of play corrects nothing", () => {
  const random = randomFrom(3);
  const scene = show(60_000, () => {
    if (random() < 0.05) Object.assign(controls, { moveX: random() * 2 - 1, moveY: random() * 2 - 1, dash: random() < 0.3, fire: random() < 0.5 });
    controls.aim += random() - 0.5;
  });
  expect(scene.net.corrections).toEqual({ drift: 0, impulse: 0, invented: 0 });
});

describe("where the server patches every second tick only", () => {
  beforeEach(() => {
    server.patchEvery = 2;
    show(2000);
  });

  test("a minute of play corrects nothing", () => {
    const random = randomFrom(3);
    const scene = show(60_000, () => {
      if (random() < 0.05) Object.assign(controls, { moveX: random() * 2 - 1, moveY: random() * 2 - 1, dash: random() < 0.3, fire: random() < 0.5 });
      controls.aim += random() - 0.5;
    });
    expect(scene.net.corrections).toEqual({ drift: 0, impulse: 0, invented: 0 });
    expect(scene.net.queue).toBeLessThanOrEqual(2);
  });

  test("the instant shown runs on all the time", () => {
    let before = show(FRAME).tick;
    const ways: number[] = [];
    show(3000, ({ tick }) => {
      ways.push(tick - before);
      before = tick;
    });
    expect(Math.min(...ways)).toBeGreaterThan((0.85 * FRAME) / 25);
  });

  test("own shots are told once", () => {
    controls.fire = true;
    show(100);
    controls.fire = false;
    show(1000);
    expect(told("projectileFired")).toHaveLength(1);
  });
});

test("a press shorter than a step still counts", () => {
  show(1000);
  controls.fire = true;
  session.frame(time.now(), controls);
  controls.fire = false;
  show(200);
  expect(told("projectileFired")).toHaveLength(1);
});

describe("a hidden page", () => {
  test("sends one neutral frame and then none", () => {
    controls.moveX = 1;
    controls.fire = true;
    show(500);
    const before = server.sent.length;
    session.setHidden(true);
    time.pass(30_000);
    expect(server.sent.slice(before)).toHaveLength(1);
    expect(server.sent.at(-1)).toMatchObject({ moveX: 0, moveY: 0, buttons: 0 });
  });

  test("sends no burst when it returns, and plays on from where its body is", () => {
    controls.moveX = 1;
    show(500);
    session.setHidden(true);
    time.pass(30_000);
    const before = server.sent.length;
    controls.moveX = 0;
    session.setHidden(false);
    show(1000);
    expect(server.sent.length - before).toBeLessThanOrEqual(1000 / 25 + 3);
    const body = bodyOf(server.match.world, server.body);
    expect(own(show(FRAME)).x).toBeCloseTo((body?.x ?? 0) / 256, 3);
  });
});

describe("an own shot", () => {
  const fireOnce = (): void => {
    controls.aim = Math.PI / 4;
    controls.fire = true;
    show(2 * FRAME);
    controls.fire = false;
  };

  test("is on screen at once, and told once", () => {
    fireOnce();
    expect(told("projectileFired")).toMatchObject([{ predicted: true }]);
    show(1000);
    expect(told("projectileFired")).toHaveLength(1);
  });

  test("flies on without a jump when the server confirms it", () => {
    let before: { x: number; y: number } | null = null;
    let longest = 0;
    fireOnce();
    show(500, ({ projectiles: [projectile] }) => {
      if (projectile !== undefined && before !== null) longest = Math.max(longest, Math.hypot(projectile.x - before.x, projectile.y - before.y));
      before = projectile === undefined ? null : { x: projectile.x, y: projectile.y };
    });
    // 1200 units per second are 19.2 per frame.
    expect(longest).toBeGreaterThan(15);
    expect(longest).toBeLessThan(26);
  });

  test("is where the server has it, at the instant shown", () => {
    fireOnce();
    const places = new Map<number, { x: number; y: number }>();
    const firedAt = time.now();
    let compared = 0;
    show(1000, ({ tick, projectiles: [projectile] }) => {
      const [flying] = server.match.world.projectiles;
      if (flying !== undefined) places.set(server.match.world.tick, { x: flying.x / 256, y: flying.y / 256 });
      const from = places.get(Math.floor(tick));
      const to = places.get(Math.floor(tick) + 1);
      // It starts at half its speed, until the server's has caught up.
      if (projectile === undefined || from === undefined || to === undefined || time.now() < firedAt + 300) return;
      const share = tick - Math.floor(tick);
      expect(projectile.x).toBeCloseTo(from.x + (to.x - from.x) * share, 0);
      expect(projectile.y).toBeCloseTo(from.y + (to.y - from.y) * share, 0);
      compared += 1;
    });
    expect(compared).toBeGreaterThan(4);
  });

  test("that never happened on the server is withdrawn when its frame is acknowledged", () => {
    for (let number = server.sent.length; number < server.sent.length + 20; number += 1) server.discard.add(number);
    fireOnce();
    expect(show(FRAME).projectiles).toHaveLength(1);
    expect(show(400).projectiles).toHaveLength(0);
    expect(told("projectileFired")).toHaveLength(1);
  });
});

test("every frame says which instant its player saw", () => {
  const scene = show(500);
  const shown = scene.tick;
  const before = server.sent.length;
  show(2 * FRAME);
  expect(Math.abs((server.sent[before]?.viewTick ?? 0) - shown * 16)).toBeLessThanOrEqual(16);
});

describe("a view that has another shape", () => {
  test("is told, the last of several in a row, no oftener than is honoured", () => {
    session.turn(2);
    show(FRAME);
    session.turn(0.5);
    session.turn(2);
    show(1900);
    session.turn(0.5);
    show(2500);
    expect(server.aspects).toEqual([2, 0.5]);
  });

  test("is told again to the next link", () => {
    session.turn(0.5);
    show(3000);
    server.cut();
    show(3000);
    expect(server.aspects).toEqual([0.5, 0.5]);
  });
});

describe("a dead player", () => {
  const KILLER = 77;

  /** Dead for two seconds, by nobody's hand. */
  const die = (): void => {
    const body = bodyOf(server.match.world, server.body);
    if (body === undefined) throw new Error("no body");
    body.alive = false;
    body.respawnTicks = 80;
  };

  test("sees through the eyes that the server names, until they are back", () => {
    die();
    server.give(KILLER);
    expect(show(500)).toMatchObject({ focus: KILLER, playing: false, own: server.body });
    server.give(server.body);
    expect(show(500)).toMatchObject({ focus: server.body, playing: true });
    server.give(KILLER);
    expect(show(2000)).toMatchObject({ focus: server.body, playing: true });
  });

  test("stays where they died where the server names nobody", () => {
    die();
    server.give(0);
    expect(show(500)).toMatchObject({ focus: server.body });
  });

  test("asks for nobody", () => {
    die();
    server.give(KILLER);
    session.follow(5);
    show(3000);
    expect(server.follows).toEqual([]);
  });
});
