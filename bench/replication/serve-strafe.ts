import { type Client, ClientState, Protocol, ProtocolModifier, type Room } from "@colyseus/core";
import { Encoder, Reflection } from "@colyseus/schema";
import { EventBatches } from "../../server/replication/event-batches.ts";
import { Replicator } from "../../server/replication/replicator.ts";
import { sendTogether } from "../../server/rooms/guard/colyseus-seams.ts";
import type { Shot } from "./arena.ts";
import { SHOT_SIZE, TICK_SIZE, writeShot, writeUint32 } from "./binary.ts";
import { openRoom } from "./serve-room.ts";
import type { Scene, Service } from "./service.ts";
import { SHOTS } from "./stacks.ts";
import { FlownState } from "./view-state.ts";
import { PACKED, RATE } from "./workload.ts";

/** u32 server time and u32 acknowledged input follow the first byte of a state. */
const TIMED_FULL_STATE = Protocol.ROOM_STATE | ProtocolModifier.TIMED;
const TIMED_PATCH = Protocol.ROOM_STATE_PATCH | ProtocolModifier.TIMED;
const TIMED_HEADROOM = 9;

/** In front of a batch of shots. */
const MESSAGE_HEAD = [Protocol.ROOM_DATA_BYTES, SHOTS];

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
  const viewers = new Map<Client, { viewer: ReturnType<typeof replicator.viewer>; index: number }>();
  const prefix = Uint8Array.of(...MESSAGE_HEAD, ...new Uint8Array(TICK_SIZE));
  const shots = new EventBatches<Shot>((shot, bytes, at) => {
    at.offset = writeShot(shot, arena.tick, bytes, at.offset);
  }, SHOT_SIZE);

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
      writeUint32(prefix, MESSAGE_HEAD.length, arena.tick);
      shots.begin(prefix, arena.shots.length);
      for (const client of clients) {
        const known = viewers.get(client);
        const sight = interest.sights[known?.index ?? -1];
        if (known === undefined || sight === undefined || client.state !== ClientState.JOINED) continue;
        const patch = known.viewer.patch(sight.fighters, sight.fighterCount, { headroom: TIMED_HEADROOM, budget, priority });
        const timed = withTime(patch, TIMED_PATCH, timing?.sNow ?? 0);
        for (let place = 0; place < sight.introducedCount; place += 1) tell(sight.introduced[place] ?? 0);
        const batch = shots.compose(0);
        const messages = batch === null ? [timed] : [batch, timed];
        // What goes past the library is not compressed.
        if (deflation === "off") sendTogether(client, messages);
        else for (const message of messages) client.raw(message);
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
    joined: (client, index) => viewers.set(client, { viewer: replicator.viewer(), index }),
  });
  return {
    port,
    publish() {
      root.tick = arena.tick;
      move();
      room.broadcastPatch();
    },
  };

  function tell(index: number): void {
    const shot = arena.shots[index];
    if (shot === undefined) throw new Error(`There is no shot ${index}.`);
    if (!shots.has(index)) shots.encode(index, shot);
    shots.tell(index);
  }

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
