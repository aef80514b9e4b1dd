import { Client, type Room } from "@colyseus/sdk";
import type { ModeName } from "../../../shared/content/modes.ts";
import { WireFrame } from "../../../shared/protocol/input.ts";
import { JoinError, type JoinOptions } from "../../../shared/protocol/join-options.ts";
import {
  type Announcement,
  type Call,
  type CallWish,
  type Followed,
  type Idle,
  Message,
  type Restart,
  type RoundResults,
  type Welcome,
} from "../../../shared/protocol/messages.ts";
import type { Seat } from "../../../shared/protocol/play.ts";
import type { Removal } from "../../../shared/protocol/removal.ts";
import { MatchState } from "../../../shared/protocol/state.ts";
import type { InputFrame } from "../../../shared/sim/frame.ts";
import { askSeat, Refusal } from "./door.ts";
import { Guest, renewalInMemory } from "./guest.ts";
import type { Link, LinkListener, LinkRequest, Match, OpenLink } from "./link.ts";
import { endOfClose, endOfRefusal, isOperators } from "./link-end.ts";

/** Where somebody lands whose friend's match is full or gone. */
const OPEN_TO_ALL: ModeName = "arena";

type ArenaRoom = Room<unknown, MatchState>;

/** Links through the Colyseus SDK to the server at `origin`, an http(s) address, for the player that `guest` is: left out, somebody new. */
export function colyseusLinks(origin: string, guest = new Guest(origin, renewalInMemory())): OpenLink {
  const client = new Client(origin);
  return (request, listener) => {
    let isAbandoned = false;
    let link: ColyseusLink | null = null;
    const seating = guest.asking((token) => {
      // Said with the request for a kept seat, and with each socket.
      client.auth.token = token;
      return takeSeat({ client, origin, token }, request, () => isAbandoned);
    });
    seating.then(
      (room) => {
        link = new ColyseusLink(room);
        // A new seat that comes too late must not keep a body in the match; one returned to is still wanted by a later try.
        if (isAbandoned) return request.kind === "join" ? link.leave() : link.abandon();
        link.attach(listener);
      },
      (error: unknown) => {
        if (isAbandoned) return;
        const kind = error instanceof Refusal ? error.kind : "";
        const words = error instanceof Error ? error.message : "";
        if (isOperators(kind)) listener.operatorSaid({ kind: "refusal", text: words });
        listener.closed(endOfRefusal(codeOf(error), words, request.kind, kind));
      },
    );
    return () => {
      isAbandoned = true;
      link?.abandon();
    };
  };
}

/** Who asks, where. */
interface Asker {
  readonly client: Client;
  readonly origin: string;
  readonly token: string;
}

async function takeSeat(asker: Asker, request: LinkRequest, isAbandoned: () => boolean): Promise<ArenaRoom> {
  if (request.kind === "return") return asker.client.reconnect<MatchState>(request.token, MatchState);
  const seat = await seatIn(asker, request.match, request.options);
  // Whoever sat down here now would lose the seat that a later try has found: a player has one, the newest. The server takes this one back.
  if (isAbandoned()) throw new Error("the try was abandoned while its seat was asked for");
  return asker.client.consumeSeatReservation(seat, MatchState);
}

async function seatIn({ origin, token }: Asker, match: Match, options: JoinOptions): Promise<Seat> {
  switch (match.kind) {
    case "mode":
    case "new":
      return askSeat(origin, { ...options, mode: match.mode }, token);
    case "seat":
      return match.seat;
    case "room":
      try {
        return await askSeat(origin, { ...options, roomId: match.roomId }, token);
      } catch (error) {
        const code = codeOf(error);
        // Who watches chose this one out of many, and chooses again.
        if (options.spectate === true) throw error;
        if (code !== JoinError.NO_SUCH_ROOM && code !== JoinError.ROOM_FULL) throw error;
        return askSeat(origin, { ...options, mode: OPEN_TO_ALL }, token);
      }
  }
}

/** The HTTP status or close code of a failed try; null when there was no answer at all. */
function codeOf(error: unknown): number | null {
  return error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : null;
}

