import { randomInt } from "node:crypto";
import { type Client, ClientState, type InputAPI, ServerError } from "@colyseus/core";
import { StateView } from "@colyseus/schema";
import type { MapData } from "../../shared/content/map-data.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { ARENA } from "../../shared/content/modes.ts";
import { CONTENT_VERSION } from "../../shared/content/version.ts";
import { encodeEvents } from "../../shared/protocol/events.ts";
import { WIRE_FRAME_WIDTHS, WireFrame } from "../../shared/protocol/input.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { Message, type Welcome } from "../../shared/protocol/messages.ts";
import { OWNER_TAG } from "../../shared/protocol/state.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import type { FrameSource } from "../match/inputs.ts";
import { writeLog } from "../match/log-files.ts";
import { Match } from "../match/match.ts";
import type { RoundLog } from "../match/record.ts";
import { type Scheduled, Scheduler } from "../match/scheduler.ts";
import { GuardedRoom, type GuardLog } from "./guard/guarded-room.ts";
import { INPUT_BURST_S, INPUT_RATE, SEAT_RESERVED_S } from "./guard/limits.ts";
import { type Admission, admit } from "./join-options.ts";
import { uniqueName } from "./names.ts";

export interface ArenaOptions {
  tickRate: 20 | 40;
  /** Bodies that bots fill an arena up to; null for the map's own number. */
  bots: number | null;
  /** People who may play in one room. */
  maxPlayers: number;
  /** Directory that round logs are written to; null for none. */
  replayDir: string | null;
  log: GuardLog;
  /** Left out, the default map. */
  map?: MapData;
  /** ms that a shot may look back at most; 0 switches the compensation of latency off. */
  viewAgeMax?: number;
  /** Fixes every match's random stream; left out, each match takes its own. */
  seed?: number;
  /** Monotonic ms. */
  now?: () => number;
}

/** People who may watch one room without playing: each costs what a player's patches cost. */
const MAX_SPECTATORS = 32;

/** ms between two looks at the achieved rate: as long as it is measured over. */
const RATE_WATCH_PERIOD = 10_000;

/** Share of the tick rate below which players feel it. */
const RATE_LEAST_SHARE = 0.97;

const SEED_LIMIT = 2 ** 31;

/** One scheduler for all rooms of the process. */
const scheduler = new Scheduler();

/** Who holds a seat, by session: with a body, or watching. */
interface Seat {
  readonly admission: Admission;
  readonly body: number;
}

/** The class of the room "arena", with these options for all its rooms. */
export function defineArenaRoom(options: ArenaOptions) {
  return class extends ArenaRoom {
    constructor() {
      super(options);
    }
  };
}

/** Wires a match to its clients; the rules are in the match, what no client may do is in the guard. */
class ArenaRoom extends GuardedRoom {
  readonly #options: ArenaOptions;
  readonly #map: string;
  readonly #match: Match;
  readonly #inputs: InputAPI<WireFrame>;
  readonly #seats = new Map<string, Seat>();
  /** Seats given whose sockets have not come yet: until when (monotonic ms), and whether they are for players. */
  readonly #expected = new Map<string, { until: number; spectate: boolean }>();
  readonly #seen = new Map<string, number>();
  readonly #now: () => number;
  #scheduled: Scheduled | null = null;
  #isFull = false;

  static override async onAuth(_token: string, options: unknown): Promise<Admission> {
    return admit(options);
  }

