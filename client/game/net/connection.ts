import type { JoinOptions } from "../../../shared/protocol/join-options.ts";
import type { ConnectionState, EndReason } from "../scene.ts";
import type { Clock } from "./clock.ts";
import type { Link, LinkEnd, LinkListener, LinkRequest, Match, OpenLink } from "./link.ts";
import { retryDelay } from "./retry.ts";
import type { SeatStore } from "./seat.ts";

/** ms without a message until the player is told of trouble: forty patches late is no jitter. */
export const TROUBLE_AFTER = 2000;

/** ms without a message until the socket is given up, open or still opening. TCP itself may take minutes to notice. */
export const ABANDON_AFTER = 4000;

/** ms between two looks at how long nothing was heard. */
const WATCH_PERIOD = 100;

/** ms between a ping and the one before: what is sent may vanish while what is received still comes. */
const PING_PERIOD = 1000;

/** ms of vain tries for a first seat until the server counts as unreachable. */
const GIVE_UP_JOINING = 20_000;

/** ms of vain tries to take a seat that is kept already: no longer than it is kept. */
const GIVE_UP_SEAT = 8000;

/** ms of vain tries to return: the seat's 30 s, the 16 s in which the server may not have noticed, and a margin. */
const GIVE_UP_RETURNING = 60_000;

/** ms until a match whose process no server reaches counts as lost: as long as a process may be silent before its rooms are taken for gone. */
export const GIVE_UP_PROCESS = 10_000;

/** ms that a seat is kept. When the room of one that was lost no longer than that ago is gone, it did not end because everybody had left. */
const SEAT_KEPT = 30_000;

/** Where a connection stands. Each state holds just what exists in it. */
type Life =
  | { kind: "idle" }
  /** A try is under way. */
  | { kind: "opening"; attempt: number; abandon: () => void }
  | { kind: "open"; link: Link; heardAt: number; pingedAt: number; answeredAt: number; abandon: () => void }
  /** Until its time for try number `attempt` comes. */
  | { kind: "waiting"; attempt: number }
  | { kind: "ended"; reason: EndReason };

type OpenLife = Extract<Life, { kind: "open" }>;

export interface Destination {
  match: Match;
  options: JoinOptions;
  /** Whether the seat outlives a lost connection and a reload of the page. Watching needs none: it joins again. */
  keepSeat: boolean;
}

export interface ConnectionListener extends Omit<LinkListener, "heard" | "closed"> {
  /** A ping came back after `roundTrip` ms. */
  pinged(roundTrip: number): void;
  /** It is over, and does not come back by itself. */
  ended(reason: EndReason): void;
}

export interface ConnectionPorts {
  open: OpenLink;
  clock: Clock;
  /** 0..1 */
  random: () => number;
  seat: SeatStore;
}

/**
 * Keeps one seat reached: opens links, gives up those that fall silent, comes back while the seat may be there, and says in
 * words of the player why it ended.
 */
export class Connection {
  readonly #ports: ConnectionPorts;
  readonly #listener: ConnectionListener;
  #life: Life = { kind: "idle" };
  #destination: Destination | null = null;
  /** When the present row of tries began. */
  #tryingSince = 0;
  #opened = false;
  #roomId = "";
  #cancelTimer: () => void = () => undefined;

