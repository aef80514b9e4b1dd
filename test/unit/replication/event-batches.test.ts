import { expect, test } from "vitest";
import { EventBatches } from "../../../server/replication/event-batches.ts";

interface Noise {
  readonly loudness: number;
  readonly length: number;
}

function batches(longest = 8) {
  const encoded: number[] = [];
  const of = new EventBatches<Noise>((noise, bytes, at) => {
    encoded.push(noise.loudness);
    for (let count = 0; count < noise.length; count++) bytes[at.offset++] = noise.loudness;
  }, longest);
  return { of, encoded };
}

const TICK = Uint8Array.of(0, 0, 0, 7);
const NOISES = Array.from({ length: 200 }, (_, loudness) => ({ loudness, length: 1 + (loudness % 8) }));

test("a batch is the prefix and the chosen events in order, behind free bytes", () => {
  const { of } = batches();
  of.begin(TICK, NOISES);
  const batch = of.compose([9, 2, 0], 3, 5);
  expect([...batch.subarray(5)]).toEqual([0, 0, 0, 7, 9, 9, 2, 2, 2, 0]);
  expect([...of.compose([1, 2, 3], 0, 0)]).toEqual([...TICK]);
});

test("an event is encoded once per tick, and only when somebody gets it", () => {
  const { of, encoded } = batches();
  for (let tick = 0; tick < 3; tick++) {
    encoded.length = 0;
    of.begin(TICK, NOISES);
    for (let client = 0; client < 50; client++) of.compose(Uint16Array.of(client, 100, 150), 3, 0);
    expect(encoded.toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 50 }, (_, index) => index), 100, 150]);
  }
});

test("batches share no memory, and the next tick has other events", () => {
  const { of } = batches();
  of.begin(TICK, NOISES);
  const first = of.compose([7], 1, 0);
  const second = of.compose([8], 1, 0);
  of.begin(Uint8Array.of(1), [{ loudness: 3, length: 2 }]);
  expect([...of.compose([0], 1, 0)]).toEqual([1, 3, 3]);
  expect([...first]).toEqual([0, 0, 0, 7, ...Array(8).fill(7)]);
  expect([...second]).toEqual([0, 0, 0, 7, 8]);
  expect(() => of.compose([1], 1, 0)).toThrow("no event 1");
});

test("an event longer than announced is an error", () => {
  const { of } = batches(3);
  of.begin(TICK, NOISES);
  expect(() => of.compose([3], 1, 0)).toThrow("took 4 bytes of 3");
});
