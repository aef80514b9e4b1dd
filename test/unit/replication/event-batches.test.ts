import { expect, test } from "vitest";
import { EventBatches } from "../../../server/replication/event-batches.ts";

interface Noise {
  readonly loudness: number;
  readonly length: number;
}

const NOISES: readonly Noise[] = Array.from({ length: 200 }, (_, loudness) => ({ loudness, length: 1 + (loudness % 8) }));

function batches(longest = 8) {
  const encoded: number[] = [];
  const of = new EventBatches<Noise>((noise, bytes, at) => {
    encoded.push(noise.loudness);
    for (let count = 0; count < noise.length; count++) bytes[at.offset++] = noise.loudness;
  }, longest);
  /** The batch of one client, who is told of these. */
  const told = (items: number[], headroom: number): number[] | null => {
    for (const item of items) {
      const noise = NOISES[item];
      if (noise !== undefined && !of.has(item)) of.encode(item, noise);
      of.tell(item);
    }
    const batch = of.compose(headroom);
    return batch === null ? null : [...batch.subarray(headroom)];
  };
  return { of, encoded, told };
}

const TICK = Uint8Array.of(0, 0, 0, 7);

test("a batch is the prefix and what was told in order, behind free bytes", () => {
  const { of, told } = batches();
  of.begin(TICK, NOISES.length);
  expect(told([9, 2, 0], 5)).toEqual([0, 0, 0, 7, 9, 9, 2, 2, 2, 0]);
  expect(told([1], 0)).toEqual([0, 0, 0, 7, 1, 1]);
});

test("who is told nothing gets no batch", () => {
  const { of, told } = batches();
  of.begin(TICK, NOISES.length);
  expect(told([], 5)).toBeNull();
});

test("an item is encoded once per tick, and only when somebody is told of it", () => {
  const { of, encoded, told } = batches();
  for (let tick = 0; tick < 3; tick++) {
    encoded.length = 0;
    of.begin(TICK, NOISES.length);
    for (let client = 0; client < 50; client++) told([client, 100, 150], 0);
    expect(encoded.toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 50 }, (_, index) => index), 100, 150]);
  }
});

test("what one client alone is told stands in its batch and nowhere else", () => {
  const { of, told } = batches();
  of.begin(TICK, NOISES.length);
  of.tellAlone({ loudness: 44, length: 3 });
  expect(told([1], 0)).toEqual([0, 0, 0, 7, 44, 44, 44, 1, 1]);
  expect(told([2, 1], 0)).toEqual([0, 0, 0, 7, 2, 2, 2, 1, 1]);
});

test("batches share no memory, and the next tick has other items", () => {
  const { of } = batches();
  const one = (item: number, noise: Noise): Buffer | null => {
    of.encode(item, noise);
    of.tell(item);
    return of.compose(0);
  };
  of.begin(TICK, 9);
  const first = one(7, { loudness: 7, length: 8 });
  const second = one(8, { loudness: 8, length: 1 });
  of.begin(Uint8Array.of(1), 8);
  expect(of.has(7)).toBe(false);
  expect([...(one(7, { loudness: 3, length: 2 }) ?? [])]).toEqual([1, 3, 3]);
  expect([...(first ?? [])]).toEqual([0, 0, 0, 7, ...Array(8).fill(7)]);
  expect([...(second ?? [])]).toEqual([0, 0, 0, 7, 8]);
});

test("an event longer than announced is an error", () => {
  const { of } = batches(3);
  of.begin(TICK, 4);
  expect(() => of.encode(3, { loudness: 3, length: 4 })).toThrow("took 4 bytes of 3");
});
