import { InputEncoder } from "@colyseus/schema/input";
import { expect, test } from "vitest";
import { FrameQueue } from "../../server/rooms/frame-queue.ts";
import { WireFrame } from "../../shared/protocol/input.ts";
import { randomFrom } from "../netcode/random.ts";

const FIELDS = ["moveX", "moveY", "aim", "buttons", "weapon", "viewTick", "seenTick"] as const;
type Fields = Record<(typeof FIELDS)[number], number>;

const LEAST: Fields = { moveX: -32768, moveY: -32768, aim: 0, buttons: 0, weapon: 0, viewTick: 0, seenTick: 0 };
const MOST: Fields = { moveX: 32767, moveY: 32767, aim: 65535, buttons: 255, weapon: 255, viewTick: 2 ** 32 - 1, seenTick: 2 ** 32 - 1 };

/** Frames as the SDK sends them: of each only what is not as in the one before. */
function sender() {
  const frame = new WireFrame();
  Object.assign(frame, LEAST, { moveX: 0, moveY: 0 });
  const encoder = new InputEncoder(frame);
  return (fields: Partial<Fields>): Uint8Array => {
    Object.assign(frame, fields);
    return Uint8Array.of(19, ...encoder.encode());
  };
}

const fieldsOf = (frame: Fields | undefined) => frame && Object.fromEntries(FIELDS.map((field) => [field, frame[field]]));

test("reads what the SDK writes, frame by frame, whatever changes between them", () => {
  const random = randomFrom(7);
  const send = sender();
  const queue = new FrameQueue(8);
  const expected: Fields = { ...LEAST, moveX: 0, moveY: 0 };
  for (let count = 0; count < 2000; count += 1) {
    for (const field of FIELDS) {
      if (random() < 0.5) continue;
      const edge = random();
      expected[field] = edge < 0.1 ? LEAST[field] : edge < 0.2 ? MOST[field] : LEAST[field] + Math.floor(random() * (MOST[field] - LEAST[field]));
    }
    queue.push(send(expected));
    expect(queue.seenTick).toBe(expected.seenTick);
    expect(fieldsOf(queue.next())).toEqual(expected);
    expect(queue.taken).toBe(count + 1);
  }
});

test("keeps the order, and counts the oldest as taken when there are too many", () => {
  const send = sender();
  const queue = new FrameQueue(4);
  for (let aim = 1; aim <= 6; aim += 1) queue.push(send({ aim }));
  expect(queue.size).toBe(4);
  expect(queue.taken).toBe(2);
  expect([queue.next()?.aim, queue.next()?.aim]).toEqual([3, 4]);
  for (let aim = 7; aim <= 8; aim += 1) queue.push(send({ aim }));
  expect([queue.next()?.aim, queue.next()?.aim, queue.next()?.aim, queue.next()?.aim, queue.next()]).toEqual([5, 6, 7, 8, undefined]);
  expect(queue.taken).toBe(8);
});
