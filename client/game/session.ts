import type { MapData } from "../../shared/content/map-data.ts";
import { DEFAULT_MAP, MAPS } from "../../shared/content/maps.ts";
import { CONTENT_VERSION } from "../../shared/content/version.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import { ASPECT_PERIOD, type CallWish, type Welcome } from "../../shared/protocol/messages.ts";
import type { MatchState } from "../../shared/protocol/state.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import { compileTerrain, type Terrain } from "../../shared/sim/terrain.ts";
import type { Controls } from "./input/controls.ts";
import { MatchView } from "./match-view.ts";
import { type Clock, monotonicClock } from "./net/clock.ts";
import { colyseusLinks } from "./net/colyseus-link.ts";
import { Connection } from "./net/connection.ts";
import type { Guest } from "./net/guest.ts";
import type { Link, Match, OpenLink, OperatorSaying } from "./net/link.ts";
import { NetGraph, noFigures } from "./net/net-graph.ts";
import { type SeatStore, seatInMemory } from "./net/seat.ts";
import type { EndReason, Scene } from "./scene.ts";

const ANY_ARENA: Match = { kind: "mode", mode: "arena" };

/** ms between two reports of the newest tick while no frames carry it. */
const REPORT_PERIOD = 1000;

export interface SessionPorts {
  open: OpenLink;
  clock: Clock;
  /** 0..1 */
  random: () => number;
  seat: SeatStore;
  maps: Readonly<Record<string, MapData>>;
  /** Makes a map ready to be predicted on: `compileTerrain`, unless a test wants the client to be wrong. */
  compile: (map: MapData, tickRate: TickRate) => Terrain;
  /** An operator of the service has something to say; left out, nobody hears it. */
  operatorSaid?: (saying: OperatorSaying) => void;
}

/** The ports of a session over a real network. `origin`: the server's http(s) address. `guest`: who plays; left out, somebody new. */
export function sessionPorts(origin: string, guest?: Guest): SessionPorts {
  return { open: colyseusLinks(origin, guest), clock: monotonicClock, random: Math.random, seat: seatInMemory(), maps: MAPS, compile: compileTerrain };
}

/** What to join with, and where; left out, whichever arena has room. */
export interface Destination extends Omit<JoinOptions, "protocol"> {
  match?: Match;
}

/**
 * A player's part in a match: connects, sends what they do, predicts their body, and makes the scene of every displayed
 * frame. Knows no page: it runs in Node as in the browser.
 */
