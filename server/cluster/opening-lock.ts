import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import type { OpeningLock } from "./joining.ts";
import { OPENING_PREFIX } from "./keys.ts";
import { RegistryAwayError } from "./redis.ts";
import { removeOwn } from "./script.ts";

/** ms. Longer than opening a room takes where the first process that is asked does not answer. */
const OPENING_LIFETIME = 2500;

/** The lock on opening rooms of a name, among all processes. */
export function openingLock(redis: Redis): OpeningLock {
  return {
    async take(name) {
      const token = randomUUID();
      try {
        return (await redis.set(`${OPENING_PREFIX}${name}`, token, "PX", OPENING_LIFETIME, "NX")) === "OK" ? token : null;
      } catch (error) {
        throw new RegistryAwayError(error);
      }
    },
    async release(name, token) {
      try {
        await removeOwn(redis, [`${OPENING_PREFIX}${name}`], [token]);
      } catch {
        // It runs out by itself.
      }
    },
  };
}
