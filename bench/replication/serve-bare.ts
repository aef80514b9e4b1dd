import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { FrameWriter } from "./binary.ts";
import { listen, type Scene, type Service } from "./service.ts";

/** The floor: a hand-written protocol straight over `ws`, with nothing in between. */
export async function serveBare({ arena, interest }: Scene): Promise<Service> {
  const http = createServer();
  const viewers: WebSocket[] = [];
  new WebSocketServer({ server: http, perMessageDeflate: false }).on("connection", (socket) => viewers.push(socket));
  const writer = new FrameWriter(arena.fighters.length);
  return {
    port: await listen(http),
    publish() {
      writer.begin(arena);
      for (let viewer = 0; viewer < viewers.length; viewer += 1) {
        const sight = interest.sights[viewer];
        if (sight !== undefined) viewers[viewer]?.send(writer.frame(arena, sight), BINARY);
      }
    },
  };
}

const BINARY = { binary: true };
