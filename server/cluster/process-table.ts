import type { Redis } from "ioredis";
import type { Log } from "../operations/log.ts";
import type { Standing } from "./joining.ts";
import { LEASES_KEY, PROCESS_CHANNEL_PREFIX, PROCESSES_KEY, ROOM_COUNTS_KEY, ROOMS_KEY, ROOMS_OF_PREFIX } from "./keys.ts";
import { type ProcessRecord, readProcess, writeProcess } from "./process-record.ts";
import { clearAway, heartbeat } from "./process-scripts.ts";
import type { ClusterTimes } from "./times.ts";

export interface ProcessTableOptions {
  redis: Redis;
  times: ClusterTimes;
  processId: () => string;
  record: () => ProcessRecord;
  /** Keys beside its own that a process with rooms keeps alive. */
  alsoAlive: () => string[];
  log: Log;
}

/** Another process, as of the last heartbeat of this one. */
interface Other {
  /** Null when its record is of a later version. */
  record: ProcessRecord | null;
  /** ms of Redis' clock. */
  leaseEnds: number;
  /** Its lease has run out, but it still listens: a stalled process, not a dead one. */
  isStalled: boolean;
}

/** Leases that a stalled process is waited for; then it is cleared away like a dead one. When it wakes it lists its rooms again. */
const STALLED_LEASES = 6;

/** Heartbeats without which a process that nobody hears either is dead. More than one: a cut connection listens again within one. */
const MISSED = 1.4;

/**
 * Which processes there are. Each gives a sign of life every heartbeat and learns of the others by it. A killed process listens to
 * nothing any more, as Redis can tell, and is cleared away with its rooms by whoever notices first; a stalled one still listens:
 * it gets no players until its next sign of life.
 */
export class ProcessTable {
  readonly #options: ProcessTableOptions;
  readonly #others = new Map<string, Other>();
  /** Processes that did not answer, and the end of the lease that they had then. */
  readonly #suspects = new Map<string, number>();
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor(options: ProcessTableOptions) {
    this.#options = options;
  }

  /** Monotonic ms at which the last heartbeat was answered. */
  get answeredAt(): number {
    return this.#answeredAt;
  }

