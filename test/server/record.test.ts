import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { FrameSource, WireFieldsOf } from "../../server/match/inputs.ts";
import { LogFileError, readLog, writeLog } from "../../server/match/log-files.ts";
import { Match } from "../../server/match/match.ts";
import { LOG_FORMAT, type RoundLog, RoundRecorder, readTicks } from "../../server/match/record.ts";
import { replay } from "../../server/match/replay.ts";
import type { UnseenBy } from "../../server/match/unseen.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { RAIL } from "../../shared/content/weapons.ts";
import { BUTTON_FIRE, NOBODY } from "../../shared/sim/frame.ts";
import { hashWorld } from "../../shared/sim/hash.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { UNIT, VIEW_TICK } from "../../shared/sim/units.ts";
import { bodyOf } from "../../shared/sim/world.ts";

/** A player who runs in circles and fires, with pauses. */
class Runner implements FrameSource {
  #ticks = 0;
  readonly #waiting: WireFieldsOf[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  next(): WireFieldsOf | undefined {
    return this.#waiting.shift();
  }

  play(seenTick: number): void {
    this.#ticks += 1;
    if (this.#ticks % 100 > 90) return;
    const aim = (this.#ticks * 700) % 65_536;
    const angle = (aim / 65_536) * 2 * Math.PI;
    this.#waiting.push({
      moveX: Math.round(4000 * Math.cos(angle)),
      moveY: Math.round(4000 * Math.sin(angle)),
      aim,
      buttons: this.#ticks % 3,
      weapon: this.#ticks % 500 > 400 ? 1 : 0,
      viewTick: Math.max(0, seenTick - 3) * 16,
      seenTick,
    });
  }
}

/** A match in which people come, drop, return and go among bots; returns the logs of all its rounds. */
function playMatch(tickRate: 20 | 40, seconds: number, unseenBy?: UnseenBy) {
  const logs: RoundLog[] = [];
  const match = new Match({
    terrain: compileTerrain(DEFAULT_MAP, tickRate),
    seed: 42,
    size: 8,
    now: () => 0,
    send: () => undefined,
    roundEnded: (_round, log) => void logs.push(log),
    ...(unseenBy === undefined ? {} : { unseenBy }),
  });
  const runners = [new Runner(), new Runner(), new Runner()];
  const ids = runners.map((runner, index) => match.join(`Runner ${index}`, runner));
  for (let tick = 1; tick <= seconds * tickRate; tick++) {
    for (const runner of runners) runner.play(match.world.tick);
    if (tick === 10 * tickRate) match.drop(ids[0] ?? 0);
    if (tick === 15 * tickRate) match.resume(ids[0] ?? 0, runners[0] ?? new Runner());
    if (tick === 20 * tickRate) match.leave(ids[1] ?? 0);
    match.tick();
  }
  match.end();
  return { match, logs };
}

describe.each([20, 40] as const)("a round logged at %i Hz", (tickRate) => {
  const { match, logs } = playMatch(tickRate, 60);
  const [log] = logs;

  test("runs again to the same hash in every second and to the same world at its end", () => {
    if (log === undefined) throw new Error("no log");
    const result = replay(log);
    expect(result).toMatchObject({ ticks: 60 * tickRate, hashes: 60, differsAt: null });
    expect(hashWorld(result.world)).toBe(hashWorld(match.world));
  });

  test("differs at once when the frames of one tick of it are others", () => {
    if (log === undefined) throw new Error("no log");
    const changed = recordAgain(log, (tick) => tick === 30 * tickRate);
    expect(replay(changed).differsAt).not.toBeNull();
  });

  test("control: recorded again unchanged it does not differ", () => {
    if (log === undefined) throw new Error("no log");
    expect(recordAgain(log, () => false).ticks).toEqual(log.ticks);
  });

  test("takes less than 10 bytes per frame", () => {
    if (log === undefined) throw new Error("no log");
    let frames = 0;
    for (const tick of readTicks(log)) frames += tick.frames.length;
    expect(frames).toBeGreaterThan(60 * tickRate * 6);
    expect(log.ticks.length / frames).toBeLessThan(10);
  });
});