  constructor(options: ArenaOptions) {
    const now = options.now ?? (() => performance.now());
    super({ tickRate: options.tickRate, inputWidths: WIRE_FRAME_WIDTHS, now, log: options.log });
    this.#options = options;
    this.#now = now;
    const map = options.map ?? DEFAULT_MAP;
    this.#map = map.name;
    this.#match = new Match({
      terrain: compileTerrain(map, options.tickRate),
      seed: options.seed ?? randomInt(SEED_LIMIT),
      size: options.bots ?? map.bots,
      now,
      ...(options.viewAgeMax === undefined ? {} : { viewAgeMax: options.viewAgeMax }),
      send: (tick, events) => this.#send(tick, events),
      roundEnded: (round, log) => this.#keepLog(round, log),
    });
    this.state = this.#match.state;
    this.maxClients = options.maxPlayers + MAX_SPECTATORS;
    // What a bucket lets through at once must fit, or frames would be acknowledged that nobody applied.
    this.#inputs = this.defineInput(WireFrame, { tickRate: options.tickRate, bufferMaxSize: INPUT_BURST_S * INPUT_RATE * options.tickRate });
    this.inputs = this.#inputs;
  }

  override onCreate(): void {
    const period = 1000 / this.#options.tickRate;
    // Patches are sent by the match's own tick. Colyseus would send them by a timer; switched off it tells clients no
    // interval, which they need to measure jitter: so the value stands there without the timer.
    this.patchRate = null;
    Object.defineProperty(this, "patchRate", { value: period });
    this.onMessage(Message.SEEN, (client: Client, tick: unknown) => {
      if (typeof tick === "number" && Number.isInteger(tick)) this.#seen.set(client.sessionId, tick);
    });
    // A seat that nobody came for is free again without anybody saying so.
    this.clock.setInterval(() => this.#announce(), SEAT_RESERVED_S * 1000);
    this.clock.setInterval(() => this.#watchRate(), RATE_WATCH_PERIOD);
    this.#scheduled = scheduler.add({ period, tick: () => this.#match.tick(), failed: (error) => this.fail(error, "tick") });
  }

  override onDispose(): void {
    this.#scheduled?.remove();
    this.#match.end();
  }

  protected override maySit(sessionId: string, auth: unknown): boolean {
    if (!isAdmission(auth)) return false;
    if (this.#count(auth.spectate) >= (auth.spectate ? MAX_SPECTATORS : this.#options.maxPlayers)) return false;
    this.#expected.set(sessionId, { until: this.#now() + SEAT_RESERVED_S * 1000, spectate: auth.spectate });
    this.#announce();
    return true;
  }

  protected override joined(client: Client): void {
    const admission: unknown = client.auth;
    if (!isAdmission(admission)) throw new ServerError(JoinError.BAD_OPTIONS, "This seat was taken without join options.");
    this.#expected.delete(client.sessionId);
    const body = admission.spectate ? 0 : this.#match.join(uniqueName(admission.name, this.#match.names()), this.#frames(client.sessionId));
    this.#seats.set(client.sessionId, { admission, body });
    const player = this.#match.state.players.get(String(body));
    if (player !== undefined) {
      client.view = new StateView();
      client.view.add(player, OWNER_TAG);
    }
  }

  protected override seated(client: Client): void {
    const seat = this.#seats.get(client.sessionId);
    if (seat === undefined) return;
    const { tickRate } = this.#options;
    const welcome: Welcome = { body: seat.body, tickRate, map: this.#map, mode: ARENA.name, contentVersion: CONTENT_VERSION, aspect: seat.admission.aspect };
    client.send(Message.WELCOME, welcome);
    const flying = this.#match.flying();
    if (flying.length > 0) client.sendBytes(Message.EVENTS, encodeEvents(this.#match.world.tick, flying));
  }

  protected override dropped(client: Client): void {
    this.#match.drop(this.#bodyOf(client));
  }

  protected override returned(client: Client): void {
    this.#match.resume(this.#bodyOf(client), this.#frames(client.sessionId));
  }

  protected override departed(client: Client): void {
    this.#match.leave(this.#bodyOf(client));
    this.#seats.delete(client.sessionId);
    this.#expected.delete(client.sessionId);
    this.#seen.delete(client.sessionId);
    this.#announce();
  }

  protected override failed(): void {
    this.#scheduled?.remove();
  }

  protected override newestTick(): number {
    return this.#match.world.tick;
  }

  protected override newestSeen(client: Client): number {
    const said = this.#seen.get(client.sessionId) ?? 0;
    return Math.max(said, this.#inputs.get(client.sessionId).latest?.seenTick ?? 0);
  }

  #bodyOf(client: Client): number {
    return this.#seats.get(client.sessionId)?.body ?? 0;
  }

  /** The accessor is asked for anew each time: a session that returns gets another one. */
  #frames(sessionId: string): FrameSource {
    const inputs = this.#inputs;
    return {
      get size() {
        return inputs.get(sessionId).size;
      },
      next: () => inputs.get(sessionId).next(),
    };
  }

  /** Seats of one kind that are taken or waited for. */
  #count(spectate: boolean): number {
    const now = this.#now();
    let count = 0;
    for (const { admission } of this.#seats.values()) if (admission.spectate === spectate) count++;
    for (const [sessionId, expected] of this.#expected) {
      if (expected.until < now) this.#expected.delete(sessionId);
      else if (expected.spectate === spectate) count++;
    }
    return count;
  }

  /** While no player fits in, the matchmaker looks for another room; who has this one's link may still watch. */
  #announce(): void {
    const isFull = this.#count(false) >= this.#options.maxPlayers;
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    void this.setPrivate(isFull);
  }

  /** Tick times can look healthy while ticks are missing: what counts is how many there were. */
  #watchRate(): void {
    const { achievedRate, mean, worst } = this.#match.figures;
    if (achievedRate === 0 || achievedRate >= RATE_LEAST_SHARE * this.#options.tickRate) return;
    this.#options.log.warn({ room: this.roomId, achievedRate, mean, worst, skipped: this.#scheduled?.skipped }, "ticks are missing");
  }

  #keepLog(round: number, log: RoundLog): void {
    const { replayDir, log: words } = this.#options;
    if (replayDir === null) return;
    const name = `${this.roomId}-${round}`;
    // The game goes on without its log.
    writeLog(replayDir, name, log).catch((error: unknown) => words.error({ err: error, room: this.roomId, round }, "round not logged"));
  }

  /** Events go right before the patch of their tick. Who is still joining gets the full state, and what flies, later. */
  #send(tick: number, events: readonly SimEvent[]): void {
    if (events.length > 0) {
      const batch = encodeEvents(tick, events);
      const joining = this.clients.filter((client) => client.state !== ClientState.JOINED);
      this.broadcastBytes(Message.EVENTS, batch, { except: joining });
    }
    this.broadcastPatch();
  }
}

function isAdmission(auth: unknown): auth is Admission {
  return typeof auth === "object" && auth !== null && "spectate" in auth && "aspect" in auth && "name" in auth;
}
