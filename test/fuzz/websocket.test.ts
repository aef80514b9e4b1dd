import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOBBY } from "../../shared/protocol/lobby.ts";
import { RawSocket } from "../server/raw-socket.ts";
import { Target } from "./target.ts";

/** Parts of a frame of RFC 6455. */
interface Frame {
  opcode: number;
  payload?: Uint8Array;
  fin?: boolean;
  reserved?: number;
  masked?: boolean;
  /** In place of the payload's own. */
  length?: number;
  /** 7, 16 or 64 bits, in place of the shortest. */
  width?: 7 | 16 | 64;
}

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

function bytesOf({ opcode, payload = new Uint8Array(0), fin = true, reserved = 0, masked = true, length = payload.length, width }: Frame): Buffer {
  const wide = width ?? (length < 126 ? 7 : length < 65_536 ? 16 : 64);
  const head = [(fin ? 0x80 : 0) | (reserved << 4) | opcode, (masked ? 0x80 : 0) | (wide === 7 ? length : wide === 16 ? 126 : 127)];
  const size = Buffer.alloc(wide === 7 ? 0 : wide / 8);
  if (wide === 16) size.writeUInt16BE(length);
  if (wide === 64) size.writeBigUInt64BE(BigInt(length));
  const mask = Buffer.from([1, 2, 3, 4]);
  const body = masked ? Buffer.concat([mask, Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)))]) : Buffer.from(payload);
  return Buffer.concat([Buffer.from(head), size, body]);
}

const fill = (count: number, byte = 0x2a): Uint8Array => new Uint8Array(count).fill(byte);
const words = (text: string): Uint8Array => Buffer.from(text);
const closing = (code: number, reason = ""): Uint8Array => Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]);

/** Frames one after another, and with which codes the server may end: null where it must not. */
type Case = readonly [name: string, frames: readonly Frame[], ends: readonly number[] | null];

/** Ended by the protocol, or by the room, which takes no such message. */
const BROKEN = [1002];
const TOO_BIG = [1009];
const REFUSED = [4002, 1009, 4101];

