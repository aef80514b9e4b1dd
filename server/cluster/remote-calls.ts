import { PROCESS_CHANNEL_PREFIX, REPLY_CHANNEL_PREFIX, ROOM_CHANNEL_PREFIX } from "./keys.ts";

/**
 * What other processes may ask of a room, with how many arguments: to reserve seats, and whether a seat is kept. Colyseus would call any
 * method of the room for whoever reaches Redis; further arguments would reserve seats past the limits of the room.
 */
const ROOM_CALLS: Record<string, number> = { _reserveSeat: 3, _reserveMultipleSeats: 3, checkReconnectionToken: 1 };

/** Opening a room: its name, options, nothing, its id. */
const OPENING_ARGUMENTS = 4;

/** What Colyseus sends to a process or to a room, as it stands in JSON: method, id of the request, arguments. */
type Request = [method: string | null, requestId: string, parameters: unknown[]];

/** Is not everything heard that comes in by this channel? */
export function isGuarded(channel: string): boolean {
  return [ROOM_CHANNEL_PREFIX, PROCESS_CHANNEL_PREFIX, REPLY_CHANNEL_PREFIX].some((prefix) => channel.startsWith(prefix));
}

/** May this come in by the guarded channel? What may not is not heard. */
export function isAllowed(channel: string, message: unknown): boolean {
  if (channel.startsWith(ROOM_CHANNEL_PREFIX)) return isRequest(message) && isRoomCall(message);
  if (channel.startsWith(PROCESS_CHANNEL_PREFIX)) return isRequest(message) && isProcessCall(message);
  return Array.isArray(message);
}

/** Where the answer to a message that goes out by the channel is awaited; null for one without an answer. */
export function replyChannelOf(channel: string, message: unknown): string | null {
  const isQuestion = channel.startsWith(ROOM_CHANNEL_PREFIX) || channel.startsWith(PROCESS_CHANNEL_PREFIX);
  return isQuestion && Array.isArray(message) && typeof message[1] === "string" ? `${REPLY_CHANNEL_PREFIX}${message[1]}` : null;
}

/** The id under which a process is asked to open a room; null for any other message. */
export function openedIdOf(channel: string, message: unknown): string | null {
  if (!channel.startsWith(PROCESS_CHANNEL_PREFIX) || !Array.isArray(message)) return null;
  const parameters: unknown = message[2];
  const roomId: unknown = Array.isArray(parameters) ? parameters[OPENING_ARGUMENTS - 1] : null;
  return typeof roomId === "string" ? roomId : null;
}

function isRequest(message: unknown): message is Request {
  if (!Array.isArray(message)) return false;
  const [method, requestId, parameters]: unknown[] = message;
  return (typeof method === "string" || method === null) && typeof requestId === "string" && Array.isArray(parameters);
}

function isRoomCall([method, , parameters]: Request): boolean {
  return method !== null && Object.hasOwn(ROOM_CALLS, method) && parameters.length <= (ROOM_CALLS[method] ?? 0);
}

function isProcessCall([method, , parameters]: Request): boolean {
  if (method === "healthcheck") return true;
  const [name, , restored, roomId] = parameters;
  return (
    method === null &&
    parameters.length <= OPENING_ARGUMENTS &&
    typeof name === "string" &&
    isAbsent(restored) &&
    (isAbsent(roomId) || typeof roomId === "string")
  );
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}
