/**
 * Every key and channel that the servers keep in Redis. Each has an owner who takes it away, and a lifetime after which it is gone
 * even when the owner was killed: a cluster that nobody ended properly leaves nothing behind.
 */

/** ms. Shared keys are renewed by every heartbeat of every process, so they outlive the last process by this much. */
export const SHARED_LIFETIME = 60_000;

/** ms. Longer than any answer is waited for: who wakes up later finds that its room was opened by somebody else. */
export const CLAIM_LIFETIME = 120_000;

/** ms. A claim on a player is renewed well before that. */
export const PLAYER_LIFETIME = 300_000;

/**
 * Colyseus' own, by the names that it gives them: all rooms (hash: id → listing) and rooms and clients of each process (hash). A field is
 * its process' own, and is taken away by the survivors when that was killed.
 */
export const ROOMS_KEY = "roomcaches";
export const ROOM_COUNTS_KEY = "roomcount";

/** All processes: what each says of itself (hash: id → record), and until when it is believed (sorted set: id → ms of Redis' clock). */
export const PROCESSES_KEY = "strafe:processes";
export const LEASES_KEY = "strafe:leases";

/** Rooms of a name that take players in (sorted set: id → people in it). A room adds and removes itself. */
export const OPEN_ROOMS_PREFIX = "strafe:open:";

/** Ids of the rooms of a process (set): its own, for the survivors to clear away after it. */
export const ROOMS_OF_PREFIX = "strafe:rooms:";

/** The process that a room's id belongs to, from the room's opening on for CLAIM_LIFETIME. Whoever opened it; nobody removes it. */
export const CLAIM_PREFIX = "strafe:claim:";

/** Who is opening a room of a name, while it does: a token of its own, removed when it is done, gone after OPENING_LIFETIME. */
export const OPENING_PREFIX = "strafe:opening:";

/** Where a player has a connection: `process:seat`. Removed when the connection ends; PLAYER_LIFETIME, renewed by the process. */
export const PLAYER_PREFIX = "strafe:player:";

/** Channels, which hold nothing: proof that a process hears, word that a player's older connection is to end, that a process drains or not. */
export const PROBE_CHANNEL_PREFIX = "strafe:probe:";
export const PROCESS_NEWS_CHANNEL = "strafe:process-news";
export const PLAYERS_CHANNEL_PREFIX = "strafe:players:";

/** Colyseus' channels: requests to a process, requests to a room, the answer to one request. */
export const PROCESS_CHANNEL_PREFIX = "p:";
export const ROOM_CHANNEL_PREFIX = "$";
export const REPLY_CHANNEL_PREFIX = "ipc:";
