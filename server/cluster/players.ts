import type { Redis } from "ioredis";
import type { Log } from "../operations/log.ts";
import { PLAYER_LIFETIME, PLAYER_PREFIX, PLAYERS_CHANNEL_PREFIX } from "./keys.ts";
import type { RegistryPresence } from "./registry-presence.ts";
import { removeOwn, script } from "./script.ts";

/** Ends the connection that a player has in this process at this seat, if it is still there, and says that a newer one replaces it. */
export type EndOlder = (playerId: string, seat: string) => void;

export interface PlayersOptions {
  redis: Redis;
  presence: RegistryPresence;
  processId: string;
  endOlder: EndOlder;
  log: Log;
  /** Monotonic ms. */
  now?: () => number;
}

/** ms between two renewals: three may fail before a claim is lost. */
const RENEWAL_PERIOD = PLAYER_LIFETIME / 4;

/** Renews claims, and takes those that Redis lost. Keys: the claims. Words: their holders, in the same order. A newer holder's is left alone. */
const renew = script(`
  for index, key in ipairs(KEYS) do
    local holder = redis.call('GET', key)
    if not holder or holder == ARGV[index] then redis.call('SET', key, ARGV[index], 'PX', ${PLAYER_LIFETIME}) end
  end
  return #KEYS
`);

/** One connection per player over all processes: the newest wins. While Redis is away each process keeps to it by itself. */
export class Players {
  readonly #options: PlayersOptions;
  /** The seats here, by player, for as long as their claims are to be renewed. */
  readonly #seats = new Map<string, string>();
  readonly #now: () => number;
  #renewedAt: number;

  constructor(options: PlayersOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#renewedAt = this.#now();
    void options.presence.subscribe(`${PLAYERS_CHANNEL_PREFIX}${options.processId}`, (message: unknown) => this.#hear(message));
  }

  /** The player has come to this seat: one in another process is to end. In this process the older one has been ended already. */
  async claim(playerId: string, seat: string): Promise<void> {
    this.#seats.set(playerId, seat);
    try {
      const older = await this.#options.redis.set(this.#key(playerId), this.#holder(seat), "PX", PLAYER_LIFETIME, "GET");
      if (older !== null) await this.#end(playerId, older);
    } catch (error) {
      this.#options.log.warn({ err: error }, "a player's older connection elsewhere was not looked for");
    }
  }

  /** The player has left this seat. */
  async release(playerId: string, seat: string): Promise<void> {
    // Of a seat that was replaced the player is not to be freed.
    if (this.#seats.get(playerId) !== seat) return;
    this.#seats.delete(playerId);
    try {
      await removeOwn(this.#options.redis, [this.#key(playerId)], [this.#holder(seat)]);
    } catch {
      // It runs out by itself; until then a message to nobody is sent when the player comes again.
    }
  }

  /** To be called with every heartbeat; renews when it is time. */
  async renew(): Promise<void> {
    if (this.#seats.size === 0 || this.#now() - this.#renewedAt < RENEWAL_PERIOD) return;
    const seats = [...this.#seats];
    await renew(
      this.#options.redis,
      seats.map(([playerId]) => this.#key(playerId)),
      seats.map(([, seat]) => this.#holder(seat)),
    );
    this.#renewedAt = this.#now();
  }

  /** Tells the process of an older holder. */
  async #end(playerId: string, holder: string): Promise<void> {
    const colon = holder.indexOf(":");
    const [processId, seat] = [holder.slice(0, colon), holder.slice(colon + 1)];
    if (processId !== this.#options.processId) await this.#options.presence.publish(`${PLAYERS_CHANNEL_PREFIX}${processId}`, [playerId, seat]);
  }

  #hear(message: unknown): void {
    const [playerId, seat]: unknown[] = Array.isArray(message) ? message : [];
    if (typeof playerId !== "string" || typeof seat !== "string") return;
    if (this.#seats.get(playerId) === seat) this.#seats.delete(playerId);
    this.#options.endOlder(playerId, seat);
  }

  #key(playerId: string): string {
    return `${PLAYER_PREFIX}${playerId}`;
  }

  #holder(seat: string): string {
    return `${this.#options.processId}:${seat}`;
  }
}
