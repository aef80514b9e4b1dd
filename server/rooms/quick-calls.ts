import { z } from "zod";
import { CALL_PERIOD, CALLS, CALLS_MAX, type CallWish } from "../../shared/protocol/messages.ts";
import { TokenBucket } from "./guard/token-bucket.ts";

/** Units: no map is wider or higher. */
const PLACE_MAX = 8191;

const place = z.number().int().min(0).max(PLACE_MAX);
const call = z
  .number()
  .int()
  .min(0)
  .max(CALLS - 1);
const callWish = z.union([z.strictObject({ call }), z.strictObject({ call, x: place, y: place })]);

/** What becomes of a call: it is passed on, it is one too many, or no client of ours made it. */
export type CallVerdict = { kind: "passed"; wish: CallWish } | { kind: "dropped" } | { kind: "malformed" };

/** Judges the quick calls of one room's players. */
export class QuickCalls {
  readonly #buckets = new Map<string, TokenBucket>();

  /** `now`: monotonic ms. */
  judge(sessionId: string, payload: unknown, now: number): CallVerdict {
    const parsed = callWish.safeParse(payload);
    if (!parsed.success) return { kind: "malformed" };
    let bucket = this.#buckets.get(sessionId);
    if (bucket === undefined) {
      bucket = new TokenBucket({ refill: (CALLS_MAX * 1000) / CALL_PERIOD, burst: CALLS_MAX }, now);
      this.#buckets.set(sessionId, bucket);
    }
    return bucket.take(now) ? { kind: "passed", wish: parsed.data } : { kind: "dropped" };
  }

  forget(sessionId: string): void {
    this.#buckets.delete(sessionId);
  }
}
