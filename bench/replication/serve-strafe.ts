import { Duplex } from "node:stream";
import { type Client, ClientState, type Room } from "@colyseus/core";
import { Encoder, Reflection } from "@colyseus/schema";
import { Replicator } from "../../server/replication/replicator.ts";
import { shotsFrame } from "./binary.ts";
import { openRoom } from "./serve-room.ts";
import type { Scene, Service } from "./service.ts";
import { SHOTS } from "./stacks.ts";
import { FlownState } from "./view-state.ts";
import { PACKED, RATE } from "./workload.ts";

/** First bytes of what a room sends (`Protocol`, with `ProtocolModifier.TIMED`): u32 server time and u32 input follow before a state. */
const TIMED_FULL_STATE = 0x80 | 14;
const TIMED_PATCH = 0x80 | 15;
const TIMED_HEADROOM = 9;
const MESSAGE_BYTES = 17;

/** Nothing has to wait here: every patch may be as long as it needs to be. */
const UNLIMITED = { budget: Number.POSITIVE_INFINITY, patience: RATE / 2, priority: () => 1 };

/** Strafe's replication in a room: the stock wire format, one batch of shots and one patch per client and tick, written at once. */
export async function serveStrafe({ arena, interest, deflation }: Scene): Promise<Service> {
  const root = { tick: 0 };
  const { patience, budget, priority } = UNLIMITED;
  const kinds = { fighters: { fast: ["x", "y", "angle"], slow: ["flags", "health"] } };
  const replicator = new Replicator({ state: FlownState, root, kinds, patience });
  const records = arena.fighters.map(() => ({ x: 0, y: 0, angle: 0, flags: 0, health: 0 }));
  move();
  // Handles are dense and start at 0: a fighter's handle is its id.
  records.forEach((record, id) => void replicator.add("fighters", String(id), record));
  replicator.begin();
  const handshake = Reflection.encode(new Encoder(new FlownState()));
  const viewers = new Map<Client, { viewer: ReturnType<typeof replicator.viewer>; index: number; socket: Duplex }>();

  const serializer: Parameters<Room["setSerializer"]>[0] = {
    id: "schema",
    reset: () => undefined,
    handshake: () => handshake,
    getFullState(client, timing) {
      const known = client === undefined ? undefined : viewers.get(client);
      if (known === undefined) throw new Error("a full state is for somebody");
      return withTime(known.viewer.full([], 0, TIMED_HEADROOM), TIMED_FULL_STATE, timing?.sNow ?? 0);
    },
    applyPatches(clients, _state, timing) {
      replicator.begin();
      for (const client of clients) {
        const known = viewers.get(client);
        const sight = interest.sights[known?.index ?? -1];
        if (known === undefined || sight === undefined || client.state !== ClientState.JOINED) continue;
        const patch = known.viewer.patch(sight.fighters, sight.fighterCount, { headroom: TIMED_HEADROOM, budget, priority });
        // Both frames in one system call: it costs more than all else that is done for a client.
        known.socket.cork();
        if (sight.introducedCount > 0) client.raw(asMessage(shotsFrame(arena, sight, 2)));
        client.raw(withTime(patch, TIMED_PATCH, timing?.sNow ?? 0));
        known.socket.uncork();
      }
      return true;
    },
  };
  const { port, room } = await openRoom(arena.fighters.length, {
    takesInput: true,
    deflation,
    created(made) {
      made.state = {};
      made.setSerializer(serializer);
    },
    joined: (client, index) => viewers.set(client, { viewer: replicator.viewer(), index, socket: socketOf(client) }),
  });
  return {
    port,
    publish() {
      root.tick = arena.tick;
      move();
      room.broadcastPatch();
    },
  };

  function move(): void {
    for (const { id, x, y, angle, flags, health } of arena.fighters) {
      const record = records[id];
      if (record === undefined) continue;
      record.x = PACKED.position(x);
      record.y = PACKED.position(y);
      record.angle = PACKED.angle(angle);
      record.flags = flags;
      record.health = health;
    }
  }
}

function withTime(frame: Buffer, code: number, now: number): Buffer {
  frame[0] = code;
  frame.writeUInt32LE(now, 1);
  frame.writeUInt32LE(0, 5);
  return frame;
}

function asMessage(frame: Buffer): Buffer {
  frame[0] = MESSAGE_BYTES;
  frame[1] = SHOTS;
  return frame;
}

function socketOf(client: Client): Duplex {
  const socket: unknown = Reflect.get(client.ref, "_socket");
  if (!(socket instanceof Duplex)) throw new Error("this version of ws keeps its socket elsewhere");
  return socket;
}
