import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { LOBBY } from "../../shared/protocol/lobby.ts";
import { randomFrom } from "../netcode/random.ts";
import { JOIN_ROOM, RawSocket } from "../server/raw-socket.ts";
import { mutated } from "./mutate.ts";
import { seedOf, Target } from "./target.ts";

/** Mutated forms of each, and connections that send at once: more would only have the server take nobody in, and were no quicker. */
const FORMS = 1000;
const LANES = 3;

const text = (word: string): number[] => [0xa0 | word.length, ...Buffer.from(word)];
const message = (name: string, ...payload: number[]): number[] => [13, ...text(name), ...payload];

/** What a client of ours may say, each in one valid form: input, every message by its name, the rest of the protocol by its number. */
const VALID: Readonly<Record<string, readonly number[]>> = {
  input: [19, 0x80, 0, 16, 0x81, 0, 0, 0x82, 0x10, 0x27, 0x83, 1, 0x84, 0, 0x85, 10, 0, 0, 0, 0x86, 9, 0, 0, 0],
  seen: message("seen", 5),
  call: message("call", 0x83, ...text("call"), 2, ...text("x"), 0xcd, 1, 0, ...text("y"), 0xcd, 1, 0),
  follow: message("follow", 3),
  aspect: message("aspect", 0xcb, 0x3f, 0xfc, 0x71, 0xc7, 0x1c, 0x71, 0xc7, 0x1c),
  rematch: message("rematch"),
  ping: [18],
  join: [10],
  leave: [12],
  "unreliable input": [20, 3, 19, 0x80, 0],
  request: [21, 1, ...text("seen"), 1],
  bytes: [17, ...text("events"), 1, 2, 3],
  "timed input": [19 | 0x80, 1, 0, 0, 0, 0x80, 0, 0],
};

describe("frames of every kind, near to valid ones", () => {
  const random = randomFrom(seedOf());
  let target: Target;
  beforeAll(async () => {
    target = await Target.start();
  });
  afterAll(() => target.stop());

  /** Sends them one after another, by a new connection wherever the server has ended the last. */
  async function send(frames: readonly Buffer[], mode: string): Promise<number> {
    const codes = new Set<number | "lost">();
    const rest = [...frames];
    const lane = async (): Promise<void> => {
      let raw: RawSocket | null = null;
      for (let frame = rest.pop(); frame !== undefined; frame = rest.pop()) {
        if (raw === null || !raw.isOpen) {
          raw = await RawSocket.join(target.port, await target.seat(mode));
          void raw.closed.then((code) => codes.add(code));
        }
        raw.send(frame);
        // What it is answered with is known before the next is sent, or the flood guard is all that is tested.
        await raw.settled();
      }
      raw?.reset();
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    for (const code of codes) expect(ALLOWED.has(code), `closed with ${code}`).toBe(true);
    return frames.length;
  }

  test.each(Object.entries(VALID))("%s, in a match", async (what, valid) => {
    const frames = Array.from({ length: FORMS }, () => mutated(Uint8Array.from(valid), random));
    await target.withstands(what, () => send(frames, "arena"));
  });

  test("all of them, in the lobby", async () => {
    const frames = Object.values(VALID).flatMap((valid) => Array.from({ length: 100 }, () => mutated(Uint8Array.from(valid), random)));
    await target.withstands("lobby", () => send(frames, LOBBY));
  });

  test("every first byte there is, with anything behind it", async () => {
    const frames = Array.from({ length: 1024 }, (_, index) =>
      Buffer.from([index & 255, ...Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256))]),
    );
    await target.withstands("first bytes", () => send(frames, "arena"));
  });

  test("a handshake that is none: anything before the room is joined", async () => {
    await target.withstands("handshakes", async () => {
      for (let count = 0; count < 200; count += 1) {
        const raw = await RawSocket.open(target.port, await target.seat("arena"));
        await raw.hears((heard) => heard[0] === JOIN_ROOM);
        raw.send(mutated(Uint8Array.from(Object.values(VALID)[count % Object.keys(VALID).length] ?? []), random));
        await raw.settled();
        raw.reset();
      }
      return 200;
    });
  });
});

/** How a connection may end by what it says: it left, was malformed or too large, or said too much. "lost": we went. */
const ALLOWED: ReadonlySet<number | "lost"> = new Set([
  "lost",
  CloseCode.NORMAL,
  CloseCode.LEFT,
  CloseCode.MALFORMED,
  CloseCode.FLOOD,
  CloseCode.MESSAGE_TOO_BIG,
  CloseCode.MATCH_OVER,
]);
