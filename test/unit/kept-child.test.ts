import { ChildProcess } from "node:child_process";
import { beforeEach, describe, expect, test } from "vitest";
import { type ChildLife, KeptChild, RESTART_AFTER, RESTART_AFTER_MOST, STEADY_AFTER } from "../../server/operations/kept-child.ts";
import { ManualTime } from "../server/manual-time.ts";

/** A process that is none: it dies when a test says so, and notes what it was sent. */
class PretendedProcess extends ChildProcess {
  readonly signals: (NodeJS.Signals | number | undefined)[] = [];

  override kill(signal?: NodeJS.Signals | number): boolean {
    this.signals.push(signal);
    return true;
  }

  die(): void {
    this.emit("exit", 1, null);
  }
}

let time: ManualTime;
let started: PretendedProcess[];
let lives: ChildLife["kind"][];
let child: KeptChild;

beforeEach(() => {
  time = new ManualTime();
  started = [];
  lives = [];
  child = new KeptChild({
    start: () => {
      const process = new PretendedProcess();
      started.push(process);
      return process;
    },
    now: () => time.now(),
    after: (delay, call) => time.after(delay, call),
    changed: ({ kind }) => lives.push(kind),
  });
});

describe("a child that is kept", () => {
  test("is started again after it died, later with each death in a row", () => {
    for (let delay = RESTART_AFTER; delay < RESTART_AFTER_MOST; delay *= 2) {
      const count = started.length;
      started.at(-1)?.die();
      time.pass(delay - 1);
      expect(started.length).toBe(count);
      time.pass(1);
      expect(started.length).toBe(count + 1);
    }
    started.at(-1)?.die();
    time.pass(RESTART_AFTER_MOST);
    expect(child.life.kind).toBe("running");
  });

  test("is started again soon when it had lived well for a while", () => {
    for (let death = 0; death < 4; death++) {
      started.at(-1)?.die();
      time.pass(RESTART_AFTER_MOST);
    }
    const count = started.length;
    time.pass(STEADY_AFTER);
    started.at(-1)?.die();
    time.pass(RESTART_AFTER);
    expect(started.length).toBe(count + 1);
  });

  test("that was asked to end is not started again", () => {
    child.signal("SIGTERM", true);
    expect(started[0]?.signals).toEqual(["SIGTERM"]);
    started[0]?.die();
    time.pass(RESTART_AFTER_MOST);
    expect(started).toHaveLength(1);
    expect(lives).toEqual(["running", "ending", "ended"]);
  });

  test("that waits for its start ends without one", () => {
    started[0]?.die();
    child.signal("SIGTERM", true);
    time.pass(RESTART_AFTER_MOST);
    expect(started).toHaveLength(1);
    expect(child.life.kind).toBe("ended");
  });

  test("is kept again when its end is taken back, started anew where it has ended", () => {
    child.signal("SIGTERM", true);
    child.keep();
    started[0]?.die();
    time.pass(RESTART_AFTER);
    expect(started).toHaveLength(2);
    child.signal("SIGTERM", true);
    started[1]?.die();
    child.keep();
    expect(started).toHaveLength(3);
    expect(child.life.kind).toBe("running");
  });
});
