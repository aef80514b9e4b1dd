import { matchMaker } from "@colyseus/core";
import type { RoomRow } from "../../shared/protocol/operators.ts";
import { OBEY, type RoomAnswers, type RoomOrder } from "../rooms/room-orders.ts";

/** ms that a room of another process has to answer. */
const PATIENCE = 1000;

/** ms between two looks at all rooms, however many operators look: each room is asked. */
const LOOK_PERIOD = 5000;

/** Asks a room of any process. @throws when there is no such room, or it does not answer */
export function orderRoom<Kind extends RoomOrder["kind"]>(roomId: string, order: Extract<RoomOrder, { kind: Kind }>): Promise<RoomAnswers[Kind]> {
  return matchMaker.remoteRoomCall(roomId, OBEY, [order], PATIENCE);
}

/** What is going on in all rooms of the service, as it was at most LOOK_PERIOD ago. */
export class RoomLooks {
  readonly #now: () => number;
  #rows: Promise<RoomRow[]> = Promise.resolve([]);
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** `now`: monotonic ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  look(): Promise<RoomRow[]> {
    if (this.#now() - this.#lookedAt >= LOOK_PERIOD) {
      this.#lookedAt = this.#now();
      this.#rows = lookAtAll();
    }
    return this.#rows;
  }

  /** Something was done: the next look is a new one. */
  forget(): void {
    this.#lookedAt = Number.NEGATIVE_INFINITY;
  }
}

async function lookAtAll(): Promise<RoomRow[]> {
  const rooms = await matchMaker.query({});
  return Promise.all(
    rooms.map(async ({ roomId, name, processId, locked = false, createdAt }) => {
      const view = await orderRoom<"look">(roomId, { kind: "look" }).catch(() => null);
      return { roomId, name, processId, locked, createdAt: new Date(createdAt ?? 0).getTime(), view };
    }),
  );
}
