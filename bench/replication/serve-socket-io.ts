import { createServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { listen, type Scene, type Service } from "./service.ts";
import { STATE } from "./stacks.ts";

/** What most first versions do: what a client sees as JSON, with numbers as the server has them. */
export async function serveSocketIo({ arena, interest }: Scene): Promise<Service> {
  const http = createServer();
  const viewers: Socket[] = [];
  new Server(http, { serveClient: false, transports: ["websocket"], perMessageDeflate: false }).on("connection", (socket) => viewers.push(socket));
  return {
    port: await listen(http),
    publish() {
      // Each entity's object is made once; each client's list of them is written by the library.
      const fighters = arena.fighters.map(({ id, x, y, angle, flags, health }) => ({ id, x, y, angle, flags, health }));
      const shots = arena.shots.map(({ x, y, angle }, id) => ({ id, x, y, angle }));
      for (let viewer = 0; viewer < viewers.length; viewer += 1) {
        const sight = interest.sights[viewer];
        if (sight === undefined) continue;
        viewers[viewer]?.emit(STATE, {
          tick: arena.tick,
          fighters: pick(fighters, sight.fighters, sight.fighterCount),
          shots: pick(shots, sight.shots, sight.shotCount),
        });
      }
    },
  };
}

function pick<T>(entities: readonly T[], indices: Uint16Array, count: number): T[] {
  const picked: T[] = [];
  for (let at = 0; at < count; at += 1) {
    const entity = entities[indices[at] ?? 0];
    if (entity !== undefined) picked.push(entity);
  }
  return picked;
}
