import { type Client, ClientState, Room, type RoomException, ServerError } from "@colyseus/core";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { Message } from "../../../shared/protocol/messages.ts";
import type { RoomGuest, RoomView } from "../../../shared/protocol/operators.ts";
import type { Removal } from "../../../shared/protocol/removal.ts";
import { networkOfSocket } from "../../limits/upgrades.ts";
import type { ConnectionMetrics, FrameRefusal, RoomKind } from "../../operations/metrics/connection-metrics.ts";
import type { PlayerSeats } from "../player-seats.ts";
import type { RoomAnswers, RoomOrder } from "../room-orders.ts";
import { playerOf, readClaim } from "./claims.ts";
import {
  bufferedBytes,
  countAsJoined,
  destroySocket,
  forgetWaitingSeats,
  onClosed,
  onSent,
  seatAuth,
  setClockSource,
  streamOf,
  wrapSeam,
} from "./colyseus-seams.ts";
import { judgeFrame } from "./frame-filter.ts";
import {
  BUFFERED_MAX,
  CLOSE_PATIENCE,
  type ConnectionRates,
  connectionLimits,
  INPUT_BURST_S,
  INPUT_RATE,
  JOIN_TIMEOUT,
  readerTimeoutTicks,
  SEAT_KEPT_S,
  SEAT_RESERVED_S,
  SWEEP_PERIOD,
} from "./limits.ts";
import { Pulse } from "./pulse.ts";
import { sentKind } from "./sent-kind.ts";
import type { BucketSize } from "./token-bucket.ts";
import { keepsSeat, type Watched, watchFrom } from "./watched.ts";

export interface GuardOptions {
  /** Null for a room that neither ticks nor takes input: messages only. */
  readonly ticks: GuardedTicks | null;
  /** Monotonic ms. */
  readonly now: () => number;
  readonly log: GuardLog;
  /** Shared by the rooms of the process: nobody sits in two. */
  readonly playerSeats: PlayerSeats;
  readonly kind: RoomKind;
  readonly metrics: ConnectionMetrics;
  readonly rates: ConnectionRates;
}

export interface GuardedTicks {
  /** Ticks per second. */
  readonly rate: number;
  /** Bytes of each field of the room's input schema, in its order. */
  readonly inputWidths: readonly number[];
}

export interface GuardLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/**
 * The base of every room: what no client may do. Frames are judged before Colyseus reads them; floods, endless joins and slow
 * readers are closed; an error ends this room alone; seats are kept for lost connections only. Subclasses
 * use the hooks below and leave Colyseus' own (`onJoin`, `onDrop`, `onReconnect`, `onLeave`, `onUncaughtException`) alone.
 */
export abstract class GuardedRoom extends Room {
  override seatReservationTimeout = SEAT_RESERVED_S;
  readonly #guard: GuardOptions;
  readonly #inputBucket: BucketSize | null = null;
  /** Ticks. */
  readonly #readerTimeout: number = Number.POSITIVE_INFINITY;
  readonly #watched = new Map<Client, Watched>();
  readonly #pulse: Pulse;
  /** The token of each session. It stays the same for as long as the seat: a new one could get lost on its way, and the seat with it. */
  readonly #tokens = new Map<string, string>();
  /** By session, how to give up the seat of a lost connection. */
  readonly #kept = new Map<string, () => void>();
  #hasFailed = false;

