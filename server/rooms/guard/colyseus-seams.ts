import { Writable } from "node:stream";
import type { Client, Room } from "@colyseus/core";
import { frameTogether, MESSAGE_MAX } from "./websocket-frames.ts";

/**
 * Where the guard takes hold of Colyseus: methods of `Room` that are private to its types but called through the instance,
 * so that one placed on the instance is called instead. Each is looked for when a room is made: a version of Colyseus that
 * has lost one fails at once and loudly, not by letting everything through.
 */
type Seam = "_onMessage" | "_onJoin" | "_reserveSeat";

type Method = (...parameters: unknown[]) => unknown;

/** Replaces the method for this room; `around` gets the original, bound. */
export function wrapSeam(room: object, seam: Seam, around: (original: Method) => Method): void {
  const found: unknown = Reflect.get(room, seam);
  if (typeof found !== "function") throw new Error(`this version of Colyseus has no Room.${seam}: rooms cannot be guarded`);
  const original: Method = (...parameters) => Reflect.apply(found, room, parameters);
  Object.defineProperty(room, seam, { value: around(original), configurable: true });
}

/** Gives the room's clock another source of time (ms). The library takes it from the wall clock, which jumps. */
export function setClockSource(clock: object, now: () => number): void {
  if (typeof Reflect.get(clock, "now") !== "function") throw new Error("this version of Colyseus has a clock without a source of time");
  Object.defineProperty(clock, "now", { value: now });
}

/**
 * Colyseus keeps no seat for a connection that was lost before its handshake ended, and knows such a connection by its queue
 * of messages. Who came back to a kept seat and is lost again in the handshake has the same right to it as before.
 */
export function countAsJoined(client: Client): void {
  Reflect.deleteProperty(client, "_enqueuedMessages");
}

/**
 * Drops the seats that were given and whose sockets have not come, with the timers that keep a room for them: Colyseus would hold the
 * end of a room back until they run out.
 */
export function forgetWaitingSeats(room: object): void {
  const seats: unknown = Reflect.get(room, "_reservedSeats");
  const timers: unknown = Reflect.get(room, "_reservedSeatTimeouts");
  if (typeof seats !== "object" || seats === null || typeof timers !== "object" || timers === null)
    throw new Error("this version of Colyseus does not say which seats wait");
  for (const [sessionId, timer] of Object.entries(timers)) {
    clearTimeout(timer);
    Reflect.deleteProperty(timers, sessionId);
    Reflect.deleteProperty(seats, sessionId);
  }
  clearTimeout(Reflect.get(room, "_autoDisposeTimeout") as NodeJS.Timeout | undefined);
  Reflect.set(room, "_autoDisposeTimeout", undefined);
}

/** Bytes that wait in this process for the client to read; what the kernel took is not among them. */
export function bufferedBytes(client: Client): number {
  const amount: unknown = Reflect.get(client.ref, "bufferedAmount");
  if (typeof amount !== "number") throw new Error("this transport does not say how much it has buffered");
  return amount;
}

/**
 * Sends what a client is told in one tick in one piece: a write costs more than what is written, and the library makes two of
 * each message. Right only while nothing is compressed, for then the library may keep messages back.
 */
export function sendTogether(client: Client, messages: readonly Uint8Array[]): void {
  const socket: unknown = Reflect.get(client.ref, "_socket");
  if (!(socket instanceof Writable) || messages.some(({ length }) => length > MESSAGE_MAX)) {
    for (const message of messages) client.raw(message);
  } else if (Reflect.get(client.ref, "readyState") === WebSocket.OPEN) socket.write(frameTogether(messages));
}

/** Tells of everything that Colyseus sends to the client one by one; what goes by `sendTogether` is not among it. */
export function onSent(client: Client, sent: (frame: Uint8Array) => void): void {
  const original: unknown = Reflect.get(client.ref, "send");
  if (typeof original !== "function") throw new Error("this transport cannot send");
  const send = (data: unknown, ...more: unknown[]): unknown => {
    if (data instanceof Uint8Array) sent(data);
    return Reflect.apply(original, client.ref, [data, ...more]);
  };
  Object.defineProperty(client.ref, "send", { value: send, configurable: true });
}

/** The stream under the client's WebSocket; null once it is closed. */
export function streamOf(client: Client): object | null {
  const stream: unknown = Reflect.get(client.ref, "_socket");
  return typeof stream === "object" ? stream : null;
}

/** Asks the peer's WebSocket whether it is still there. */
export function ping(client: Client): void {
  const send: unknown = Reflect.get(client.ref, "ping");
  if (typeof send !== "function") throw new Error("this transport cannot ping");
  // It may have closed just now: then nobody is to be told.
  Reflect.apply(send, client.ref, [() => undefined]);
}

export function onPong(client: Client, answered: () => void): void {
  client.ref.on("pong", answered);
}

export function onClosed(client: Client, closed: (code: number) => void): void {
  client.ref.once("close", closed);
}

/** Ends the connection without waiting for the peer, who may never answer a close frame. `socket`: a client's `ref`. */
export function destroySocket(socket: Client["ref"]): void {
  const terminate: unknown = Reflect.get(socket, "terminate");
  if (typeof terminate !== "function") throw new Error("this transport cannot end a connection at once");
  Reflect.apply(terminate, socket, []);
}

/**
 * What was found out about the holder of a session when the seat was given: of a seat that waits for its socket, one that is kept, or
 * one that is taken.
 */
export function seatAuth(room: Room, sessionId: string): unknown {
  const reserved: unknown = Reflect.get(room, "_reservedSeats");
  if (typeof reserved !== "object" || reserved === null) throw new Error("this version of Colyseus has no Room._reservedSeats: seats cannot be told apart");
  const seat: unknown = Object.hasOwn(reserved, sessionId) ? Reflect.get(reserved, sessionId) : undefined;
  return Array.isArray(seat) ? seat[1] : room.clients.get(sessionId)?.auth;
}
