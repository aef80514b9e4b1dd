import { WebSocket } from "ws";

/** Clients that take what they are sent and no more: each holds up the connection as its stack demands. */

/** First byte of the message that ends the handshake of a Colyseus room, in both directions. */
const JOIN_ROOM = 10;

/** Messages of engine.io and, inside of them, of Socket.IO. */
const PING = "2";
const PONG = "3";
const JOIN_NAMESPACE = "40";

export type Heard = (payload: Buffer) => void;

/** Bytes that came over the connection so far. */
export interface Connection {
  readonly bytesRead: number;
}

/** Resolves once the server counts it as connected. */
export type Read = (port: number, heard: Heard) => Promise<Connection>;

export async function readSocket(port: number, heard: Heard): Promise<Connection> {
  const { socket, upgraded } = open(`ws://127.0.0.1:${port}`, heard);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return upgraded;
}

export async function readRoom(port: number, heard: Heard): Promise<Connection> {
  const response = await fetch(`http://127.0.0.1:${port}/matchmake/joinOrCreate/arena`, { method: "POST" });
  const { processId, roomId, sessionId } = (await response.json()) as { processId: string; roomId: string; sessionId: string };
  const { socket, upgraded } = open(`ws://127.0.0.1:${port}/${processId}/${roomId}?sessionId=${sessionId}`, heard);
  await first(socket, (payload) => payload[0] === JOIN_ROOM);
  socket.send(Uint8Array.of(JOIN_ROOM));
  return upgraded;
}

export async function readEngine(port: number, heard: Heard): Promise<Connection> {
  const { socket, upgraded } = open(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, heard);
  socket.on("message", (payload: Buffer) => {
    if (payload.length === PING.length && payload.toString() === PING) socket.send(PONG);
  });
  await first(socket, () => true);
  socket.send(JOIN_NAMESPACE);
  await first(socket, (payload) => payload.toString().startsWith(JOIN_NAMESPACE));
  return upgraded;
}

function open(address: string, heard: Heard): { socket: WebSocket; upgraded: Promise<Connection> } {
  const socket = new WebSocket(address).on("message", heard);
  const upgraded = new Promise<Connection>((resolve) => socket.once("upgrade", (response) => resolve(response.socket)));
  return { socket, upgraded };
}

function first(socket: WebSocket, fits: (payload: Buffer) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.on("message", function look(payload: Buffer) {
      if (!fits(payload)) return;
      socket.off("message", look);
      resolve();
    });
  });
}