export class GameSession {
  readonly #ports: SessionPorts;
  readonly #connection: Connection;
  readonly #graph = new NetGraph();
  #scene: Scene = blankScene(DEFAULT_MAP);
  #match: MatchView | null = null;
  #state: MatchState | null = null;
  #isHidden = false;
  #hasFrameSince = false;
  #predicts = true;
  /** When the server restarts, by the session's clock. */
  #restartsAt: number | null = null;
  /** When a player who does nothing is out, by the same clock. */
  #outAt: number | null = null;
  /** The visible area's shape, when it is not any more what the match was joined with, and when that was told last. */
  #aspect: number | null = null;
  #aspectToldAt = Number.NEGATIVE_INFINITY;
  #cancelAspect: () => void = () => undefined;
  /** The link was opened since the last welcome. */
  #isLinkNew = true;
  #cancelReport: () => void = () => undefined;
  #waiters: { begun: () => void; ended: (reason: EndReason) => void }[] = [];

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#connection = new Connection(ports, {
      opened: () => this.#opened(),
      welcomed: (welcome) => this.#welcomed(welcome),
      happened: (batch) => this.#match?.happened(batch),
      patched: (state) => this.#patched(state),
      called: (call) => this.#match?.called(call),
      followed: (followed) => this.#match?.followed(followed),
      roundResults: (results) => this.#match?.roundResults(results),
      restarting: ({ left }) => {
        this.#restartsAt = left === null ? null : ports.clock.now() + left;
      },
      idling: ({ left }) => {
        this.#outAt = left === null ? null : ports.clock.now() + left;
      },
      operatorSaid: (saying) => ports.operatorSaid?.(saying),
      pinged: (roundTrip) => this.#graph.pinged(roundTrip),
      ended: (reason) => this.#ended(reason),
    });
  }

  /** What a share link names; "" before a match was reached. */
  get roomId(): string {
    return this.#connection.roomId;
  }

  /** Returns at once; `Scene.connection` says what becomes of it. */
  connect(destination: Destination): void {
    const { match = ANY_ARENA, ...options } = destination;
    this.#match = null;
    this.#state = null;
    this.#connection.connect({
      match,
      keepSeat: options.spectate !== true,
      options: { protocol: PROTOCOL_VERSION, ...options },
    });
    this.#aspect = null;
    this.#cancelAspect();
    this.#cancelReport();
    this.#report();
  }

  /** Resolves with null once there is a match to show, or with why there will be none. */
  begun(): Promise<EndReason | null> {
    const { state } = this.#connection;
    if (state.kind === "ended") return Promise.resolve(state.reason);
    if (this.#match?.hasBegun === true) return Promise.resolve(null);
    return new Promise((resolve) => this.#waiters.push({ begun: () => resolve(null), ended: resolve }));
  }

  /** One displayed frame: `now` is the display's clock, the one that the session's `Clock` tells. The scene is reused by the next call. */
  frame(now: number, controls: Controls): Scene {
    const scene = this.#scene;
    const { link, state } = this.#connection;
    scene.connection = state;
    scene.restartIn = this.#restartsAt === null ? null : Math.max(0, this.#restartsAt - now);
    scene.idleIn = this.#outAt === null ? null : Math.max(0, this.#outAt - now);
    const match = this.#match;
    if (match !== null) {
      if (link !== null && state.kind === "connected" && !this.#isHidden) {
        if (match.act(link, controls, now)) this.#hasFrameSince = true;
      } else match.pause();
      match.write(now, this.#state, scene);
      const wish = match.takeWish();
      if (wish !== null) link?.follow(wish);
    }
    this.#graph.write(now, link, scene.net);
    return scene;
  }

  /** A hidden page shows no frames: it lets go of the controls, and goes on from where the match is when it is shown again. */
  setHidden(isHidden: boolean): void {
    if (isHidden && !this.#isHidden) this.#match?.rest(this.#connection.link);
    this.#isHidden = isHidden;
  }

  call(wish: CallWish): void {
    this.#connection.link?.call(wish);
  }

  /** On the podium: asks for another round. */
  askAgain(): void {
    this.#connection.link?.askAgain();
  }

  /** Follows this body from now on, for who only watches. */
  follow(id: number): void {
    this.#match?.follow(id);
  }

  /** The visible area has another shape from now on: width over height. */
  turn(aspect: number): void {
    this.#aspect = aspect;
    this.#tellAspect();
  }

  /** Whether the own body is shown ahead of the server's word, as it should be; off, one sees what that is good for. */
  predict(on: boolean): void {
    this.#predicts = on;
    if (this.#match !== null) this.#match.predicts = on;
  }

  /** Gives the seat up. */
  leave(): void {
    this.#connection.leave();
  }

  #opened(): void {
    this.#isLinkNew = true;
    // Who comes back is told again, if it is still so.
    this.#restartsAt = null;
    this.#outAt = null;
    this.#graph.opened();
    this.#aspectToldAt = Number.NEGATIVE_INFINITY;
    this.#tellAspect();
  }

  /** The last of several in a row is told when it will be honoured. */
  #tellAspect(): void {
    const { clock } = this.#ports;
    this.#cancelAspect();
    this.#cancelAspect = clock.after(Math.max(0, this.#aspectToldAt + ASPECT_PERIOD - clock.now()), () => {
      const { link } = this.#connection;
      if (this.#aspect === null || link === null) return;
      link.turn(this.#aspect);
      this.#aspectToldAt = clock.now();
    });
  }

  #welcomed(welcome: Welcome): void {
    const isLinkNew = this.#isLinkNew;
    this.#isLinkNew = false;
    if (isLinkNew && this.#match?.isOf(welcome) === true) return this.#match.resume();
    const map = this.#ports.maps[welcome.map];
    if (map === undefined || !isTickRate(welcome.tickRate) || welcome.contentVersion !== CONTENT_VERSION) return this.#connection.end("version");
    this.#scene = blankScene(map);
    const before = !isLinkNew && this.#match?.goesOn(welcome) === true ? this.#match : null;
    this.#match = new MatchView(welcome, this.#ports.compile(map, welcome.tickRate), before);
    this.#match.predicts = this.#predicts;
  }

  #patched(state: MatchState): void {
    const now = this.#ports.clock.now();
    const { link } = this.#connection;
    if (this.#match === null || link === null) return;
    this.#state = state;
    this.#graph.patched(now);
    this.#match.patched(state, link.acknowledged, now);
    for (const { begun } of this.#waiters.splice(0)) begun();
  }

  #ended(reason: EndReason): void {
    this.#cancelReport();
    this.#cancelAspect();
    // The link's state is torn down with it.
    this.#state = null;
    for (const { ended } of this.#waiters.splice(0)) ended(reason);
  }

  #report(): void {
    const { link } = this.#connection;
    if (link !== null) this.#reportSeen(link);
    this.#cancelReport = this.#ports.clock.after(REPORT_PERIOD, () => this.#report());
  }

  #reportSeen(link: Link): void {
    const tick = this.#match?.newestTick ?? 0;
    if (!this.#hasFrameSince && tick > 0) link.reportSeen(tick);
    this.#hasFrameSince = false;
  }
}

function isTickRate(rate: number): rate is TickRate {
  return rate === 20 || rate === 40;
}

function blankScene(map: MapData): Scene {
  return {
    map,
    mode: "arena",
    tick: 0,
    tickRate: 40,
    own: 0,
    focus: 0,
    playing: false,
    roster: [],
    bodies: [],
    projectiles: [],
    pickups: [],
    happened: [],
    self: null,
    phase: "playing",
    phaseLeft: 0,
    round: 0,
    scores: [],
    calls: [],
    results: null,
    restartIn: null,
    idleIn: null,
    connection: { kind: "connecting" },
    net: noFigures(),
  };
}
