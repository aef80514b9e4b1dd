import { type Client, ClientState, Protocol, type Room } from "@colyseus/core";
import { FrameWriter } from "./binary.ts";
import { openRoom } from "./serve-room.ts";
import type { Scene, Service } from "./service.ts";

/** The floor's bytes from a serializer of our own in a Colyseus room, behind the byte that says that it is a patch. */
export async function serveBinaryRoom({ arena, interest }: Scene): Promise<Service> {
  const writer = new FrameWriter(arena.fighters.length);
  const viewers = new Map<Client, number>();
  const serializer: Parameters<Room["setSerializer"]>[0] = {
    id: "binary",
    reset: () => undefined,
    getFullState: () => Uint8Array.of(Protocol.ROOM_STATE),
    applyPatches(clients) {
      writer.begin(arena);
      for (const client of clients) {
        const sight = interest.sights[viewers.get(client) ?? -1];
        if (sight === undefined || client.state !== ClientState.JOINED) continue;
        const frame = writer.frame(arena, sight, 1);
        frame[0] = Protocol.ROOM_STATE_PATCH;
        client.raw(frame);
      }
      return true;
    },
  };
  const { port, room } = await openRoom(arena.fighters.length, {
    takesInput: false,
    deflation: "off",
    created(made) {
      made.state = {};
      made.setSerializer(serializer);
    },
    joined: (client, viewer) => viewers.set(client, viewer),
  });
  return { port, publish: () => room.broadcastPatch() };
}