describe("a round in which players are not told of everybody", () => {
  const asked: { id: number; viewTick: number }[] = [];
  const ids = [1, 2, 300, 5000, 65_535];
  const unseenBy: UnseenBy = (id, { viewTick }) => {
    asked.push({ id, viewTick });
    return ids.filter((other) => other !== id);
  };
  const { match, logs } = playMatch(40, 60, unseenBy);
  const [log] = logs;
  if (log === undefined) throw new Error("no log");
  const frames = [...readTicks(log)].flatMap((tick) => tick.frames);

  test("runs again to the same world", () => {
    const result = replay(log);
    expect(result).toMatchObject({ ticks: 60 * 40, hashes: 60, differsAt: null });
    expect(hashWorld(result.world)).toBe(hashWorld(match.world));
  });

  test("has logged of each frame that may fire whom its player did not know of, and of no other", () => {
    const marked = frames.filter(({ unseen }) => unseen.length > 0);
    expect(marked.map(({ id, frame }) => ({ id, viewTick: frame.viewTick }))).toEqual(asked);
    expect(marked.length).toBeGreaterThan(100);
    for (const { id, frame, unseen } of marked) {
      expect(frame.buttons & BUTTON_FIRE).toBe(BUTTON_FIRE);
      expect(unseen).toEqual(ids.filter((other) => other !== id));
    }
    expect(frames.filter(({ frame }) => (frame.buttons & BUTTON_FIRE) !== 0).length).toBeGreaterThan(marked.length);
  });

  test("costs bytes where players fire only", () => {
    const without = playMatch(40, 60).logs[0]?.ticks.length ?? 0;
    expect(log.ticks.length).toBeGreaterThan(without);
    expect(log.ticks.length).toBeLessThan(1.3 * without);
  });
});

test("in a match a late shot hits whom its shooter was told of where they were, and nobody else", () => {
  const hit = (unseenBy: UnseenBy): boolean => {
    const victims: number[] = [];
    const match = new Match({
      terrain: compileTerrain({ ...DEFAULT_MAP, boxes: [], pillars: [], pickups: [] }, 40),
      seed: 1,
      size: 0,
      now: () => 0,
      unseenBy,
      send: (_tick, events) => {
        for (const event of events) if (event.kind === "railFired") victims.push(event.victim);
      },
    });
    const queue: WireFieldsOf[] = [];
    const source: FrameSource = {
      get size() {
        return queue.length;
      },
      next: () => queue.shift(),
    };
    const shooter = match.join("Shooter", source);
    const target = match.join("Target", { size: 0, next: () => undefined });
    match.tick();
    const [from, to] = [bodyOf(match.world, shooter), bodyOf(match.world, target)];
    if (from === undefined || to === undefined) throw new Error("two bodies joined");
    Object.assign(from, { x: 400 * UNIT, y: 400 * UNIT, protectedTicks: 0, ammo: [0, 1, 0, 0] });
    Object.assign(to, { x: 800 * UNIT, y: 400 * UNIT, protectedTicks: 0 });
    match.tick();
    const seenTick = match.world.tick;
    // Gone from where it was seen, before the shot.
    to.y = 700 * UNIT;
    match.tick();
    queue.push({ moveX: 0, moveY: 0, aim: 0, buttons: BUTTON_FIRE, weapon: RAIL, viewTick: seenTick * VIEW_TICK, seenTick });
    match.tick();
    expect(victims).toHaveLength(1);
    return victims[0] === target;
  };
  expect(hit(() => NOBODY)).toBe(true);
  expect(hit((id) => [id === 1 ? 2 : 1])).toBe(false);
});