  constructor(ports: ConnectionPorts, listener: ConnectionListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  get link(): Link | null {
    return this.#life.kind === "open" ? this.#life.link : null;
  }

  /** The room of the last link; "" before the first. */
  get roomId(): string {
    return this.#roomId;
  }

  get state(): ConnectionState {
    return this.#describe(this.#life);
  }

  connect(destination: Destination): void {
    this.#stop();
    this.#destination = destination;
    this.#opened = false;
    this.#tryingSince = this.#ports.clock.now();
    this.#try(1);
  }

  /** Gives the seat up for good. */
  leave(): void {
    this.end("left");
  }

  /** Gives the seat up for a reason that the client found. */
  end(reason: EndReason): void {
    if (this.#life.kind === "ended") return;
    if (this.#life.kind === "open") this.#life.link.leave();
    this.#end(reason);
  }

  #describe(life: Life): ConnectionState {
    switch (life.kind) {
      case "idle":
        return { kind: "connecting" };
      case "opening":
      case "waiting":
        return this.#opened ? { kind: "reconnecting", attempt: life.attempt } : { kind: "connecting" };
      case "open":
        return this.#silence(life) >= TROUBLE_AFTER ? { kind: "troubled" } : { kind: "connected" };
      case "ended":
        return { kind: "ended", reason: life.reason };
    }
  }

  #request(destination: Destination): LinkRequest {
    const token = destination.keepSeat ? this.#ports.seat.read() : null;
    return token === null ? { kind: "join", match: destination.match, options: destination.options } : { kind: "return", token };
  }

  #try(attempt: number): void {
    const destination = this.#destination;
    if (destination === null) return;
    const request = this.#request(destination);
    const life: Life = { kind: "opening", attempt, abandon: () => undefined };
    this.#life = life;
    this.#setTimer(ABANDON_AFTER, () => {
      this.#stop();
      this.#lost(attempt);
    });
    const abandon = this.#ports.open(request, {
      opened: (link) => this.#linkOpened(link, destination, () => abandon()),
      heard: () => {
        if (this.#life.kind === "open") this.#life.heardAt = this.#ports.clock.now();
      },
      welcomed: (welcome) => this.#listener.welcomed(welcome),
      happened: (batch) => this.#listener.happened(batch),
      patched: (state) => this.#listener.patched(state),
      called: (call) => this.#listener.called(call),
      followed: (followed) => this.#listener.followed(followed),
      roundResults: (results) => this.#listener.roundResults(results),
      restarting: (restart) => this.#listener.restarting(restart),
      idling: (idle) => this.#listener.idling(idle),
      operatorSaid: (saying) => this.#listener.operatorSaid(saying),
      closed: (end) => this.#linkClosed(end, request),
    });
    if (this.#life === life) life.abandon = abandon;
  }

  #linkOpened(link: Link, destination: Destination, abandon: () => void): void {
    if (destination.keepSeat) this.#ports.seat.write(link.token);
    this.#opened = true;
    this.#roomId = link.roomId;
    const now = this.#ports.clock.now();
    this.#life = { kind: "open", link, heardAt: now, pingedAt: now, answeredAt: now, abandon };
    this.#watch();
    this.#listener.opened(link);
  }

  #watch(): void {
    this.#setTimer(WATCH_PERIOD, () => {
      if (this.#life.kind !== "open") return;
      this.#ping(this.#life);
      if (this.#silence(this.#life) < ABANDON_AFTER) return this.#watch();
      this.#stop();
      this.#lost(0);
    });
  }

  /** ms since the server was last known to hear and to be heard. */
  #silence({ heardAt, answeredAt }: OpenLife): number {
    return this.#ports.clock.now() - Math.min(heardAt, answeredAt);
  }

  /** One ping at a time. */
  #ping(life: OpenLife): void {
    const now = this.#ports.clock.now();
    if (life.answeredAt < life.pingedAt || now - life.pingedAt < PING_PERIOD) return;
    life.pingedAt = now;
    life.link.ping((roundTrip) => {
      life.answeredAt = this.#ports.clock.now();
      this.#listener.pinged(roundTrip);
    });
  }

  #linkClosed(end: LinkEnd, request: LinkRequest): void {
    const attempt = this.#life.kind === "opening" ? this.#life.attempt : 0;
    this.#cancelTimer();
    if (end.kind === "lost") return this.#lost(attempt);
    if (end.kind === "out-of-reach") return this.#outOfReach(attempt);
    if (request.kind === "return" && (end.reason === "seat-gone" || end.reason === "server-gone")) return this.#seatLost(end.reason);
    this.#end(end.reason);
  }

  /** `attempt`: how many tries in a row have failed so far. */
  #lost(attempt: number): void {
    const now = this.#ports.clock.now();
    if (attempt === 0) this.#tryingSince = now;
    const isSeatKept = !this.#opened && this.#destination?.match.kind === "seat";
    if (isSeatKept && now - this.#tryingSince > GIVE_UP_SEAT) return this.#end("seat-gone");
    if (now - this.#tryingSince > (this.#opened ? GIVE_UP_RETURNING : GIVE_UP_JOINING)) return this.#end("unreachable");
    this.#tryLater(attempt + 1, Number.POSITIVE_INFINITY);
  }

  /** The last try comes when the time is over, not before. */
  #outOfReach(attempt: number): void {
    const left = this.#tryingSince + GIVE_UP_PROCESS - this.#ports.clock.now();
    if (left <= 0) return this.#seatLost("server-gone");
    this.#tryLater(attempt + 1, left);
  }

  #seatLost(reason: "seat-gone" | "server-gone"): void {
    // A seat remembered from before a reload may be long gone: then the player simply joins.
    if (!this.#opened) {
      this.#ports.seat.write(null);
      this.#tryingSince = this.#ports.clock.now();
      return this.#try(1);
    }
    this.#end(this.#ports.clock.now() - this.#tryingSince > SEAT_KEPT ? "seat-gone" : reason);
  }

  #tryLater(attempt: number, latest: number): void {
    this.#life = { kind: "waiting", attempt };
    this.#setTimer(Math.min(latest, retryDelay(attempt, this.#ports.random)), () => this.#try(attempt));
  }

  #end(reason: EndReason): void {
    this.#stop();
    // A server that cannot be reached now, or gave up on a slow line, still keeps the seat for a while.
    if (this.#destination?.keepSeat === true && reason !== "unreachable" && reason !== "too-slow") this.#ports.seat.write(null);
    this.#life = { kind: "ended", reason };
    this.#listener.ended(reason);
  }

  #stop(): void {
    this.#cancelTimer();
    if (this.#life.kind === "opening" || this.#life.kind === "open") this.#life.abandon();
    this.#life = { kind: "idle" };
  }

  #setTimer(delay: number, call: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#ports.clock.after(delay, call);
  }
}
