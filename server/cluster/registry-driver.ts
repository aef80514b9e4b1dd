import type { IRoomCache, SortOptions } from "@colyseus/core";
import { RedisDriver } from "@colyseus/redis-driver";
import type { Redis } from "ioredis";
import type { Log } from "../operations/log.ts";
import { CLAIM_PREFIX, OPEN_ROOMS_PREFIX, ROOMS_KEY, ROOMS_OF_PREFIX } from "./keys.ts";
import { RegistryAwayError } from "./redis.ts";
import { isMatching, isOfOwnProtocol, isOpen, readRoom, writeRoom } from "./room-record.ts";
import { readOpen, removeRecord, removeRecordsOf, writeRecord } from "./room-scripts.ts";

export interface RegistryDriverOptions {
  redis: Redis;
  /** Of this process. Known once Colyseus is set up. */
  processId: () => string;
  /** Do players get seats in rooms of this process? Not while it is ending, stands still or is gone. */
  isServing: (processId: string) => boolean;
  /** Ids that another process was asked to open a room under and did not in time: a room here takes the id over. */
  overdue: Set<string>;
  /** The id of a room here is another process' by now: the room is to end. */
  lost: (roomId: string) => void;
  log: Log;
}

/** Open rooms read at once: nearly always the first will do. */
const PAGE = 16;

/**
 * The rooms of all processes, kept in Redis. Beyond the official driver: who looks for a seat reads a few open rooms however many
 * there are; an id belongs to one room; a room that runs never fails because Redis does, and is listed again by `relist`.
 */
export class RegistryDriver extends RedisDriver {
  readonly #options: RegistryDriverOptions;
  readonly #redis: Redis;
  /** The rooms of this process as they are listed: what there is, whatever Redis says of them. */
  readonly #own = new Map<string, IRoomCache>();
  readonly #opening = new Set<string>();
  #all: Promise<IRoomCache[]> | null = null;

  constructor(options: RegistryDriverOptions) {
    super(options.redis);
    this.#options = options;
    this.#redis = options.redis;
  }

