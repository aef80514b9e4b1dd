import { randomInt } from "node:crypto";
import { type Client, ClientState, ServerError } from "@colyseus/core";
import type { ModeData } from "../../shared/content/modes.ts";
import { CONTENT_VERSION } from "../../shared/content/version.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { WIRE_FRAME_WIDTHS, WireFrame } from "../../shared/protocol/input.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { LoadStep } from "../../shared/protocol/load.ts";
import { type Call, type Idle, Message, type Restart, type RoundResults, type Welcome } from "../../shared/protocol/messages.ts";
import type { RoomView } from "../../shared/protocol/operators.ts";
import { MatchState } from "../../shared/protocol/state.ts";
import { ticksOf } from "../../shared/sim/pace.ts";
import type { Listener } from "../match/listener.ts";
import { Match } from "../match/match.ts";
import type { Scheduled } from "../match/scheduler.ts";
import type { MatchState as MatchFigures } from "../operations/metrics/match-metrics.ts";
import { arrangedOf } from "./arranged.ts";
import { Attendance } from "./attendance.ts";
import { DelayedView } from "./delayed-view.ts";
import { FrameQueue } from "./frame-queue.ts";
import { playerOf } from "./guard/claims.ts";
import { sendTogether } from "./guard/colyseus-seams.ts";
import { GuardedRoom } from "./guard/guarded-room.ts";
import { INPUT_BURST_S, INPUT_RATE, SEAT_RESERVED_S } from "./guard/limits.ts";
import { Idleness } from "./idleness.ts";
import { admit, type Entrant } from "./join-options.ts";
import { LISTING_PERIOD, listingOf } from "./listing.ts";
import { uniqueName } from "./names.ts";
import { processLoad, scheduler, seatGiven } from "./process-load.ts";
import { QuickCalls } from "./quick-calls.ts";
import type { RoomOptions } from "./room-options.ts";
import { sizeOf } from "./room-size.ts";
import { RoundLogs } from "./round-logs.ts";
import { RoundPeople } from "./round-result.ts";
import { Seating } from "./seating.ts";
import { BYTES_WATCH_PERIOD, SentBytes } from "./sent-bytes.ts";
import { ToldSerializer } from "./told-serializer.ts";
import { Views, type ViewVerdict } from "./views.ts";

/** People who may watch one room without playing: each costs what a player's patches cost. */
const MAX_SPECTATORS = 32;

/** ms by which spectators see a duel later: what they could call out to a player is of no use by then. */
const WATCH_DELAY = 5000;

/** ms between two looks at the achieved rate: as long as it is measured over. */
const RATE_WATCH_PERIOD = 10_000;

/** ms between two looks at who does nothing. */
const IDLE_WATCH_PERIOD = 1000;

/** Share of the tick rate below which players feel it. */
const RATE_LEAST_SHARE = 0.97;

const SEED_LIMIT = 2 ** 31;

/** The class of the rooms of a mode, with these options for all of them. */
export function defineMatchRoom(mode: ModeData, options: RoomOptions) {
  const load = options.load ?? processLoad;
  return class extends MatchRoom {
    static override async onAuth(playerId: string, wanted: unknown): Promise<Entrant> {
      return { ...admit(wanted), playerId };
    }

    constructor() {
      super(mode, { ...options, load });
    }
  };
}

/** Wires a match to its clients; the rules are in the match, what no client may do is in the guard. */
class MatchRoom extends GuardedRoom {
  readonly #options: RoomOptions & { load: () => number };
  readonly #mode: ModeData;
  readonly #tickRate: 20 | 40;
  readonly #size: number;
  readonly #logs: RoundLogs;
  readonly #match: Match;
  /** By session, of its present connection. */
  readonly #inputs = new Map<string, FrameQueue>();
  readonly #seating: Seating;
  readonly #seen = new Map<string, number>();
  readonly #delayed = new Map<Client, { view: DelayedView; since: number }>();
  readonly #people = new RoundPeople();
  #hasDecided = false;
  readonly #calls = new QuickCalls();
  readonly #views = new Views();
  /** Null: whoever does nothing may stay. */
  readonly #idleness: Idleness | null;
  readonly #now: () => number;
  #scheduled: Scheduled | null = null;
  #unwatch: () => void = () => undefined;
  /** A match by link. */
  #isOwn = false;
  /** Of the players of an arranged match; null: whoever comes plays. */
  #attendance: Attendance | null = null;
  #isHidden = false;
  #wasEnding = false;
  #closesAt: number | null = null;
  readonly #sentBytes = new SentBytes();

