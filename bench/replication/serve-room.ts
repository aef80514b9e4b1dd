import { createServer } from "node:http";
import { type Client, LocalDriver, LocalPresence, matchMaker, Room, Server } from "@colyseus/core";
import { schema, t } from "@colyseus/schema";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { DEFLATIONS, type Deflation } from "./deflation.ts";
import { listen } from "./service.ts";
import { RATE } from "./workload.ts";

/** A room that takes inputs tells time with each patch; nobody sends any here. */
const NoInput = schema({ none: t.uint8() }, "NoInput");

export interface RoomParts {
  deflation: Deflation;
  takesInput: boolean;
  /** The room was made: gives it its state. */
  created(room: Room): void;
  /** `viewer` counts from 0. */
  joined(client: Client, viewer: number): void;
}

export interface OpenRoom {
  port: number;
  room: Room;
}

/** One Colyseus room, "arena", that sends a patch when it is told to and at no other time. */
export async function openRoom(players: number, parts: RoomParts): Promise<OpenRoom> {
  const http = createServer();
  const server = new Server({
    transport: new WebSocketTransport({ server: http, pingInterval: 0, perMessageDeflate: DEFLATIONS[parts.deflation] }),
    presence: new LocalPresence(),
    driver: new LocalDriver(),
    greet: false,
    gracefullyShutdown: false,
  });
  const made = Promise.withResolvers<Room>();
  let viewers = 0;
  class Arena extends Room {
    override onCreate(): void {
      this.maxClients = players;
      this.autoDispose = false;
      if (parts.takesInput) this.inputs = this.defineInput(NoInput, { tickRate: RATE });
      parts.created(this);
      this.patchRate = null;
      made.resolve(this);
    }
    override onJoin(client: Client): void {
      parts.joined(client, viewers);
      viewers += 1;
    }
  }
  server.define("arena", Arena);
  // Every request is one for a seat.
  http.on("request", async (request, response) => {
    request.resume();
    const seat = await matchMaker.joinOrCreate("arena", {});
    response.setHeader("content-type", "application/json").end(JSON.stringify(seat));
  });
  await matchMaker.accept();
  const port = await listen(http);
  await matchMaker.createRoom("arena", {});
  return { port, room: await made.promise };
}
