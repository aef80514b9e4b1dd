import { beforeEach, describe, expect, test } from "vitest";
import { restingControls } from "../../../client/game/input/controls.ts";
import { STICK_REACH, Touch } from "../../../client/game/input/touch.ts";

const WIDTH = 800;

describe("fingers", () => {
  let touch: Touch;
  const controls = () => {
    const read = { ...restingControls(), aim: 0.5 };
    touch.read(read);
    return read;
  };

  beforeEach(() => {
    touch = new Touch();
  });

  test("on the left move, on the right aim, both at once", () => {
    touch.land(1, 100, 300, WIDTH);
    touch.land(2, 700, 300, WIDTH);
    touch.drag(1, 100 + STICK_REACH, 300);
    touch.drag(2, 700, 300 + STICK_REACH);
    expect(controls()).toMatchObject({ moveX: 1, moveY: 0, aim: Math.PI / 2, fire: true });
  });

  test("that lie still or tremble do nothing", () => {
    touch.land(1, 100, 300, WIDTH);
    touch.land(2, 700, 300, WIDTH);
    touch.drag(1, 103, 302);
    touch.drag(2, 697, 303);
    expect(controls()).toEqual({ ...restingControls(), aim: 0.5 });
  });

  test("aim without firing until they are pushed far, and fire until they come back", () => {
    touch.land(2, 700, 300, WIDTH);
    const fires = (push: number): boolean => {
      touch.drag(2, 700 + 6 + (STICK_REACH - 6) * push, 300);
      return controls().fire;
    };
    expect([0.3, 0.55, 0.62, 0.5, 0.4].map(fires)).toEqual([false, false, true, true, false]);
  });

  test("that leave the stick's reach drag it along, so that turning back is felt at once", () => {
    touch.land(1, 100, 300, WIDTH);
    touch.drag(1, 300, 300);
    expect(touch.thumbOn("move")).toMatchObject({ originX: 300 - STICK_REACH, originY: 300 });
    touch.drag(1, 300 - 2 * STICK_REACH, 300);
    expect(controls().moveX).toBeCloseTo(-1);
  });

  test("find the other stick when both land on one side; a third finds none", () => {
    touch.land(1, 100, 300, WIDTH);
    touch.land(2, 200, 300, WIDTH);
    touch.land(3, 150, 300, WIDTH);
    expect([touch.thumbOn("move")?.pointer, touch.thumbOn("aim")?.pointer]).toEqual([1, 2]);
  });

  test("that leave stop what they did; the aim stays", () => {
    touch.land(1, 100, 300, WIDTH);
    touch.drag(1, 160, 300);
    touch.lift(1);
    expect(controls()).toEqual({ ...restingControls(), aim: 0.5 });
  });

  test("dash once for a tap, and ask for a weapon once", () => {
    touch.dash();
    touch.take(2);
    expect([controls().dash, controls().dash]).toEqual([true, false]);
    expect([touch.takeWanted(), touch.takeWanted()]).toEqual([2, null]);
  });
});