  constructor(mode: ModeData, options: RoomOptions & { load: () => number }) {
    const now = options.now ?? (() => performance.now());
    const { players, tickRate, terrains } = sizeOf(mode, options);
    super({
      ticks: { rate: tickRate, inputWidths: WIRE_FRAME_WIDTHS },
      now,
      log: options.log,
      playerSeats: options.playerSeats,
      kind: "match",
      metrics: options.metrics.connections,
      rates: options.rates,
    });
    const { matches } = options.metrics;
    this.#options = options;
    this.#logs = new RoundLogs(options.replayDir, options.log);
    this.#mode = { ...mode, ...options.rules };
    this.#tickRate = tickRate;
    this.#seating = new Seating({ players, spectators: MAX_SPECTATORS }, now, () => matches.seat("expired"));
    this.#now = now;
    this.#idleness = options.idleSeconds === 0 ? null : new Idleness(options.idleSeconds * 1000);
    const [terrain] = terrains;
    this.#size = options.bots === 0 ? 0 : (mode.bodies ?? options.bots ?? terrain.map.bots);
    this.#match = new Match({
      terrain,
      terrainAfter: (turns) => {
        const { terrains } = sizeOf(mode, options);
        return terrains[turns % terrains.length] ?? terrain;
      },
      mode: this.#mode,
      seed: options.seed ?? randomInt(SEED_LIMIT),
      size: this.#size,
      now,
      bytesPerSecond: options.bytesPerSecond,
      ...(options.viewAgeMax === undefined ? {} : { viewAgeMax: options.viewAgeMax }),
      load: options.load,
      inputCounts: matches.inputs,
      phaseTook: (phase, ms) => matches.phaseTook(phase, ms),
      isLastRound: () => this.#closesAt !== null,
      send: (tick) => this.#send(tick),
      roundEnded: (round, log) => this.#logs.keep(this.roomId, round, log),
      moved: () => this.#welcomeAll(),
      decided: (results, played) => {
        this.broadcast(Message.RESULTS, results, { except: this.#joining });
        this.#keepResult(results, played);
      },
      over: () => this.close(this.#closesAt === null ? CloseCode.MATCH_OVER : CloseCode.RESTARTING),
    });
    // Without a state Colyseus sends nothing; what is sent is the match's word (see onCreate).
    this.state = new MatchState();
    this.maxClients = players + MAX_SPECTATORS;
    // For the SDK, which is told so how to write frames; they are read by `takeInput`.
    this.defineInput(WireFrame, { tickRate, bufferMaxSize: 0 });
  }

  override async onCreate(options: unknown): Promise<void> {
    // Asked by a process that has not heard of it yet.
    if ((this.#options.closesAt?.() ?? null) !== null) throw new ServerError(JoinError.SERVER_FULL, "This server is shutting down and opens no match.");
    const arranged = arrangedOf(options);
    const ownMatch = arranged === null ? admit(options).ownMatch : null;
    if (arranged !== null) {
      this.#attendance = new Attendance(arranged);
      this.roomId = arranged.id;
      this.#match.setWait(arranged.ranked ? SEAT_RESERVED_S * 1000 : 0);
      await this.setPrivate(true);
    }
    if (ownMatch !== null) {
      this.#isOwn = true;
      this.#match.arrange({ size: ownMatch.bots ? this.#size : 0, level: ownMatch.level });
      await this.setPrivate(true);
    }
    // Here, for setting a state installs Colyseus' own.
    this.setSerializer(
      new ToldSerializer({
        listenerOf: (client) => this.#listenerOf(client),
        acknowledged: (client) => this.#inputs.get(client.sessionId)?.taken ?? 0,
        tick: () => this.#match.world.tick,
        load: () => this.#match.load,
        batch: (listener, headroom) => this.#match.audience.batch(listener, headroom),
        send: (client, messages) => this.#sendTick(client, messages),
      }),
    );
    const period = 1000 / this.#tickRate;
    // Patches are sent by the match's own tick. Colyseus would send them by a timer; switched off it tells clients no
    // interval, which they need to measure jitter: so the value stands there without the timer.
    this.patchRate = null;
    Object.defineProperty(this, "patchRate", { value: period });
    this.onMessage(Message.SEEN, (client: Client, tick: unknown) => {
      if (typeof tick === "number" && Number.isInteger(tick)) this.#seen.set(client.sessionId, tick);
    });
    this.onMessage(Message.CALL, (client: Client, payload: unknown) => this.#call(client, payload));
    this.onMessage(Message.FOLLOW, (client: Client, wish: unknown) => this.#setView(client, (listener) => this.#views.follow(listener, wish)));
    this.onMessage(Message.ASPECT, (client: Client, aspect: unknown) => this.#setView(client, (listener) => this.#views.turn(listener, aspect, this.#now())));
    this.onMessage(Message.REMATCH, (client: Client) => this.#match.wantRematch(this.#bodyOf(client)));
    // A seat that nobody came for is free again without anybody saying so.
    this.clock.setInterval(() => this.#announce(), SEAT_RESERVED_S * 1000);
    this.clock.setInterval(() => this.#list(), LISTING_PERIOD);
    this.#list();
    this.clock.setInterval(() => this.#watchRate(), RATE_WATCH_PERIOD);
    this.clock.setInterval(() => this.#watchIdle(), IDLE_WATCH_PERIOD);
    this.clock.setInterval(() => this.#sentBytes.look(this.clients.length), BYTES_WATCH_PERIOD);
    this.#unwatch = this.#options.metrics.matches.watch(() => this.#state());
    this.#options.log.info({ room: this.roomId, mode: this.#mode.name, map: this.#match.map, private: this.#isOwn }, "match opened");
    this.#scheduled = scheduler.add({ period, tick: () => this.#tick(), failed: (error) => this.fail(error, "tick") });
  }

  /** The process that ends waits for this: the log of a round that a shutdown cut short is the one that is asked for. */
  override async onDispose(): Promise<void> {
    this.#scheduled?.remove();
    this.#unwatch();
    this.#match.end();
    this.#options.log.info({ room: this.roomId, mode: this.#mode.name }, "match closed");
    await this.#logs.settle();
  }

  protected override maySit(sessionId: string, auth: unknown): boolean {
    const isGiven = this.#mayHave(sessionId, auth);
    this.#options.metrics.matches.seat(isGiven ? "given" : "refused");
    if (!isGiven) return false;
    seatGiven();
    this.#announce();
    return true;
  }

  #mayHave(sessionId: string, auth: unknown): boolean {
    if (!isEntrant(auth) || (this.#options.closesAt?.() ?? null) !== null || this.#isOverloaded) return false;
    if (this.#attendance !== null && !auth.spectate && this.#attendance.placeOf(sessionId)?.player !== auth.playerId) return false;
    return this.#seating.reserve(sessionId, auth.spectate);
  }

  protected override joined(client: Client): void {
    const admission: unknown = client.auth;
    if (!isEntrant(admission)) throw new ServerError(JoinError.BAD_OPTIONS, "This seat was taken without join options.");
    const frames = this.#openInput(client);
    const place = this.#attendance?.placeOf(client.sessionId) ?? null;
    const body = admission.spectate ? 0 : this.#match.join(uniqueName(admission.name, this.#match.names), frames, admission, place?.team);
    const listener = this.#match.audience.admit({ own: body, aspect: admission.aspect, seen: () => this.#seenBy(client.sessionId) });
    this.#seating.take(client.sessionId, { admission, body, listener });
    this.#options.metrics.matches.seat("taken");
    if (body === 0) this.#delay(client);
    else this.#people.came(admission.playerId, body);
    if (place === null || this.#attendance === null) return;
    this.#attendance.came(place.player);
    this.#options.seatTaken?.(this.#attendance.id, place.player);
  }

  protected override seated(client: Client): void {
    this.#welcome(client);
    const listener = this.#listenerOf(client);
    if (listener !== undefined) this.#views.restart(listener);
    const { results } = this.#match;
    if (results !== null) client.send(Message.RESULTS, results);
    if (this.#closesAt !== null) client.send(Message.RESTART, this.#restart());
  }

  protected override dropped(client: Client): void {
    this.#match.drop(this.#bodyOf(client));
    this.#listenerOf(client)?.pause();
    this.#delayed.delete(client);
    this.#announce();
  }

  protected override returned(client: Client): void {
    const frames = this.#openInput(client);
    const body = this.#bodyOf(client);
    if (body === 0) return this.#delay(client);
    this.#match.resume(body, frames);
    this.#announce();
  }

  protected override departed(client: Client): void {
    const body = this.#bodyOf(client);
    this.#noteLeaving(client, body);
    this.#match.leave(body);
    const listener = this.#listenerOf(client);
    if (listener !== undefined) {
      this.#match.audience.dismiss(listener);
      this.#views.forget(listener);
    }
    this.#seating.leave(client.sessionId);
    this.#seen.delete(client.sessionId);
    this.#inputs.delete(client.sessionId);
    this.#delayed.delete(client);
    this.#calls.forget(client.sessionId);
    this.#idleness?.forget(client.sessionId);
    this.#announce();
  }

  /** Where leaving forfeits, it does so while a round is played; it always does in one that counts. */
  #noteLeaving(client: Client, body: number): void {
    const player = playerOf(client.auth);
    if (player === null || body === 0) return;
    const isForfeit = (this.#mode.forfeitMs !== null || this.#isRanked) && this.#match.secondsLeft !== null;
    this.#people.went(player, body, isForfeit ? (this.#match.told.roster.get(body) ?? null) : null);
  }

  /**
   * Only those whom the matchmaker brought together play for rating, when all of them have come, and against each other; what they do with one
   * another after that is theirs. That a bot takes the place of who leaves changes nothing.
   */
  get #isRanked(): boolean {
    return !this.#hasDecided && this.#attendance !== null && this.#attendance.isForRating && this.#attendance.haveAllCome;
  }

  #keepResult(results: RoundResults, played: number): void {
    const ranked = this.#isRanked;
    this.#hasDecided = true;
    const players = this.#people.decide(results, this.#match.told.roster);
    if (players.length === 0) return;
    const endedAt = Date.now();
    this.#options.roundDecided?.({
      matchId: `${this.roomId}-${results.round}`,
      mode: this.#mode.name,
      map: this.#match.map,
      startedAt: Math.round(endedAt - played),
      endedAt,
      ranked,
      players,
    });
  }

  protected override look(): Omit<RoomView, "guests"> {
    const { achievedRate, times } = this.#match.figures;
    return {
      mode: this.#mode.name,
      map: this.#match.map,
      bots: this.#match.bots,
      achievedRate,
      tickRate: this.#tickRate,
      tickP99: times.tick.p99,
      bytesPerGuest: this.#sentBytes.perGuest,
      isPrivate: this.#isByInvitation,
    };
  }

  protected override guestOf(sessionId: string): { name: string; body: number } {
    const body = this.#seating.of(sessionId)?.body ?? 0;
    return { name: this.#match.told.roster.get(body)?.name ?? "", body };
  }

  protected override takesPart({ auth }: Client): boolean {
    const entrant: unknown = auth;
    return !(isEntrant(entrant) && entrant.spectate);
  }

  protected override failed(): void {
    this.#scheduled?.remove();
    this.#unwatch();
  }

  protected override takeInput(client: Client, frame: Uint8Array): void {
    this.#inputs.get(client.sessionId)?.push(frame);
  }

  protected override newestTick(client: Client): number {
    const { tick } = this.#match.world;
    const delayed = this.#delayed.get(client);
    return delayed === undefined ? tick : Math.max(delayed.since, tick - this.#watchDelay);
  }

  protected override newestSeen(client: Client): number {
    return this.#seenBy(client.sessionId);
  }

  #seenBy(sessionId: string): number {
    const said = this.#seen.get(sessionId) ?? 0;
    return Math.max(said, this.#inputs.get(sessionId)?.seenTick ?? 0);
  }

  #listenerOf(client: Client): Listener | undefined {
    return this.#seating.of(client.sessionId)?.listener;
  }

  #setView(client: Client, judge: (listener: Listener) => ViewVerdict): void {
    const listener = this.#listenerOf(client);
    if (listener !== undefined && judge(listener) === "malformed") this.end(client, CloseCode.MALFORMED);
  }

  #bodyOf(client: Client): number {
    return this.#seating.of(client.sessionId)?.body ?? 0;
  }

  /** Only those come who were told of it: no matchmaker leads here. */
  get #isByInvitation(): boolean {
    return this.#isOwn || this.#attendance !== null;
  }

  get #watchDelay(): number {
    return ticksOf(WATCH_DELAY, this.#tickRate);
  }

  /** Its process takes nobody in; who returns to a seat is not asked. */
  get #isOverloaded(): boolean {
    return this.#options.load() >= LoadStep.NO_JOINS;
  }

  /** Who is not told anything yet. */
  get #joining(): Client[] {
    return this.clients.filter((client) => client.state !== ClientState.JOINED);
  }

  /** Straight to the socket, but where a `DelayedView` keeps it back. */
  #sendTick(client: Client, messages: readonly Uint8Array[]): void {
    for (let index = 0; index < messages.length; index += 1) this.#sentBytes.add(messages[index]?.length ?? 0);
    if (!this.#delayed.has(client)) {
      const { connections } = this.#options.metrics;
      for (let index = 0; index < messages.length; index += 1)
        connections.told(index === messages.length - 1 ? "patch" : "events", messages[index]?.length ?? 0);
      return sendTogether(client, messages);
    }
    for (const message of messages) client.raw(message);
  }

  /** Who watches a mode in which two fight alone sees it late. */
  #delay(client: Client): void {
    if (this.#mode.forfeitMs === null) return;
    const view = new DelayedView(client, this.#watchDelay, () => this.#match.world.tick);
    this.#delayed.set(client, { view, since: this.#match.world.tick });
  }

  #welcome(client: Client): void {
    const seat = this.#seating.of(client.sessionId);
    if (seat === undefined) return;
    const welcome: Welcome = {
      body: seat.body,
      tickRate: this.#tickRate,
      map: this.#match.map,
      mode: this.#mode.name,
      contentVersion: CONTENT_VERSION,
      aspect: seat.admission.aspect,
    };
    client.send(Message.WELCOME, welcome);
  }

  #welcomeAll(): void {
    for (const client of this.clients) if (client.state === ClientState.JOINED) this.#welcome(client);
  }

  /** To every player who may hear it, the caller too; not to who watches. */
  #call(client: Client, payload: unknown): void {
    const from = this.#bodyOf(client);
    const verdict = this.#calls.judge(client.sessionId, payload, this.#now());
    if (verdict.kind === "malformed" || from === 0) return this.end(client, CloseCode.MALFORMED);
    if (verdict.kind === "dropped" || this.#options.isMuted?.(playerOf(client.auth) ?? "") === true) return;
    const call: Call = { from, ...verdict.wish };
    const team = this.#match.teamOf(from);
    for (const other of this.clients) {
      const body = this.#bodyOf(other);
      if (body !== 0 && other.state === ClientState.JOINED && this.#match.teamOf(body) === team) other.send(Message.CALL, call);
    }
  }

  /** A connection's frames are counted from its beginning. */
  #openInput(client: Client): FrameQueue {
    // What a bucket lets through at once must fit, or frames would be acknowledged that nobody applied.
    const frames = new FrameQueue(INPUT_BURST_S * INPUT_RATE * this.#tickRate);
    this.#inputs.set(client.sessionId, frames);
    return frames;
  }

  /** While no player fits in, or nobody is there to play with, the matchmaker looks for another room; who has this one's link may still watch. */
  #announce(): void {
    const { isEnding, isDeserted } = this.#match;
    const isHidden = this.#isByInvitation || this.#closesAt !== null || isEnding || isDeserted || this.#seating.isFull || this.#isOverloaded;
    if (isHidden === this.#isHidden) return;
    this.#isHidden = isHidden;
    void this.setPrivate(isHidden);
  }

  #tick(): void {
    this.#heedRestart();
    this.#options.metrics.matches.tickBegan(this.#scheduled?.newestLateness ?? 0);
    const { load } = this.#match;
    const { around } = this.#options;
    if (around === undefined) this.#match.tick();
    else around(this.roomId, this.#match, () => this.#match.tick());
    if (this.#match.load !== load) this.#announce();
  }

  #heedRestart(): void {
    const closesAt = this.#options.closesAt?.() ?? null;
    if (closesAt !== this.#closesAt) {
      this.#closesAt = closesAt;
      this.broadcast(Message.RESTART, this.#restart(), { except: this.#joining });
      this.#announce();
      this.#list();
    }
    // Who only watches keeps no process up.
    if (closesAt !== null && this.#match.people === 0 && this.clients.length > 0) this.close(CloseCode.RESTARTING);
  }

  #restart(): Restart {
    return { left: this.#closesAt === null ? null : Math.max(0, Math.round(this.#closesAt - this.#now())) };
  }

  /** A match of somebody's own is listed nowhere, nor is one that ends or that has no place left to watch it from. */
  #list(): void {
    const isListed = !(this.#isOwn || this.#closesAt !== null || this.#match.isEnding || this.#seating.isWatchedFully);
    void this.setMetadata(isListed ? listingOf(this.#match, this.#mode.name) : null);
  }

  #state(): MatchFigures {
    const { people, bots } = this.#match;
    const { waiting, kept, spectators } = this.#seating.counts(new Set(this.clients.map(({ sessionId }) => sessionId)));
    return {
      mode: this.#mode.name,
      people,
      bots,
      spectators,
      tickRate: this.#tickRate,
      achievedRate: () => this.#match.figures.achievedRate,
      waitingSeats: waiting,
      keptSeats: kept,
    };
  }

  /** A place that somebody else could have is not kept for who does nothing with it, or has the page in the background. */
  #watchIdle(): void {
    if (this.#idleness === null) return;
    for (const client of this.clients) {
      const frames = this.#inputs.get(client.sessionId);
      if (frames === undefined || client.state !== ClientState.JOINED || this.#bodyOf(client) === 0) continue;
      const verdict = this.#idleness.judge(client.sessionId, frames.acts, this.#now());
      if (verdict.kind === "out") this.end(client, CloseCode.IDLE);
      else if (verdict.kind !== "as before") client.send(Message.IDLE, { left: verdict.kind === "warned" ? verdict.left : null } satisfies Idle);
    }
  }

  /** Tick times can look healthy while ticks are missing: what counts is how many there were. */
  #watchRate(): void {
    const { achievedRate, times } = this.#match.figures;
    if (achievedRate === 0 || achievedRate >= RATE_LEAST_SHARE * this.#tickRate) return;
    const { skipped, lateness } = this.#scheduled ?? {};
    this.#options.log.warn({ room: this.roomId, achievedRate, times, skipped, lateness }, "ticks are missing");
  }

  /** Events go right before the patch of their tick. Who is still joining gets the whole state later. */
  #send(tick: number): void {
    for (const client of this.clients) {
      const listener = this.#listenerOf(client);
      if (listener?.isListening === true) this.#views.announce(client, listener);
    }
    this.broadcastPatch();
    for (const { view } of this.#delayed.values()) view.release(tick);
    if (this.#match.isEnding !== this.#wasEnding) {
      this.#wasEnding = this.#match.isEnding;
      this.#announce();
      this.#list();
    }
  }
}

function isEntrant(auth: unknown): auth is Entrant {
  return playerOf(auth) !== null && typeof auth === "object" && auth !== null && "spectate" in auth && "aspect" in auth && "name" in auth;
}
