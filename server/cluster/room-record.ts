import { type IRoomCache, initializeRoomCache } from "@colyseus/core";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";

/**
 * Version of what a room says of itself in Redis. Fields may be added without a new one: who does not know them leaves them alone. It is
 * raised when an older server would misread a record; that server then passes the room over.
 */
const VERSION = 1;

export function writeRoom(room: IRoomCache): string {
  return JSON.stringify({ ...room, v: VERSION, protocol: PROTOCOL_VERSION });
}

/** Does a room that was read speak the version of the protocol that this process and whoever comes by it speak? */
export function isOfOwnProtocol(room: IRoomCache): boolean {
  return Reflect.get(room, "protocol") === PROTOCOL_VERSION;
}

/** The room that a record tells of; null for one of a later version and for what is no record. */
export function readRoom(text: string): IRoomCache | null {
  const record = parsed(text);
  if (typeof record !== "object" || record === null) return null;
  const version: unknown = Reflect.get(record, "v");
  // Colyseus' own driver writes none.
  if (version !== undefined && version !== VERSION) return null;
  if (!isRoom(record)) return null;
  // In JSON a date is text, and Infinity is null.
  return { ...initializeRoomCache(record), createdAt: new Date(record.createdAt ?? 0), maxClients: record.maxClients ?? Number.POSITIVE_INFINITY };
}

/** Does the room have all these values, be they its own fields or its metadata's? */
export function isMatching(room: IRoomCache, conditions: object): boolean {
  const metadata: unknown = room.metadata;
  return Object.entries(conditions).every(([field, value]) => {
    if (Object.hasOwn(room, field)) return Reflect.get(room, field) === value;
    return typeof metadata === "object" && metadata !== null && Object.hasOwn(metadata, field) && Reflect.get(metadata, field) === value;
  });
}

/** Do players come into it without knowing its id? */
export function isOpen(room: IRoomCache): boolean {
  return room.locked !== true && room.private !== true;
}

function isRoom(record: object): record is IRoomCache {
  return ["roomId", "processId", "name"].every((field) => typeof Reflect.get(record, field) === "string");
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not ours: the same as no record.
    return null;
  }
}