  constructor(guard: GuardOptions) {
    super();
    this.#guard = guard;
    this.#pulse = new Pulse({ ...connectionLimits(guard.kind, guard.rates), now: guard.now, answered: (roundTrip) => guard.metrics.answered(roundTrip) });
    if (guard.ticks !== null) {
      const refill = INPUT_RATE * guard.ticks.rate;
      this.#inputBucket = { refill, burst: refill * INPUT_BURST_S };
      this.#readerTimeout = readerTimeoutTicks(guard.ticks.rate);
    }
    // Room time goes over the wire as whole ms, and must not jump with the wall clock.
    setClockSource(this.clock, () => Math.round(guard.now()));
    wrapSeam(this, "_onMessage", (original) => (client, frame) => this.#receive(client as Client, frame as Uint8Array, original));
    wrapSeam(this, "_onJoin", (original) => (client, context, options) => this.#connect(client as Client, context, options, original));
    wrapSeam(
      this,
      "_reserveSeat",
      (original) =>
        (...parameters) =>
          this.#reserve(parameters, original),
    );
    this.clock.setInterval(() => this.#sweep(), SWEEP_PERIOD);
  }

  /** May a client with this auth have a seat? Asked before one is reserved. */
  protected abstract maySit(sessionId: string, auth: unknown): boolean;
  /** A new client; it hears nothing yet. Throwing a `ServerError` refuses it. */
  protected abstract joined(client: Client): void;
  /** The client has the full state and hears what is sent: after joining and after returning. */
  protected abstract seated(client: Client): void;
  /** Its connection is lost and its seat is kept. */
  protected abstract dropped(client: Client): void;
  /** It has a connection again, a new `Client` of the same session; `seated` follows. */
  protected abstract returned(client: Client): void;
  /** It is gone for good; also after `joined` refused it. */
  protected abstract departed(client: Client): void;
  /** The room has failed and is ending: nothing may run in it any more. */
  protected abstract failed(): void;

  /** What an operator sees of the room beside who is in it. */
  protected abstract look(): Omit<RoomView, "guests">;
  /** How the others call who has the seat, and their body; 0 for none. */
  protected abstract guestOf(sessionId: string): Pick<RoomGuest, "name" | "body">;

  /** Whether the player is here with this connection. Who only watches may do so beside a match, as every menu does: it ends no other. */
  protected takesPart(_client: Client): boolean {
    return true;
  }

  /** A frame of input, nothing but whole fields; rooms that take no input are given none. */
  protected takeInput(_client: Client, _frame: Uint8Array): void {
    // Nothing to take it for.
  }

  /** The newest tick that was sent to this client, and the newest that it says it has; a room without ticks leaves both alone. */
  protected newestTick(_client: Client): number {
    return 0;
  }

  protected newestSeen(_client: Client): number {
    return 0;
  }

  override onJoin(client: Client): void {
    this.#tokens.set(client.sessionId, client.reconnectionToken);
    this.joined(client);
    this.#claim(client);
  }

  override onReconnect(client: Client): void {
    const watched = this.#watched.get(client);
    if (watched !== undefined) watched.isReturn = true;
    client.reconnectionToken = this.#tokens.get(client.sessionId) ?? client.reconnectionToken;
    this.returned(client);
    this.#claim(client);
  }

  override onDrop(client: Client, code = 0): void {
    const watched = this.#watched.get(client);
    if (watched === undefined || !keepsSeat(watched, code)) return;
    this.#watched.delete(client);
    if (!watched.isSeated) countAsJoined(client);
    const { sessionId } = client;
    const comesBack = this.allowReconnection(client, SEAT_KEPT_S);
    this.#kept.set(sessionId, () => comesBack.reject());
    // Rejected when nobody came back, which `departed` is told, or when the room is ending: then nobody is to come back.
    comesBack.catch(() => undefined).finally(() => this.#kept.delete(sessionId));
    this.#say(client, watched.id, "connection lost, seat kept", { code: watched.ended ?? code });
    this.dropped(client);
  }

  override onLeave(client: Client, code = 0): void {
    const watched = this.#watched.get(client);
    this.#say(client, watched?.id, "left", { code: watched?.ended ?? code });
    this.#watched.delete(client);
    this.#tokens.delete(client.sessionId);
    const player = playerOf(client.auth);
    if (player !== null) this.#guard.playerSeats.release(player, client.sessionId);
    this.departed(client);
  }

  /**
   * Asked by the door for a player who wants back: `claim` is made by `claimOfSeat`. Who comes back while the old connection still seems
   * open takes the seat over, and the old connection is told so; whose seat it is not disturbs nobody.
   */
  override checkReconnectionToken(claim: string) {
    const { player, token } = readClaim(claim);
    for (const [session, known] of this.#tokens) if (known === token && playerOf(seatAuth(this, session)) === player) return this.#takeOver(token);
    // No seat has this token.
    return super.checkReconnectionToken("");
  }

  /** Does what an operator asks for; called by name, maybe from another process. */
  async obey(order: RoomOrder): Promise<RoomAnswers[RoomOrder["kind"]]> {
    switch (order.kind) {
      case "look":
        return { ...this.look(), guests: this.#guests() };
      case "remove":
        return { removed: this.#remove(order.session, order.removal) };
      case "say": {
        const { session, text } = order;
        for (const client of this.clients) if (session === null || client.sessionId === session) client.send(Message.ANNOUNCE, { text });
        return null;
      }
      case "end":
        // Whoever was given a seat finds no match there, and gets another.
        forgetWaitingSeats(this);
        this.close(CloseCode.MATCH_OVER);
        return null;
    }
  }

  /** Those with a connection, and those whose seat is kept. */
  #guests(): RoomGuest[] {
    const now = this.#guard.now();
    const connected = this.clients.map((client): RoomGuest => {
      const { sessionId } = client;
      const since = now - (this.#watched.get(client)?.since ?? now);
      return {
        session: sessionId,
        player: playerOf(client.auth) ?? "",
        ...this.guestOf(sessionId),
        isConnected: true,
        network: networkOfSocket(streamOf(client) ?? {}),
        since,
      };
    });
    const kept = [...this.#kept.keys()].map((sessionId): RoomGuest => {
      const player = playerOf(seatAuth(this, sessionId)) ?? "";
      return { session: sessionId, player, ...this.guestOf(sessionId), isConnected: false, network: "", since: 0 };
    });
    return [...connected, ...kept];
  }

  /** False where nobody has the seat; who has it reads why. */
  #remove(session: string, removal: Removal): boolean {
    const client = this.clients.get(session);
    if (client === undefined) {
      const giveUp = this.#kept.get(session);
      giveUp?.();
      return giveUp !== undefined;
    }
    client.send(Message.REMOVED, removal);
    this.end(client, CloseCode.KICKED);
    return true;
  }

  #takeOver(token: string) {
    this.#replace(token);
    return super.checkReconnectionToken(token);
  }

  /** The process ends: nobody who was given a seat can take it any more. */
  override onBeforeShutdown(): void {
    forgetWaitingSeats(this);
    super.onBeforeShutdown();
  }

  override onUncaughtException(exception: RoomException, method: string): void {
    // A refusal, made on purpose, is told to the one who asked.
    if (exception.cause instanceof ServerError && (method === "onCreate" || method === "onJoin")) return;
    this.fail(exception.cause ?? exception, method);
  }

  /** Ends this room, and no other, because of an error in `where`. */
  protected fail(error: unknown, where: string): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#guard.log.error({ err: error, room: this.roomId, where }, "room failed");
    this.failed();
    for (const client of this.clients) this.end(client, CloseCode.MATCH_FAILED);
    this.close(CloseCode.MATCH_FAILED);
  }

  /** Ends the room: everybody in it is told so, and nobody's seat is kept. */
  protected close(code: CloseCode): void {
    this.disconnect(code).catch((reason: unknown) => this.#guard.log.error({ err: reason, room: this.roomId }, "room did not end"));
  }

  /** Ends a connection for good: from here on the client is not listened to and its seat is not kept. */
  protected end(client: Client, code: CloseCode): void {
    const watched = this.#watched.get(client);
    if (watched === undefined || watched.ended !== null) return;
    watched.ended = code;
    this.#guard.log.warn({ ...this.#names(client, watched.id), code }, "connection ended");
    client.leave(code);
    // Of who comes back in between, Colyseus puts the new socket into the old client: it is not that one which ends.
    const { ref } = client;
    setTimeout(() => destroySocket(ref), CLOSE_PATIENCE).unref();
  }

  /** From here on this is where the player is: a seat that they had elsewhere is given up. */
  #claim(client: Client): void {
    const player = playerOf(client.auth);
    if (player === null || !this.takesPart(client)) return;
    const { sessionId } = client;
    this.#guard.playerSeats.claim(player, { sessionId, giveUp: () => this.#giveUp(sessionId) });
  }

  #giveUp(sessionId: string): void {
    const client = this.clients.get(sessionId);
    if (client === undefined) this.#kept.get(sessionId)?.();
    else this.end(client, CloseCode.ELSEWHERE);
  }

  #reserve(parameters: unknown[], original: (...parameters: unknown[]) => unknown): unknown {
    const [sessionId, , auth, , isReturn] = parameters;
    if (isReturn === true) return original(...parameters);
    // A second holder of a session id would be taken for the first one; no room of ours lets a client choose it.
    if (typeof sessionId !== "string" || this.#tokens.has(sessionId) || this.hasReservedSeat(sessionId)) return false;
    return this.maySit(sessionId, auth) && original(...parameters);
  }

  async #connect(client: Client, context: unknown, options: unknown, original: (...parameters: unknown[]) => unknown): Promise<void> {
    const token: unknown = typeof options === "object" && options !== null ? Reflect.get(options, "reconnectionToken") : undefined;
    if (typeof token === "string" && this.clients.get(client.sessionId)?.reconnectionToken === token) this.#takeOver(token);
    this.#pulse.watch(client);
    const { metrics, kind } = this.#guard;
    const watched = watchFrom(this.#guard.now(), connectionLimits(kind, this.#guard.rates), this.#inputBucket);
    this.#watched.set(client, watched);
    const closed = metrics.opened(kind, () => ({ queued: bufferedBytes(client), behind: this.#behind(client, watched) }));
    onSent(client, (frame) => metrics.told(sentKind(frame), frame.length));
    // What the peer says of a close that the server began says nothing.
    onClosed(client, (code) => closed(watched.ended ?? code));
    try {
      await original(client, context, options);
    } catch (error) {
      this.#watched.delete(client);
      throw error;
    }
  }

  #replace(token: string): void {
    const holder = this.clients.find((client) => client.reconnectionToken === token);
    if (holder !== undefined) this.end(holder, CloseCode.REPLACED);
  }

  #receive(client: Client, frame: Uint8Array, original: (...parameters: unknown[]) => unknown): void {
    const watched = this.#watched.get(client);
    if (watched === undefined || watched.ended !== null) return;
    const { metrics } = this.#guard;
    const verdict = judgeFrame(frame, this.#guard.ticks?.inputWidths ?? null);
    if (verdict === "too big" || verdict === "malformed") return this.#refuse(client, frame, verdict);
    const bucket = verdict === "input" ? watched.inputs : watched.messages;
    const now = this.#guard.now();
    if (bucket?.take(now) !== true || !watched.bytes.take(now, frame.length)) return this.#refuse(client, frame, "flood");
    metrics.heard(verdict === "input" ? "input" : "message", frame.length);
    try {
      if (verdict === "input") return this.takeInput(client, frame);
      original(client, frame);
      if (!watched.isSeated && client.state === ClientState.JOINED) this.#seat(client, watched);
    } catch (error) {
      this.fail(error, "onMessage");
    }
  }

  #refuse(client: Client, { length }: Uint8Array, reason: FrameRefusal): void {
    this.#guard.metrics.heard("refused", length);
    this.#guard.metrics.refusedFrames.add(reason);
    this.end(client, REFUSAL_CODES[reason]);
  }

  /** ms by which what the client has confirmed lies behind what it was sent. */
  #behind(client: Client, watched: Watched): number {
    const { ticks } = this.#guard;
    const newest = this.newestTick(client);
    return ticks === null || !watched.isSeated || watched.seen === 0 ? 0 : ((newest - Math.min(this.newestSeen(client), newest)) * 1000) / ticks.rate;
  }

  #seat(client: Client, watched: Watched): void {
    watched.isSeated = true;
    this.#say(client, watched.id, watched.isReturn ? "came back" : "joined", {});
    watched.progressAt = this.newestTick(client);
    this.seated(client);
  }

  #names({ sessionId, auth }: Client, connection: number | undefined): Record<string, unknown> {
    return { room: this.roomId, player: playerOf(auth), session: sessionId, connection };
  }

