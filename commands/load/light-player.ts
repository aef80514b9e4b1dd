import WebSocket from "ws";

import type { ModeName } from "../../shared/content/modes.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import { CALL_PERIOD, CALLS_MAX, Message } from "../../shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { LEFT } from "./clients.ts";
import { enter, socketAddress, takeSeat } from "./door.ts";
import type { Tape } from "./recording.ts";
import { encodeCall, FrameWriter, KIND, kindOf, messageName, numberIn, tickOf } from "./wire.ts";

/** 1/16 tick. */
const VIEW_TICK = 16;

/** ms between two calls of one player that are sure to be passed on. */
const CALL_PAUSE = CALL_PERIOD / CALLS_MAX;

/** What one client has seen of the match. */
type Progress = { kind: "joining"; resolve: () => void; reject: (error: Error) => void } | { kind: "playing" } | { kind: "ended"; code: number };

/**
 * A player who costs the generator next to nothing: a bare socket that joins, reads the tick it was sent and plays a tape.
 * The server cannot tell it from one that decodes.
 */
export class LightPlayer {
  /** Bytes of WebSocket payload. */
  bytesIn = 0;
  bytesOut = 0;
  roomId = "";
  readonly #tape: Tape;
  readonly #writer = new FrameWriter();
  readonly #called: (x: number, y: number) => void;
  #at: number;
  #tick = 0;
  #isWelcome = false;
  #calledAt = Number.NEGATIVE_INFINITY;
  #token = "";
  #socket: WebSocket | null = null;
  #progress: Progress = { kind: "ended", code: 0 };

  /** `from`: the frame of the tape to begin with. `called`: a call arrived that points at this place. */
  constructor(tape: Tape, from: number, called: (x: number, y: number) => void) {
    this.#tape = tape;
    this.#at = from;
    this.#called = called;
  }

  get isPlaying(): boolean {
    return this.#progress.kind === "playing";
  }

  /** Newest tick that it was sent. */
  get tick(): number {
    return this.#tick;
  }

  /** Before it joins. */
  async enter(origin: string): Promise<void> {
    this.#token = await enter(origin);
  }

  /** Resolves once the server has said which body is ours and has sent its first state. */
  async join(origin: string, mode: ModeName, more: Partial<JoinOptions> = {}): Promise<void> {
    const seat = await takeSeat(origin, { mode, protocol: PROTOCOL_VERSION, ...more }, this.#token);
    this.roomId = seat.roomId;
    const socket = new WebSocket(socketAddress(origin, seat), { perMessageDeflate: false });
    this.#socket = socket;
    socket.binaryType = "nodebuffer";
    const joined = new Promise<void>((resolve, reject) => {
      this.#progress = { kind: "joining", resolve, reject };
    });
    socket.on("message", (data: Buffer) => this.#hear(data));
    socket.on("error", (error) => this.#end(0, error));
    socket.on("close", (code) => this.#end(code, new Error(`closed with ${code}`)));
    await joined;
  }

  /** Sends the next frame of the tape. */
  play(): void {
    if (!this.isPlaying) return;
    const frame = this.#tape[this.#at % this.#tape.length];
    if (frame === undefined) return;
    this.#at += 1;
    this.#send(this.#writer.write(frame, Math.max(0, this.#tick - 1) * VIEW_TICK, this.#tick));
  }

  /** Calls, unless the last call was so short ago that this one would be dropped. Says whether it did. */
  call(x: number, y: number, now: number): boolean {
    if (!this.isPlaying || now - this.#calledAt < CALL_PAUSE) return false;
    this.#calledAt = now;
    this.#send(encodeCall(x, y));
    return true;
  }

  /** Leaves on purpose; resolves when the server has closed. */
  leave(): Promise<void> {
    const socket = this.#socket;
    if (socket === null || socket.readyState === WebSocket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once("close", () => resolve());
      socket.close(LEFT);
    });
  }

  #send(bytes: Buffer): void {
    this.bytesOut += bytes.length;
    // ws masks a copy: the buffer is ours again when this returns.
    this.#socket?.send(bytes);
  }

  #hear(frame: Buffer): void {
    this.bytesIn += frame.length;
    switch (kindOf(frame)) {
      case KIND.JOIN:
        return this.#send(Buffer.from([KIND.JOIN]));
      case KIND.STATE:
      case KIND.PATCH:
        this.#tick = tickOf(frame) ?? this.#tick;
        return this.#settle();
      case KIND.MESSAGE:
        return this.#take(frame);
    }
  }

  #take(frame: Buffer): void {
    const name = messageName(frame);
    if (name === Message.WELCOME) {
      this.#isWelcome = (numberIn(frame, "body") ?? 0) > 0;
      this.#settle();
    } else if (name === Message.CALL) this.#called(numberIn(frame, "x") ?? -1, numberIn(frame, "y") ?? -1);
  }

  #settle(): void {
    if (this.#progress.kind !== "joining" || !this.#isWelcome || this.#tick === 0) return;
    const { resolve } = this.#progress;
    this.#progress = { kind: "playing" };
    resolve();
  }

  #end(code: number, error: Error): void {
    const before = this.#progress;
    this.#progress = { kind: "ended", code };
    if (before.kind === "joining") before.reject(error);
  }
}