/** After the groups of the Autobahn test suite. */
const CASES: readonly Case[] = [
  // 1: framing
  ...[0, 1, 125, 126, 127, 128, 500].map((size): Case => [`1 text of ${size} bytes`, [{ opcode: TEXT, payload: fill(size) }], REFUSED]),
  ...[0, 1, 125, 126, 127, 128, 512].map((size): Case => [`1 binary of ${size} bytes`, [{ opcode: BINARY, payload: fill(size, 200) }], REFUSED]),
  ...[513, 65_535, 65_536, 1_000_000].map((size): Case => [`1 binary of ${size} bytes`, [{ opcode: BINARY, payload: fill(size) }], TOO_BIG]),
  ["1 a length of 2^62", [{ opcode: BINARY, length: 2 ** 52, width: 64 }], [1009, 1002]],
  ["1 a length that is longer than it needs to be", [{ opcode: PING, payload: fill(5), width: 16 }], BROKEN],
  // 2: pings
  ["2 a ping without a payload", [{ opcode: PING }], null],
  ["2 a ping with words", [{ opcode: PING, payload: words("Hello, world!") }], null],
  ["2 a ping with bytes of no text", [{ opcode: PING, payload: Uint8Array.of(0, 255, 254, 0) }], null],
  ["2 a ping of 125 bytes", [{ opcode: PING, payload: fill(125) }], null],
  ["2 a ping of 126 bytes", [{ opcode: PING, payload: fill(126) }], BROKEN],
  ["2 a pong that nobody asked for", [{ opcode: PONG, payload: words("x") }], null],
  ["2 a pong without a payload that nobody asked for", [{ opcode: PONG }], null],
  ["2 ten pings at once", Array.from({ length: 10 }, (_, index) => ({ opcode: PING, payload: Uint8Array.of(index) })), null],
  // 3: reserved bits
  ...[1, 2, 3, 4, 5, 6, 7].map((reserved): Case => [`3 reserved bits ${reserved} on a ping`, [{ opcode: PING, reserved }], BROKEN]),
  ...[1, 2, 4, 7].map((reserved): Case => [`3 reserved bits ${reserved} on a message`, [{ opcode: BINARY, payload: fill(3), reserved }], BROKEN]),
  // 4: opcodes
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode): Case => [`4 opcode ${opcode}`, [{ opcode }], BROKEN]),
  ...[3, 7, 11, 15].map((opcode): Case => [`4 opcode ${opcode} with a payload`, [{ opcode, payload: fill(9) }], BROKEN]),
  // 5: fragments
  [
    "5 a ping in two parts",
    [
      { opcode: PING, fin: false, payload: fill(2) },
      { opcode: 0, payload: fill(2) },
    ],
    BROKEN,
  ],
  [
    "5 a pong in two parts",
    [
      { opcode: PONG, fin: false, payload: fill(2) },
      { opcode: 0, payload: fill(2) },
    ],
    BROKEN,
  ],
  [
    "5 a message in two parts",
    [
      { opcode: BINARY, fin: false, payload: fill(2, 200) },
      { opcode: 0, payload: fill(2) },
    ],
    REFUSED,
  ],
  [
    "5 a message in two parts with a ping between",
    [{ opcode: BINARY, fin: false, payload: fill(2, 200) }, { opcode: PING }, { opcode: 0, payload: fill(2) }],
    REFUSED,
  ],
  ["5 a continuation of nothing", [{ opcode: 0, payload: fill(2) }], BROKEN],
  ["5 a continuation of nothing that goes on", [{ opcode: 0, fin: false, payload: fill(2) }], BROKEN],
  [
    "5 a message within a message",
    [
      { opcode: BINARY, fin: false, payload: fill(2) },
      { opcode: BINARY, payload: fill(2) },
    ],
    BROKEN,
  ],
  [
    "5 a text within a message",
    [
      { opcode: BINARY, fin: false, payload: fill(2) },
      { opcode: TEXT, payload: fill(2) },
    ],
    BROKEN,
  ],
  [
    "5 parts that are too large together",
    Array.from({ length: 20 }, (_, index) => ({ opcode: index === 0 ? BINARY : 0, fin: index === 19, payload: fill(100) })),
    TOO_BIG,
  ],
  ["5 four hundred empty parts", Array.from({ length: 400 }, (_, index) => ({ opcode: index === 0 ? BINARY : 0, fin: index === 399 })), REFUSED],
  // 6: UTF-8
  ...["c080", "eda080", "f4908080", "80", "ff", "e282", "f0288cbc", "cebae1bdb9cf83cebcceb5eda080656469746564"].map(
    (hex): Case => [`6 text that is none: ${hex}`, [{ opcode: TEXT, payload: Buffer.from(hex, "hex") }], [1007]],
  ),
  ["6 text that is", [{ opcode: TEXT, payload: words("κόσμε") }], REFUSED],
  [
    "6 text that breaks off between its parts",
    [
      { opcode: TEXT, fin: false, payload: Buffer.from("ce", "hex") },
      { opcode: 0, payload: Buffer.from("ba", "hex") },
    ],
    REFUSED,
  ],
  // 7: closing
  ...[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999].map(
    (code): Case => [`7 code ${code}`, [{ opcode: CLOSE, payload: closing(code) }], [code]],
  ),
  ...[0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65_535].map(
    (code): Case => [`7 code ${code}, which there is not`, [{ opcode: CLOSE, payload: closing(code) }], BROKEN],
  ),
  ["7 no code", [{ opcode: CLOSE }], [1005]],
  ["7 half a code", [{ opcode: CLOSE, payload: Uint8Array.of(3) }], BROKEN],
  ["7 a reason that is no text", [{ opcode: CLOSE, payload: Buffer.concat([closing(1000), Buffer.from("c080", "hex")]) }], [1007]],
  ["7 a reason of 123 bytes", [{ opcode: CLOSE, payload: closing(1000, "r".repeat(123)) }], [1000]],
  ["7 a reason of 124 bytes", [{ opcode: CLOSE, payload: closing(1000, "r".repeat(124)) }], BROKEN],
  [
    "7 two closes",
    [
      { opcode: CLOSE, payload: closing(1000) },
      { opcode: CLOSE, payload: closing(1000) },
    ],
    [1000],
  ],
  [
    "7 a message after the close",
    [
      { opcode: CLOSE, payload: closing(1000) },
      { opcode: BINARY, payload: fill(3) },
    ],
    [1000],
  ],
  ["7 a frame without a mask", [{ opcode: BINARY, payload: fill(3), masked: false }], BROKEN],
];

describe(`${CASES.length} WebSockets that say what the protocol forbids, or just allows`, () => {
  let target: Target;
  beforeAll(async () => {
    target = await Target.start();
  });
  afterAll(() => target.stop());

  test("end with the right code, or stay, and the server stays in any case", async () => {
    expect(CASES.length).toBeGreaterThanOrEqual(80);
    const wrong: string[] = [];
    await target.withstands("WebSocket", async () => {
      for (const [name, frames, ends] of CASES) {
        const raw = await RawSocket.join(target.port, await target.seat(LOBBY));
        await raw.settled();
        raw.write(Buffer.concat(frames.map(bytesOf)));
        if (ends === null) {
          await raw.settled();
          if (!raw.isOpen) wrong.push(`${name}: ended with ${await raw.closed}`);
          raw.reset();
        } else {
          const code = await raw.closed;
          if (typeof code !== "number" || !ends.includes(code)) wrong.push(`${name}: ended with ${code}, not ${ends.join(" or ")}`);
        }
      }
      return CASES.length;
    });
    expect(wrong).toEqual([]);
  });
});
