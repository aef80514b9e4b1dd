import type { Request, Response } from "express";
import { expect, test } from "vitest";
import { inTurns } from "../../server/http/turns.ts";

/** A process whose timers and sockets get their turn when the test says so. */
function start() {
  const served: number[] = [];
  const due: (() => void)[] = [];
  const wait = inTurns((callback) => due.push(callback));
  return {
    served,
    ask: (number: number) => wait({} as Request, {} as Response, () => served.push(number)),
    turn: () => due.shift()?.(),
    due,
  };
}

test("hundreds of requests at once are answered a few at a time, first come first served, and all of them", () => {
  const { ask, turn, served, due } = start();
  for (let number = 0; number < 400; number += 1) ask(number);
  expect(served).toEqual([]);
  turn();
  const first = served.length;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(10);
  // Who comes meanwhile waits behind the others.
  ask(400);
  let turns = 1;
  for (; due.length > 0; turns += 1) turn();
  expect(served).toEqual(Array.from({ length: 401 }, (_, number) => number));
  expect(turns).toBe(Math.ceil(401 / first));
});

test("one request alone waits for one turn, and the next one begins anew", () => {
  const { ask, turn, served, due } = start();
  for (const number of [1, 2]) {
    ask(number);
    expect(due).toHaveLength(1);
    turn();
    expect(served.at(-1)).toBe(number);
    expect(due).toEqual([]);
  }
});
