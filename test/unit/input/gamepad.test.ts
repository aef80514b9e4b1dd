import { beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_BINDINGS } from "../../../client/game/input/bindings.ts";
import { restingControls } from "../../../client/game/input/controls.ts";
import { Gamepads, type Pad } from "../../../client/game/input/gamepad.ts";

class FakePad implements Pad {
  readonly connected = true;
  readonly axes = [0, 0, 0, 0];
  readonly buttons = Array.from({ length: 17 }, () => ({ pressed: false, value: 0 }));
  readonly id: string;
  readonly index: number;

  constructor(id: string, index: number) {
    this.id = id;
    this.index = index;
  }

  press(button: number, value: number): void {
    this.buttons[button] = { pressed: value === 1, value };
  }
}

describe("gamepads", () => {
  let pads: (FakePad | null)[];
  let heard: string[];
  let gamepads: Gamepads;
  const no = () => 1;
  const controls = () => {
    const read = { ...restingControls(), aim: 0.5 };
    gamepads.poll();
    gamepads.read(read, no, 16);
    return read;
  };

  beforeEach(() => {
    pads = [];
    heard = [];
    gamepads = new Gamepads(
      {
        pads: () => pads,
        used: () => heard.push("used"),
        pressed: (action, down) => heard.push(`${action} ${down ? "down" : "up"}`),
        connected: (id) => heard.push(id === null ? "gone" : `came ${id}`),
      },
      DEFAULT_BINDINGS,
    );
  });

  test("that come and go are told, and take what they held along", () => {
    const pad = new FakePad("One", 0);
    pads = [null, pad];
    gamepads.poll();
    pad.press(7, 1);
    expect(controls().fire).toBe(true);
    pads = [null, null];
    expect(controls().fire).toBe(false);
    expect(heard).toEqual(["came One", "used", "fire down", "fire up", "gone"]);
  });

  test("count what was down when they came only after it was let go", () => {
    const pad = new FakePad("One", 0);
    pad.press(7, 1);
    pads = [pad];
    expect(controls().fire).toBe(false);
    pad.press(7, 0);
    expect(controls().fire).toBe(false);
    pad.press(7, 1);
    expect(controls().fire).toBe(true);
  });

  test("know a trigger pressed in part", () => {
    const pad = new FakePad("One", 0);
    pads = [pad];
    gamepads.poll();
    pad.press(7, 0.2);
    expect(controls().fire).toBe(false);
    pad.press(7, 0.5);
    expect(controls().fire).toBe(true);
  });

  test("move by the left stick and aim by the right", () => {
    const pad = new FakePad("One", 0);
    pads = [pad];
    pad.axes.splice(0, 4, -1, 0, 0, 1);
    const { moveX, moveY, aim } = controls();
    expect([moveX, moveY]).toEqual([-1, expect.closeTo(0, 9)]);
    expect(aim).toBeGreaterThan(0.5);
  });

  test("move as fast as the stick is pushed, and not at all within its dead zone", () => {
    const pad = new FakePad("One", 0);
    pads = [pad];
    const speedAt = (x: number): number => {
      pad.axes[0] = x;
      return controls().moveX;
    };
    expect([0.1, -0.13, 0.55, 0.96].map(speedAt)).toEqual([0, 0, expect.closeTo(0.5, 9), 1]);
  });

  test("are not in use for a stick that drifts, only for one that is pushed", () => {
    const pad = new FakePad("One", 0);
    pads = [pad];
    gamepads.poll();
    pad.axes[0] = 0.2;
    gamepads.poll();
    expect(heard).toEqual(["came One"]);
    pad.axes[0] = 0.6;
    gamepads.poll();
    expect(heard).toContain("used");
  });

  test("give way to the one that is touched last", () => {
    const [one, two] = [new FakePad("One", 0), new FakePad("Two", 1)];
    pads = [one, two];
    gamepads.poll();
    one.press(7, 1);
    two.axes[0] = 1;
    const { moveX, fire } = controls();
    expect([moveX, fire]).toEqual([1, false]);
  });

  test("obey other bindings", () => {
    const pad = new FakePad("One", 0);
    pads = [pad];
    gamepads.bind({ ...DEFAULT_BINDINGS, gamepad: { "move-stick": ["StickRight"], fire: ["Pad3"] } });
    gamepads.poll();
    pad.axes[2] = 1;
    pad.press(3, 1);
    expect(controls()).toMatchObject({ moveX: 1, fire: true, aim: 0.5 });
  });
});
