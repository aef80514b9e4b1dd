import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import type { OwnSeat } from "../../commands/load/door.ts";

/** Opcodes of RFC 6455. */
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** First bytes of what Colyseus says and hears. */
export const JOIN_ROOM = 10;

/** A WebSocket client of our own, which can do what no browser does: say anything, read nothing, vanish. */
export class RawSocket {
  readonly messages: Buffer[] = [];
  /** Resolves with the code of the server's close frame, or with "lost" when there was none. */
  readonly closed: Promise<number | "lost">;
  /** Bytes that arrived. */
  received = 0;
  answersPings = true;
  /** Code of the own close frame where the server sends one first; null for the same as the server's. */
  answersCloseWith: number | null = null;
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #code: number | null = null;
  #pongs = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (bytes: Buffer) => this.#take(bytes));
    socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => socket.on("close", () => resolve(this.#code ?? "lost")));
  }

  /**
   * `more` is added to the address: a reconnection token, for instance. `localAddress`: where it comes from.
   * @throws {Error} whose message is the status line of an answer that is no WebSocket
   */
  static async open(
    port: number,
    seat: OwnSeat,
    more = "",
    { headers = {}, localAddress = "127.0.0.1" }: { headers?: Record<string, string>; localAddress?: string } = {},
  ): Promise<RawSocket> {
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(
      `GET /${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}&_authToken=${seat.token}${more} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join("")}Upgrade: websocket\r\n` +
        `Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
    );
    const rest = await readHead(socket);
    const raw = new RawSocket(socket);
    raw.#take(rest);
    return raw;
  }

  /** Opens the socket of a seat and ends the handshake: the room counts it as joined. */
  static async join(port: number, seat: OwnSeat): Promise<RawSocket> {
    const raw = await RawSocket.open(port, seat);
    await raw.hears((message) => message[0] === JOIN_ROOM);
    raw.send([JOIN_ROOM]);
    return raw;
  }

  /** Resolves once a message fits. */
  async hears(fits: (message: Buffer) => boolean): Promise<void> {
    while (!this.messages.some(fits)) {
      if (this.#socket.destroyed) throw new Error(`the connection ended with ${this.#code ?? "no word"}`);
      await new Promise((resolve) => this.#socket.once(this.#socket.destroyed ? "close" : "data", () => setImmediate(resolve)));
    }
  }

  send(payload: ArrayLike<number>): void {
    this.#write(BINARY, Buffer.from(Uint8Array.from(payload)));
  }

  /** Sends bytes as they are, whatever they mean. */
  write(bytes: Uint8Array): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
  }

  /** Resolves once the server has taken what was sent so far, which its answer to a ping says, or has ended the connection. */
  async settled(): Promise<void> {
    const before = this.#pongs;
    this.#write(PING, Buffer.alloc(0));
    while (this.isOpen && this.#pongs === before) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          this.#socket.off("data", done);
          this.#socket.off("close", done);
          setImmediate(resolve);
        };
        this.#socket.on("data", done);
        this.#socket.on("close", done);
      });
    }
  }

  /** Stops reading: what the server sends piles up in the kernel, then in the server. */
  pause(): void {
    this.#socket.pause();
  }

  close(code = 4000): void {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.#write(CLOSE, payload);
  }

  /** Ends the connection with a TCP reset. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#code === null;
  }

  #write(opcode: number, payload: Buffer): void {
    if (this.#socket.destroyed) return;
    const mask = randomBytes(4);
    const length = payload.length < 126 ? Buffer.from([0x80 | payload.length]) : Buffer.from([0x80 | 126, payload.length >> 8, payload.length & 255]);
    const masked = Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
    this.#socket.write(Buffer.concat([Buffer.from([0x80 | opcode]), length, mask, masked]));
  }

  #take(bytes: Buffer): void {
    this.received += bytes.length;
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    for (let frame = readFrame(this.#buffer); frame !== null; frame = readFrame(this.#buffer)) {
      this.#buffer = this.#buffer.subarray(frame.size);
      this.#hear(frame.opcode, Buffer.from(frame.payload));
    }
  }

  #hear(opcode: number, payload: Buffer): void {
    if (opcode === BINARY) this.messages.push(payload);
    if (opcode === PONG) this.#pongs += 1;
    if (opcode === PING && this.answersPings) this.#write(PONG, payload);
    if (opcode !== CLOSE) return;
    this.#code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
    if (this.answersCloseWith === null) this.#write(CLOSE, payload.subarray(0, 2));
    else this.close(this.answersCloseWith);
  }
}

function readFrame(buffer: Buffer): { opcode: number; payload: Buffer; size: number } | null {
  if (buffer.length < 2) return null;
  const short = (buffer[1] ?? 0) & 0x7f;
  const head = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (buffer.length < head) return null;
  const length = short === 127 ? Number(buffer.readBigUInt64BE(2)) : short === 126 ? buffer.readUInt16BE(2) : short;
  if (buffer.length < head + length) return null;
  return { opcode: (buffer[0] ?? 0) & 0x0f, payload: buffer.subarray(head, head + length), size: head + length };
}

/** Reads the answer to the upgrade; resolves with what came after it. */
function readHead(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const take = (bytes: Buffer): void => {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      socket.off("data", take);
      const status = head.toString("latin1", 0, head.indexOf("\r\n"));
      if (status.includes(" 101 ")) resolve(head.subarray(end + 4));
      else reject(new Error(status));
    };
    socket.on("data", take);
    socket.once("error", reject);
  });
}