/** The log with one body pushed the other way in the ticks chosen; its hashes are kept. */
function recordAgain(log: RoundLog, isChanged: (tick: number) => boolean): RoundLog {
  const { world } = replay({ ...log, ticks: new Uint8Array() });
  const recorder = new RoundRecorder(world, log.seed, Number.POSITIVE_INFINITY, () => hash);
  let hash = 0;
  for (const tick of readTicks(log)) {
    world.tick += 1;
    const frames = tick.frames.map(({ id, frame, unseen }) => ({
      id,
      unseen,
      frame: isChanged(world.tick) ? { ...frame, moveX: frame.moveX > 0 ? -4096 : 4096 } : frame,
    }));
    hash = tick.hash ?? 0;
    recorder.record(world, { ...tick, frames });
  }
  return recorder.finish();
}

test("every later round of a match has a log of its own that replays", () => {
  const { logs } = playMatch(20, 2 * (8 * 60 + 12) + 30);
  expect(logs.map(({ startTick }) => startTick)).toEqual([0, 492 * 20, 2 * 492 * 20]);
  expect(logs.map(({ seed }) => seed)).toEqual([42, 43, 44]);
  for (const log of logs) expect(replay(log).differsAt).toBeNull();
});

test("a log that has reached its limit takes nothing more and says so", () => {
  const { logs } = playMatch(20, 10);
  const [log] = logs;
  if (log === undefined) throw new Error("no log");
  const { world } = replay({ ...log, ticks: new Uint8Array() });
  const recorder = new RoundRecorder(world, 42, 5000);
  for (const tick of readTicks(log)) {
    world.tick += 1;
    recorder.record(world, tick);
    expect(recorder.length).toBeLessThanOrEqual(5000);
  }
  expect(recorder.finish().isComplete).toBe(false);
  expect(recorder.length).toBeGreaterThan(4000);
});

describe("a log", () => {
  const { logs } = playMatch(20, 5);
  const log = logs[0];
  let directory: string | null = null;
  afterEach(async () => {
    if (directory !== null) await rm(directory, { recursive: true });
    directory = null;
  });

  test("written to a file is read back as it was", async () => {
    if (log === undefined) throw new Error("no log");
    directory = await mkdtemp(join(tmpdir(), "strafe-"));
    const path = await writeLog(join(directory, "deeper"), "room-1", log);
    const read = await readLog(path);
    expect({ ...read, ticks: Buffer.from(read.ticks) }).toEqual({ ...log, ticks: Buffer.from(log.ticks) });
    expect(replay(read).differsAt).toBeNull();
  });

  test("is not written over another one", async () => {
    if (log === undefined) throw new Error("no log");
    directory = await mkdtemp(join(tmpdir(), "strafe-"));
    await writeLog(directory, "room-1", log);
    await expect(writeLog(directory, "room-1", log)).rejects.toThrow("EEXIST");
  });

  test.each([
    ["of another format", `{"format":1,"anything":true}\n`, /log of format 1, and this version reads format \d+/],
    ["with a broken first line", `{"format":${LOG_FORMAT},"map":7}\n`, /first line is broken/],
    ["that is no JSON", "PNG\n", /is no log of a round/],
    ["without a line", "", /is no log of a round/],
  ])("in a file %s is refused in a sentence", async (_what, bytes, sentence) => {
    directory = await mkdtemp(join(tmpdir(), "strafe-"));
    const path = join(directory, "some.round");
    await writeFile(path, bytes);
    const refusal = await readLog(path).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LogFileError);
    expect(String(refusal)).toMatch(sentence);
  });

  test.each([
    ["another format", { format: LOG_FORMAT - 1 }, "this is a log of format 2; this version reads 3"],
    ["other content", { contentVersion: "0" }, /content/],
    ["an unknown map", { map: "nowhere" }, /map/],
  ])("of %s is not run", (_what, other, message) => {
    if (log === undefined) throw new Error("no log");
    expect(() => replay({ ...log, ...other })).toThrow(message);
  });

  test("that is cut short is not run", () => {
    if (log === undefined) throw new Error("no log");
    expect(() => replay({ ...log, ticks: log.ticks.subarray(0, log.ticks.length - 1) })).toThrow(RangeError);
  });
});