  /** Processes that rooms can be opened on: this one and others that are alive. */
  get serving(): Map<string, ProcessRecord> {
    const serving = new Map<string, ProcessRecord>();
    const own = this.#options.record();
    if (own.state === "serving") serving.set(this.#options.processId(), own);
    for (const [processId, { record }] of this.#others) if (record !== null && this.isServing(processId)) serving.set(processId, record);
    return serving;
  }

  /** Everybody's records by process, this process' own among them. */
  get records(): ReadonlyMap<string, ProcessRecord> {
    const others = [...this.#others].flatMap(([id, { record }]) => (record === null ? [] : [[id, record] as const]));
    return new Map([[this.#options.processId(), this.#options.record()], ...others]);
  }

  /** Do players get seats in its rooms? One that is not known yet has only just been started. */
  isServing(processId: string): boolean {
    if (processId === this.#options.processId()) return this.#options.record().state === "serving";
    if (this.#suspects.has(processId)) return false;
    const other = this.#others.get(processId);
    return other === undefined || (!other.isStalled && other.record?.state !== "draining");
  }

  /** How the process stands that refused somebody. */
  standingOf(processId: string): Standing {
    const isOwn = processId === this.#options.processId();
    const other = this.#others.get(processId);
    if (!isOwn && (this.#suspects.has(processId) || other?.isStalled === true)) return "silent";
    const record = isOwn ? this.#options.record() : other?.record;
    return record?.isOverloaded === true ? "overloaded" : "serving";
  }

  /** It did not answer: it gets no players until its next sign of life. */
  suspect(processId: string): void {
    this.#suspects.set(processId, this.#others.get(processId)?.leaseEnds ?? 0);
  }

  /** A room is about to be opened there, which its record will only say later. */
  expectRoom(processId: string): void {
    const record = this.#others.get(processId)?.record;
    if (record !== null && record !== undefined) record.rooms += 1;
  }

  async isListening(processId: string): Promise<boolean> {
    return (await this.#listeners([processId])).get(processId) !== 0;
  }

  /** A sign of life, and a look at the others. @throws what Redis or its absence throws */
  async beat(): Promise<void> {
    const { redis, processId, record, times, alsoAlive } = this.#options;
    const own = processId();
    const keys = [LEASES_KEY, PROCESSES_KEY, ROOMS_KEY, ROOM_COUNTS_KEY, `${ROOMS_OF_PREFIX}${own}`, ...alsoAlive()];
    const answer = await heartbeat(redis, keys, [own, times.lease, writeProcess(record())]);
    this.#answeredAt = performance.now();
    const now = this.#read(answer);
    await this.#judge(now);
  }

  /** Leaves the cluster. */
  async leave(): Promise<void> {
    const { redis, processId } = this.#options;
    const own = processId();
    await redis.multi().zrem(LEASES_KEY, own).hdel(PROCESSES_KEY, own).hdel(ROOM_COUNTS_KEY, own).exec();
  }

  /** The time of Redis' clock. */
  #read(answer: unknown): number {
    const [now, ...words] = Array.isArray(answer) ? answer.map(String) : ["0"];
    const seen = new Set<string>();
    for (let index = 0; index + 2 < words.length; index += 3) {
      const [processId = "", leaseEnds = "", text = ""] = words.slice(index, index + 3);
      if (processId === this.#options.processId()) continue;
      seen.add(processId);
      this.#see(processId, Number(leaseEnds), readProcess(text));
    }
    for (const processId of this.#others.keys()) if (!seen.has(processId)) this.#others.delete(processId);
    for (const processId of this.#suspects.keys()) if (!seen.has(processId)) this.#suspects.delete(processId);
    return Number(now);
  }

  #see(processId: string, leaseEnds: number, record: ProcessRecord | null): void {
    const known = this.#others.get(processId);
    const isStalled = known?.isStalled === true && leaseEnds === known.leaseEnds;
    this.#others.set(processId, { record, leaseEnds, isStalled });
    if (leaseEnds > (this.#suspects.get(processId) ?? leaseEnds)) this.#suspects.delete(processId);
  }

  /** Whoever has been silent for longer than a heartbeat: does it still listen? */
  async #judge(now: number): Promise<void> {
    const { lease, heartbeat: period } = this.#options.times;
    const silent = [...this.#others].filter(([, { leaseEnds }]) => leaseEnds - now < lease - MISSED * period);
    if (silent.length === 0) return;
    const listeners = await this.#listeners(silent.map(([processId]) => processId));
    for (const [processId, other] of silent) {
      const isListening = (listeners.get(processId) ?? 0) > 0;
      if (!isListening || other.leaseEnds + STALLED_LEASES * lease < now) await this.#clearAway(processId, other, isListening);
      else if (other.leaseEnds < now && !other.isStalled) {
        other.isStalled = true;
        this.#options.log.warn({ process: processId }, "a process stands still");
      }
    }
  }

  async #listeners(processIds: readonly string[]): Promise<Map<string, number>> {
    const answer: unknown[] = await this.#options.redis.pubsub("NUMSUB", ...processIds.map((processId) => `${PROCESS_CHANNEL_PREFIX}${processId}`));
    return new Map(processIds.map((processId, index) => [processId, Number(answer[2 * index + 1])]));
  }

  async #clearAway(processId: string, { leaseEnds }: Other, isListening: boolean): Promise<void> {
    const keys = [LEASES_KEY, PROCESSES_KEY, ROOMS_KEY, ROOM_COUNTS_KEY, `${ROOMS_OF_PREFIX}${processId}`];
    if ((await clearAway(this.#options.redis, keys, [processId, leaseEnds])) !== 1) return;
    this.#others.delete(processId);
    this.#suspects.delete(processId);
    this.#options.log.warn({ process: processId, isListening }, "a process is gone");
  }
}
