import { createServer } from "node:http";
import { type Client, matchMaker, Room, Server, ServerError } from "@colyseus/core";
import { RedisDriver } from "@colyseus/redis-driver";
import { RedisPresence } from "@colyseus/redis-presence";
import { schema, t } from "@colyseus/schema";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { json } from "express";

/** The negative control of the faults: Colyseus with its official Redis driver and presence, as its documentation sets them up. */
const { PORT = "0", REDIS_URL = "", PUBLIC_ADDRESS = "", MAX_PLAYERS = "16" } = process.env;

const Ticks = schema({ tick: t.uint32().default(0) }, "Ticks");

class StockRoom extends Room {
  override state = new Ticks();
  override maxClients = Number(MAX_PLAYERS);

  override onCreate(): void {
    this.setTimestep(() => {
      this.state.tick += 1;
    }, 25);
    this.onMessage("fail", () => {
      throw new Error("a handler that fails");
    });
  }

  override onJoin(_client: Client): void {
    // Whoever comes is in.
  }
}

const server = new Server({
  transport: new WebSocketTransport({ server: createServer() }),
  presence: new RedisPresence(REDIS_URL),
  driver: new RedisDriver(REDIS_URL),
  publicAddress: PUBLIC_ADDRESS,
  greet: false,
  // Our own way in, so that the same client can ask both; behind it is Colyseus' own.
  express: (app) => {
    app.use(json());
    app.post("/api/guests", (_request, response) => void response.json({ token: "nobody's", playerId: "nobody", renewal: "none", expiresAt: 0 }));
    app.post("/api/play", async (request, response) => {
      try {
        response.json(await seatOf(request.body));
      } catch (error) {
        const code = error instanceof ServerError ? error.code : 500;
        response.status(code < 600 ? code : 500).json({});
      }
    });
  },
});

function seatOf({ mode, roomId, private: isPrivate }: { mode?: string; roomId?: string; private?: boolean }): Promise<unknown> {
  if (roomId !== undefined) return matchMaker.joinById(roomId, {});
  return isPrivate === true ? matchMaker.create(mode ?? "", {}) : matchMaker.joinOrCreate(mode ?? "", {});
}

server.define("arena", StockRoom);
server.define("duel", StockRoom);
await server.listen(Number(PORT), "127.0.0.1");
console.log(`Play at http://127.0.0.1:${PORT}`);