  #say(client: Client, connection: number | undefined, message: string, fields: Record<string, unknown>): void {
    this.#guard.log.info({ ...this.#names(client, connection), ...fields }, message);
  }

  #sweep(): void {
    this.#pulse.beat();
    const now = this.#guard.now();
    for (const [client, watched] of this.#watched) {
      if (watched.ended !== null) continue;
      const newest = this.newestTick(client);
      if (!watched.isSeated) {
        if (now - watched.since > JOIN_TIMEOUT) this.end(client, CloseCode.JOIN_TIMEOUT);
        continue;
      }
      const seen = Math.min(this.newestSeen(client), newest);
      if (seen > watched.seen) {
        watched.seen = seen;
        watched.progressAt = newest;
        this.#guard.metrics.delivered(this.#behind(client, watched));
      }
      // In ticks that were sent, not in ms: nobody is to blame for the time in which this process stood still.
      if (newest - watched.progressAt > this.#readerTimeout || bufferedBytes(client) > BUFFERED_MAX) this.end(client, CloseCode.TOO_SLOW);
    }
  }
}

const REFUSAL_CODES: Record<FrameRefusal, CloseCode> = {
  "too big": CloseCode.MESSAGE_TOO_BIG,
  malformed: CloseCode.MALFORMED,
  flood: CloseCode.FLOOD,
};