  /** Of the rooms here. */
  get names(): string[] {
    return [...new Set([...this.#own.values()].map(({ name }) => name))];
  }

  override async has(roomId: string): Promise<boolean> {
    return this.#own.has(roomId) || (await this.#ask(() => this.#redis.hexists(ROOMS_KEY, roomId))) === 1;
  }

  override async findByIds(roomIds: string[]): Promise<Map<string, IRoomCache>> {
    if (roomIds.length === 0) return new Map();
    const texts = await this.#ask(() => this.#redis.hmget(ROOMS_KEY, ...roomIds));
    return new Map(roomsOf(texts).map((room) => [room.roomId, room]));
  }

  /** @throws {RegistryAwayError} unless it is a room of this process, which needs no Redis to be found */
  override async findOne(conditions: Partial<IRoomCache>, sortOptions: SortOptions = {}): Promise<IRoomCache> {
    const { roomId, name, locked, private: isPrivate } = conditions;
    let found: IRoomCache | undefined;
    if (roomId !== undefined) found = this.#own.get(roomId) ?? (await this.findByIds([roomId])).get(roomId);
    else if (name !== undefined && locked === false && isPrivate === false && Object.keys(sortOptions).length === 0)
      found = await this.findOpen(name, (room) => isMatching(room, conditions));
    else [found] = await this.query(conditions, sortOptions);
    // Colyseus' type has no word for none, which every caller checks for.
    return found as IRoomCache;
  }

  /** The open room of a name with most people that `accepts`, where players of this process' version can get seats. */
  async findOpen(name: string, accepts: (room: IRoomCache) => boolean = () => true): Promise<IRoomCache | undefined> {
    for (let first = 0; ; first += PAGE) {
      const [count, ...texts] = answersOf(await this.#ask(() => readOpen(this.#redis, [`${OPEN_ROOMS_PREFIX}${name}`, ROOMS_KEY], [first, first + PAGE - 1])));
      const room = roomsOf(texts).find((candidate) => this.#isEnterable(candidate) && accepts(candidate));
      if (room !== undefined || Number(count) < PAGE) return room;
    }
  }

  override async query(conditions: Partial<IRoomCache>, sortOptions: SortOptions = {}): Promise<IRoomCache[]> {
    const { processId } = conditions;
    let rooms: IRoomCache[];
    if (processId === this.#options.processId()) rooms = [...this.#own.values()];
    else rooms = processId === undefined ? await this.#everyRoom() : await this.#roomsOf(processId);
    return sorted(
      rooms.filter((room) => isMatching(room, conditions)),
      sortOptions,
    );
  }

  /** False where the id is another process' room. Colyseus then drops the room that it was about to open here. */
  async insert(room: IRoomCache): Promise<boolean> {
    this.#opening.add(room.roomId);
    try {
      const isWritten = await this.#write(room, this.#options.overdue.delete(room.roomId) ? "take" : "open");
      if (isWritten) this.#own.set(room.roomId, room);
      return isWritten;
    } catch (error) {
      // Whether it was written is unknown; where it was, `relist` removes it.
      this.#options.log.warn({ err: error, room: room.roomId }, "room not opened");
      return false;
    } finally {
      this.#opening.delete(room.roomId);
    }
  }

  override async persist(room: IRoomCache): Promise<boolean> {
    return this.#keep(room);
  }

  override async update(room: IRoomCache, { $set = {}, $inc = {} }: { $set?: Partial<IRoomCache>; $inc?: Partial<IRoomCache> }): Promise<boolean> {
    Object.assign(room, $set);
    for (const [field, amount] of Object.entries($inc)) Reflect.set(room, field, Number(Reflect.get(room, field)) + Number(amount));
    return this.#keep(room);
  }

  override async remove(roomId: string): Promise<boolean> {
    const room = this.#own.get(roomId);
    if (room === undefined) return false;
    this.#own.delete(roomId);
    const { processId, name } = room;
    try {
      return (await removeRecord(this.#redis, [ROOMS_KEY, `${OPEN_ROOMS_PREFIX}${name}`, `${ROOMS_OF_PREFIX}${processId}`], [roomId, processId])) === 1;
    } catch (error) {
      // Nobody waits for this; `relist` removes what is left.
      this.#options.log.warn({ err: error, room: roomId }, "room not unlisted yet");
      return false;
    }
  }

  /** Removes all rooms of a process. Colyseus asks for it when this one has ended its rooms, and has nobody to tell of a failure. */
  override async cleanup(processId: string): Promise<void> {
    if (processId === this.#options.processId()) this.#own.clear();
    try {
      await removeRecordsOf(this.#redis, [ROOMS_KEY, `${ROOMS_OF_PREFIX}${processId}`], [processId]);
    } catch (error) {
      // The other processes clear away after it.
      this.#options.log.warn({ err: error, process: processId }, "rooms not unlisted");
    }
  }

  /** Makes Redis say of this process' rooms what is true: after it was started empty, after this process was taken for dead. */
  async relist(): Promise<void> {
    const processId = this.#options.processId();
    const key = `${ROOMS_OF_PREFIX}${processId}`;
    const listed = await this.#ask(() => this.#redis.smembers(key));
    const stray = listed.filter((roomId) => !this.#own.has(roomId) && !this.#opening.has(roomId));
    if (stray.length > 0) await this.#ask(() => removeRecordsOf(this.#redis, [ROOMS_KEY, key], [processId, ...stray]));
    await Promise.all([...this.#own.values()].map((room) => this.#keep(room)));
  }

  override async shutdown(): Promise<void> {
    // The connection is the cluster's, which ends it.
  }

  /** Lists a running room anew. It runs on when that fails. */
  async #keep(room: IRoomCache): Promise<boolean> {
    // Not opened yet, or gone: nothing is listed that is not there.
    if (!this.#own.has(room.roomId)) return false;
    try {
      if (await this.#write(room, "keep")) return true;
    } catch (error) {
      this.#options.log.debug({ err: error, room: room.roomId }, "room not listed anew");
      return false;
    }
    this.#own.delete(room.roomId);
    this.#options.log.warn({ room: room.roomId }, "another process has opened this room's id");
    this.#options.lost(room.roomId);
    return false;
  }

  async #write(room: IRoomCache, how: "keep" | "open" | "take"): Promise<boolean> {
    const { roomId, processId, name, clients } = room;
    const keys = [ROOMS_KEY, `${OPEN_ROOMS_PREFIX}${name}`, `${ROOMS_OF_PREFIX}${processId}`, `${CLAIM_PREFIX}${roomId}`];
    return (await writeRecord(this.#redis, keys, [roomId, processId, writeRoom(room), isOpen(room) ? 1 : 0, clients, how])) === 1;
  }

  #isEnterable(room: IRoomCache): boolean {
    return isOpen(room) && isOfOwnProtocol(room) && this.#options.isServing(room.processId);
  }

  /** Whether there is a room of this id that speaks another version of the protocol. @throws {RegistryAwayError} */
  async isForeign(roomId: string): Promise<boolean> {
    if (this.#own.has(roomId)) return false;
    const room = (await this.findByIds([roomId])).get(roomId);
    return room !== undefined && !isOfOwnProtocol(room);
  }

  async #roomsOf(processId: string): Promise<IRoomCache[]> {
    const ids = await this.#ask(() => this.#redis.smembers(`${ROOMS_OF_PREFIX}${processId}`));
    return [...(await this.findByIds(ids)).values()];
  }

  /** Who asks while an answer is under way shares it; a failed one is nobody's but theirs. */
  #everyRoom(): Promise<IRoomCache[]> {
    this.#all ??= this.#ask(() => this.#redis.hvals(ROOMS_KEY))
      .then((texts) => roomsOf(texts).filter((room) => isOfOwnProtocol(room) && this.#options.isServing(room.processId)))
      .finally(() => {
        this.#all = null;
      });
    return this.#all;
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw new RegistryAwayError(error);
    }
  }
}

function answersOf(answer: unknown): unknown[] {
  return Array.isArray(answer) ? answer : [];
}

function roomsOf(texts: readonly unknown[]): IRoomCache[] {
  return texts.flatMap((text) => (typeof text === "string" ? (readRoom(text) ?? []) : []));
}

function sorted(rooms: IRoomCache[], options: SortOptions): IRoomCache[] {
  const fields = Object.entries(options);
  return rooms.sort((a, b) => {
    for (const [field, direction] of fields) {
      const [left, right] = [fieldOf(a, field), fieldOf(b, field)];
      if (left !== right) return (left < right ? -1 : 1) * (direction === 1 || direction === "asc" || direction === "ascending" ? 1 : -1);
    }
    return 0;
  });
}

/** A field of the room or of its metadata, to sort by. */
function fieldOf(room: IRoomCache, field: string): number {
  const metadata: unknown = room.metadata;
  const value: unknown =
    Object.hasOwn(room, field) || typeof metadata !== "object" || metadata === null ? Reflect.get(room, field) : Reflect.get(metadata, field);
  return Number(value);
}
