import { createHash } from "node:crypto";
import type { Redis } from "ioredis";

/** What runs in Redis as one step. Keys come first, then other words. */
export type Script = (redis: Redis, keys: readonly string[], words?: readonly (string | number)[]) => Promise<unknown>;

/** A Lua script, sent whole only where Redis does not know it yet: after it was started again it knows none. */
export function script(lua: string): Script {
  const sha = createHash("sha1").update(lua).digest("hex");
  return async (redis, keys, words = []) => {
    try {
      return await redis.evalsha(sha, keys.length, ...keys, ...words);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) throw error;
      return redis.eval(lua, keys.length, ...keys, ...words);
    }
  };
}

/** Removes a key while it holds this word alone: it may have run out, and be somebody else's by now. Keys: the key. Words: the word. */
export const removeOwn = script(`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`);
