import { Client, type Room } from "@colyseus/sdk";
import { askGuest, askSeat, type PlayWish } from "../../client/game/net/door.ts";
import type { ModeName } from "../../shared/content/modes.ts";
import { decodeEvents, type WireEvent } from "../../shared/protocol/events.ts";
import type { GuestAnswer } from "../../shared/protocol/identity.ts";
import { WireFrame } from "../../shared/protocol/input.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import {
  type Announcement,
  type Call,
  type CallWish,
  type Idle,
  Message,
  type Restart,
  type RoundResults,
  type Welcome,
} from "../../shared/protocol/messages.ts";
import type { Removal } from "../../shared/protocol/removal.ts";
import { type BodyState, MatchState, type RosterEntry } from "../../shared/protocol/state.ts";

import { STICK_FULL } from "../../shared/sim/units.ts";
import { joinOptions } from "./arena-server.ts";

type ArenaRoom = Room<unknown, MatchState>;

/** How one takes a seat: in any room of a mode, in a new one, in the room of an id, or the seat of a token. */
export type Way =
  | { kind: "any"; mode?: ModeName }
  | { kind: "new"; mode: ModeName }
  | { kind: "room"; roomId: string }
  | { kind: "return"; token: string; guest: GuestAnswer };

function wishOf(way: Exclude<Way, { kind: "return" }>, options: JoinOptions): PlayWish {
  if (way.kind === "room") return { ...options, roomId: way.roomId };
  return way.kind === "new" ? { ...options, mode: way.mode, private: true } : { ...options, mode: way.mode ?? "arena" };
}

/** A player on the stock SDK, for tests of the server: no prediction, frames on a timer. */
export class Player {
  readonly room: ArenaRoom;
  readonly guest: GuestAnswer;
  readonly welcomes: Welcome[] = [];
  readonly batches: { tick: number; events: WireEvent[]; stateTick: number }[] = [];
  readonly calls: Call[] = [];
  readonly results: RoundResults[] = [];
  readonly restarts: Restart[] = [];
  readonly idles: Idle[] = [];
  readonly removals: Removal[] = [];
  readonly announcements: string[] = [];
  readonly drops: number[] = [];
  left: number | null = null;
  readonly #input;
  #timer: NodeJS.Timeout | null = null;

  private constructor(room: ArenaRoom, guest: GuestAnswer) {
    this.room = room;
    this.guest = guest;
    room.reconnection.enabled = false;
    room.onMessage(Message.WELCOME, (welcome: Welcome) => void this.welcomes.push(welcome));
    room.onMessage(Message.EVENTS, (bytes: Uint8Array) => void this.batches.push({ ...decodeEvents(bytes), stateTick: room.state.tick }));
    room.onMessage(Message.CALL, (call: Call) => void this.calls.push(call));
    room.onMessage(Message.RESULTS, (results: RoundResults) => void this.results.push(results));
    room.onMessage(Message.RESTART, (restart: Restart) => void this.restarts.push(restart));
    room.onMessage(Message.REMOVED, (removal: Removal) => void this.removals.push(removal));
    room.onMessage(Message.ANNOUNCE, ({ text }: Announcement) => void this.announcements.push(text));
    room.onMessage(Message.IDLE, (idle: Idle) => void this.idles.push(idle));
    room.onLeave((code) => {
      this.left = code;
      this.rest();
    });
    room.onDrop((code) => void this.drops.push(code));
    this.#input = room.input<WireFrame>({ mode: "reliable", type: WireFrame });
  }

  /** As somebody new, unless `guest` says who. */
  static async join(url: string, options: Partial<JoinOptions> = {}, way: Way = { kind: "any" }, guest?: GuestAnswer): Promise<Player> {
    const who = way.kind === "return" ? way.guest : (guest ?? (await askGuest(url, {})));
    const client = new Client(url);
    client.auth.token = who.token;
    if (way.kind === "return") return new Player(await client.reconnect<MatchState>(way.token, MatchState), who);
    const seat = await askSeat(url, wishOf(way, joinOptions(options)), who.token);
    return new Player(await client.consumeSeatReservation(seat, MatchState), who);
  }

  /** Back to the seat of this one. */
  get wayBack(): Way {
    return { kind: "return", token: this.room.reconnectionToken, guest: this.guest };
  }

  /** Id of the own body; 0 before the welcome and for spectators. */
  get body(): number {
    return this.welcomes.at(-1)?.body ?? 0;
  }

  /** The own body in the state. */
  get self(): BodyState | undefined {
    return this.room.state.bodies?.get(String(this.body));
  }

  /** The own line of the score table. */
  get entry(): RosterEntry | undefined {
    return this.room.state.roster?.get(String(this.body));
  }

  get events(): WireEvent[] {
    return this.batches.flatMap(({ events }) => events);
  }

  /** Newest frame that the state includes. */
  get acknowledged(): number {
    return this.#input.lastProcessed;
  }

  call(wish: CallWish): void {
    this.room.send(Message.CALL, wish);
  }

  wantRematch(): void {
    this.room.send(Message.REMATCH);
  }

  /** Sends one frame. */
  send(more: Partial<WireFrame> = {}): void {
    const { data } = this.#input;
    Object.assign(data, { moveX: 0, moveY: 0, buttons: 0, viewTick: this.room.state.tick * 16, seenTick: this.room.state.tick }, more);
    this.#input.send();
  }

  /** Sends a frame of this kind every `period` ms from now on. */
  play(more: Partial<WireFrame> = { moveX: STICK_FULL }, period = 25): void {
    this.rest();
    this.#timer = setInterval(() => this.send(more), period);
  }

  rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async leave(): Promise<void> {
    this.rest();
    await this.room.leave();
  }
}