class ColyseusLink implements Link {
  readonly #room: ArenaRoom;
  readonly #input;
  #bytesIn = 0;
  #bytesOut = 0;

  constructor(room: ArenaRoom) {
    this.#room = room;
    // Ours comes back within the first seconds too, gives silent sockets up, and survives a reload: the SDK's does none of it.
    room.reconnection.enabled = false;
    this.#input = room.input<WireFrame>({ mode: "reliable", type: WireFrame });
  }

  get roomId(): string {
    return this.#room.roomId;
  }

  get token(): string {
    return this.#room.reconnectionToken;
  }

  get acknowledged(): number {
    return this.#input.lastProcessed;
  }

  get bytesIn(): number {
    return this.#bytesIn;
  }

  get bytesOut(): number {
    return this.#bytesOut;
  }

  attach(listener: LinkListener): void {
    const room = this.#room;
    const { connection } = room;
    const receive = connection.events.onmessage;
    connection.events.onmessage = (event: MessageEvent<ArrayBuffer>) => {
      this.#bytesIn += event.data.byteLength;
      listener.heard();
      receive?.(event);
    };
    const send = connection.send.bind(connection);
    connection.send = (data) => {
      this.#bytesOut += data.byteLength;
      send(data);
    };
    room.onMessage(Message.WELCOME, (welcome: Welcome) => listener.welcomed(welcome));
    room.onMessage(Message.EVENTS, (batch: Uint8Array) => listener.happened(batch));
    room.onMessage(Message.CALL, (call: Call) => listener.called(call));
    room.onMessage(Message.RESULTS, (results: RoundResults) => listener.roundResults(results));
    room.onMessage(Message.FOLLOWED, (followed: Followed) => listener.followed(followed));
    room.onMessage(Message.RESTART, (restart: Restart) => listener.restarting(restart));
    room.onMessage(Message.ANNOUNCE, ({ text }: Announcement) => listener.operatorSaid({ kind: "announcement", text }));
    let removal: Removal | null = null;
    room.onMessage(Message.REMOVED, (why: Removal) => {
      removal = why;
      listener.operatorSaid({ kind: "removal", removal: why });
    });
    room.onMessage(Message.IDLE, (idle: Idle) => listener.idling(idle));
    room.onStateChange((state) => listener.patched(state));
    room.onLeave((code) => listener.closed(endOfClose(code, removal)));
    listener.opened(this);
  }

  send(frame: InputFrame, seenTick: number): number {
    const { data } = this.#input;
    data.moveX = frame.moveX;
    data.moveY = frame.moveY;
    data.aim = frame.aim;
    data.buttons = frame.buttons;
    data.weapon = frame.weapon;
    data.viewTick = frame.viewTick;
    data.seenTick = seenTick;
    return this.#input.send();
  }

  reportSeen(tick: number): void {
    if (this.#room.connection.isOpen) this.#room.send(Message.SEEN, tick);
  }

  call(wish: CallWish): void {
    if (this.#room.connection.isOpen) this.#room.send(Message.CALL, wish);
  }

  askAgain(): void {
    if (this.#room.connection.isOpen) this.#room.send(Message.REMATCH);
  }

  follow(id: number): void {
    if (this.#room.connection.isOpen) this.#room.send(Message.FOLLOW, id);
  }

  turn(aspect: number): void {
    if (this.#room.connection.isOpen) this.#room.send(Message.ASPECT, aspect);
  }

  ping(answer: (roundTrip: number) => void): void {
    const sent = performance.now();
    // The SDK's own figure is in whole ms, which is 0 where the server is near.
    this.#room.ping(() => answer(performance.now() - sent));
  }

  leave(): void {
    this.#silence();
    if (this.#room.connection.isOpen) void this.#room.leave(true);
    else this.#room.connection.close();
  }

  /** Lets go of the socket without waiting for its close, which a dead network never brings. */
  abandon(): void {
    this.#silence();
    this.#room.connection.close();
  }

  #silence(): void {
    this.#room.removeAllListeners();
    const { events } = this.#room.connection;
    events.onmessage = ignore;
    events.onclose = ignore;
    events.onerror = ignore;
  }
}

const ignore = (): void => undefined;
