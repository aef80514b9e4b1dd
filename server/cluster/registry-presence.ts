import { RedisPresence } from "@colyseus/redis-presence";
import type { Redis } from "ioredis";
import type { Log } from "../operations/log.ts";
import { isAllowed, isGuarded, openedIdOf, replyChannelOf } from "./remote-calls.ts";

export interface RegistryPresenceOptions {
  redis: Redis;
  /** ms that another process has to answer. */
  reply: number;
  /** Nobody answered on this channel, where one or nobody listened, or a process could not do what it was asked. Awaited before the asker is told. */
  unanswered: (channel: string, listeners: number) => Promise<void>;
  /** Ids of rooms that another process was asked to open and did not, or not in time. */
  overdue: Set<string>;
  log: Log;
}

type Listener = (...words: unknown[]) => void;

/** Asked of another process or of a room there. */
interface Question {
  channel: string;
  message: unknown;
  /** Runs out when there is no answer; null until it is known who heard the question. */
  timer: NodeJS.Timeout | null;
}

/** Colyseus' own word for an answer that is an error, and what it takes for an answer that did not come. */
const IPC_ERROR = 1;
const TIMED_OUT = "ipc_timeout";

/**
 * What processes say to each other, by Redis. Beyond the official presence: what may not be asked of a room is not heard; where nobody
 * listens the asker is told at once, and after `reply` ms where nobody answers; a room that another process could not open is opened here;
 * Colyseus waits for none of these promises, so none is rejected: what got lost is asked again, or listened for again as soon as Redis is
 * back.
 */
export class RegistryPresence extends RedisPresence {
  readonly #options: RegistryPresenceOptions;
  /** By the channel of the answer. */
  readonly #awaited = new Map<string, Question>();

  constructor(options: RegistryPresenceOptions) {
    super(options.redis);
    this.#options = options;
  }

  override async subscribe(channel: string, callback: Listener): Promise<this> {
    const guarded: Listener = (message) => {
      if (isAllowed(channel, message)) callback(this.#asColyseusTakesIt(channel, message));
      else this.#options.log.warn({ channel }, "a message that no process of ours sends");
    };
    try {
      return await super.subscribe(channel, isGuarded(channel) ? guarded : callback);
    } catch (error) {
      // The official presence subscribes again to all that it was asked to as soon as it is connected.
      this.#options.log.debug({ err: error, channel }, "not listening yet");
      return this;
    }
  }

  /** Colyseus names no callback where the channel is guarded. */
  override async unsubscribe(channel: string, callback?: Listener): Promise<this> {
    clearTimeout(this.#awaited.get(channel)?.timer ?? undefined);
    this.#awaited.delete(channel);
    try {
      return await super.unsubscribe(channel, callback);
    } catch {
      // Not connected: then nothing is heard by it either, and it is not subscribed to again.
      return this;
    }
  }

  override async publish(channel: string, message: unknown): Promise<void> {
    const reply = replyChannelOf(channel, message);
    // The answer may be here before the number of those who heard the question.
    const question: Question = { channel, message, timer: null };
    if (reply !== null) this.#awaited.set(reply, question);
    const listeners = await this.#tell(channel, message);
    if (reply === null || !this.#awaited.has(reply)) return;
    if (listeners === null) this.#answer(reply, "the registry is away");
    else if (listeners === 0) await this.#giveUp(reply, question, listeners);
    else question.timer = setTimeout(() => void this.#giveUp(reply, question, listeners), this.#options.reply);
  }

  /**
   * Whoever could not open a room is leaving, or has not all that it takes: Colyseus is told that no answer came, and opens the room
   * here. The words of the other would reach the player, without the code that says what they mean.
   */
  #asColyseusTakesIt(channel: string, answer: unknown): unknown {
    const question = this.#awaited.get(channel);
    if (question === undefined || !isError(answer)) return answer;
    const roomId = openedIdOf(question.channel, question.message);
    if (roomId === null) return answer;
    this.#options.log.debug({ channel: question.channel, answer, room: roomId }, "not opened there");
    this.#options.overdue.add(roomId);
    void this.#options.unanswered(question.channel, 1);
    return [IPC_ERROR, TIMED_OUT];
  }

  /** How many hear it; null while Redis is away. */
  async #tell(channel: string, message: unknown): Promise<number | null> {
    try {
      return await this.#options.redis.publish(channel, JSON.stringify(message ?? false));
    } catch (error) {
      this.#options.log.debug({ err: error, channel }, "not said");
      return null;
    }
  }

  async #giveUp(reply: string, { channel, message }: Question, listeners: number): Promise<void> {
    const roomId = openedIdOf(channel, message);
    if (roomId !== null) this.#options.overdue.add(roomId);
    await this.#options.unanswered(channel, listeners);
    this.#answer(reply, TIMED_OUT);
  }

  /** In place of who was asked. */
  #answer(reply: string, error: string): void {
    this.subscriptions.emit(reply, [IPC_ERROR, error]);
  }

  /** Colyseus' counts of rooms, which it does not wait for. Heartbeats say the same again. */
  override async hset(key: string, field: string, value: string): Promise<boolean> {
    return this.#orElse(false, () => super.hset(key, field, value));
  }

  /** Colyseus' lock for rooms that many want at once, never more than a hint: without Redis whoever asks is the first. */
  override async hincrbyex(key: string, field: string, value: number, expireInSeconds: number): Promise<number> {
    return this.#orElse(1, () => super.hincrbyex(key, field, value, expireInSeconds));
  }

  override async hdel(key: string, field: string): Promise<boolean> {
    return this.#orElse(false, () => super.hdel(key, field));
  }

  async #orElse<T>(otherwise: T, command: () => Promise<T>): Promise<T> {
    try {
      return await command();
    } catch (error) {
      this.#options.log.debug({ err: error }, "not written");
      return otherwise;
    }
  }

  // The official ones resolve whatever Redis said.

  override async set(key: string, value: string): Promise<unknown> {
    return this.pub.set(key, value);
  }

  override async setex(key: string, value: string, seconds: number): Promise<unknown> {
    return this.pub.setex(key, seconds, value);
  }

  override async expire(key: string, seconds: number): Promise<unknown> {
    return this.pub.expire(key, seconds);
  }

  override async del(key: string): Promise<unknown> {
    return this.pub.del(key);
  }

  override async sadd(key: string, value: string): Promise<unknown> {
    return this.pub.sadd(key, value);
  }

  /** Does the connection that it listens by look open? */
  get isListening(): boolean {
    return this.sub.status === "ready";
  }

  /** Ends the connection that brings nothing and listens by another. */
  listenAnew(): void {
    this.sub.disconnect(true);
  }

  /** The connection for commands is the cluster's, which ends it. */
  override shutdown(): void {
    this.sub.disconnect();
  }
}

function isError(answer: unknown): boolean {
  return Array.isArray(answer) && answer[0] === IPC_ERROR;
}
