import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { frameTogether, MESSAGE_MAX } from "../../../server/rooms/guard/websocket-frames.ts";

/** What a WebSocket client hears of bytes that its server writes past the library. */
async function heard(piece: Uint8Array, count: number): Promise<Buffer[]> {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  server.on("connection", (_socket, { socket }) => socket.write(piece));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const messages: Buffer[] = [];
  client.on("message", (data: Buffer, isBinary) => {
    expect(isBinary).toBe(true);
    messages.push(data);
  });
  await expect.poll(() => messages.length).toBe(count);
  client.terminate();
  server.close();
  http.close();
  return messages;
}

test("a WebSocket client hears each message of a piece, of every length", async () => {
  const messages = [1, 2, 125, 126, 127, 255, 256, 4000, MESSAGE_MAX, 3].map((length) => Buffer.alloc(length, length % 251));
  expect(await heard(frameTogether(messages), messages.length)).toEqual(messages);
});
