import type { Redis } from "ioredis";
import { type Change, type CommitResult, StoreError, type TicketStore } from "./ticket-store.ts";

/** ms that a fencing token outlives its lease, and an index its newest member: no matcher stalls for a day, and no ticket is as old. */
const LIFETIME = 24 * 3_600_000;

/** Read with their time, so that ages are by one clock. */
const READ = `
local now = redis.call("TIME")
local values = {}
for i, key in ipairs(KEYS) do values[i] = redis.call("GET", key) end
return { now[1] * 1000 + math.floor(now[2] / 1000), values }
`;

/** All or nothing: a script is not interrupted, and everything is looked at before anything is written. ARGV: the change as JSON, ms that an index lives. */
const COMMIT = `
local change = cjson.decode(ARGV[1])
if change.fence and redis.call("GET", change.fence.key) ~= change.fence.token then return "fenced" end
for _, expected in ipairs(change.expect) do
  if (redis.call("GET", expected.key) or false) ~= (expected.text or false) then return "conflict" end
end
for _, written in ipairs(change.write) do redis.call("SET", written.key, written.text, "PX", written.lifetime) end
for _, key in ipairs(change.remove) do redis.call("DEL", key) end
for _, struck in ipairs(change.strike) do redis.call("ZREM", struck.index, struck.member) end
for _, entered in ipairs(change.enter) do
  redis.call("ZADD", entered.index, entered.score, entered.member)
  redis.call("PEXPIRE", entered.index, ARGV[2])
end
return "done"
`;

/**
 * KEYS: the lease, its newest token. ARGV: the holder, ms, the lifetime of the token. A token is a time, so that it is greater than all
 * before it even when Redis has lost them.
 */
const HOLD = `
local holder = redis.call("GET", KEYS[1])
if holder and holder ~= ARGV[1] then return false end
local token = redis.call("GET", KEYS[2])
if not holder or not token then
  local now = redis.call("TIME")
  local next = now[1] * 1000 + math.floor(now[2] / 1000)
  if token and tonumber(token) >= next then next = tonumber(token) + 1 end
  token = string.format("%.0f", next)
end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
redis.call("SET", KEYS[2], token, "PX", ARGV[3])
return token
`;

const RELEASE = `
if redis.call("GET", KEYS[1]) == ARGV[1] then redis.call("DEL", KEYS[1]) end
return false
`;

/**
 * Tickets that several processes share, in Redis. How long a command may take is for who opened the connection to say. Players of one protocol
 * version are never matched with those of another, for no room takes both: each version has keys of its own, and nothing else is met.
 */
export class RedisTickets implements TicketStore {
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor(redis: Redis, protocol: number) {
    this.#redis = redis;
    this.#prefix = `strafe:matchmaking:${protocol}:`;
  }

  async read(keys: readonly string[]): Promise<{ now: number; values: (string | null)[] }> {
    const answer: unknown = await this.#run(READ, this.#named(keys));
    if (!Array.isArray(answer) || typeof answer[0] !== "number" || !Array.isArray(answer[1])) throw new StoreError("Redis gave no values.");
    const [now, values] = answer;
    return { now, values: keys.map((_key, index) => (typeof values[index] === "string" ? values[index] : null)) };
  }

  async list(index: string, upTo?: number): Promise<string[]> {
    return asStoreError(() => this.#redis.zrangebyscore(this.#prefix + index, "-inf", upTo ?? "+inf"));
  }

  async commit(change: Change): Promise<CommitResult> {
    const answer = await this.#run(COMMIT, [], JSON.stringify(this.#inLists(change)), LIFETIME);
    if (answer !== "done" && answer !== "conflict" && answer !== "fenced") throw new StoreError("Redis did not say whether it committed.");
    return answer;
  }

  async hold(lease: string, holder: string, ms: number): Promise<number | null> {
    const answer = await this.#run(HOLD, [this.#prefix + lease, this.#tokenOf(lease)], holder, ms, LIFETIME);
    return answer === null ? null : Number(answer);
  }

  async release(lease: string, holder: string): Promise<void> {
    await this.#run(RELEASE, [this.#prefix + lease], holder);
  }

  #run(script: string, keys: string[], ...words: (string | number)[]): Promise<unknown> {
    return asStoreError(() => this.#redis.eval(script, keys.length, ...keys, ...words));
  }

  #named(keys: readonly string[]): string[] {
    return keys.map((key) => this.#prefix + key);
  }

  #tokenOf(lease: string): string {
    return `${this.#prefix}${lease}:token`;
  }

  /** Lua's JSON tells lists from objects by their content and knows no order of keys: lists of objects are safe. */
  #inLists({ fence, expect = {}, write = {}, remove = [], enter = [], strike = [] }: Change) {
    const prefix = this.#prefix;
    return {
      ...(fence === undefined ? {} : { fence: { key: this.#tokenOf(fence.lease), token: String(fence.token) } }),
      expect: Object.entries(expect).map(([key, text]) => ({ key: prefix + key, ...(text === null ? {} : { text }) })),
      write: Object.entries(write).map(([key, { text, lifetime }]) => ({ key: prefix + key, text, lifetime: Math.ceil(lifetime) })),
      remove: this.#named(remove),
      enter: enter.map(({ index, member, score }) => ({ index: prefix + index, member, score })),
      strike: strike.map(({ index, member }) => ({ index: prefix + index, member })),
    };
  }
}

async function asStoreError<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new StoreError("The store of tickets does not answer.", { cause: error });
  }
}
