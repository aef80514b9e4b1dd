import { type Client, ClientState } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { LOBBY, LobbyMessage, ONLINE_PERIOD, type Online } from "../../shared/protocol/lobby.ts";
import type { ConnectionMetrics } from "../operations/metrics/connection-metrics.ts";
import { GuardedRoom, type GuardLog } from "./guard/guarded-room.ts";
import type { ConnectionRates } from "./guard/limits.ts";
import { admitToLobby } from "./join-options.ts";
import type { PlayerSeats } from "./player-seats.ts";

export interface LobbyOptions {
  /** What is going on on this server. */
  online: () => Online;
  log: GuardLog;
  playerSeats: PlayerSeats;
  metrics: ConnectionMetrics;
  rates: ConnectionRates;
  /** See the option of match rooms. */
  closesAt: () => number | null;
}

/** Connections of one lobby; whoever comes then gets another. About as many as one process should hold beside its matches. */
const LOBBY_MAX = 10_000;

/** Parts in which a lobby is told news, spread over ONLINE_PERIOD: thousands of sends at once would make the ticks of matches late. */
const PARTS = 50;

/** The class of lobbies, with these options for all of them. */
export function defineLobbyRoom(options: LobbyOptions) {
  return class extends LobbyRoom {
    constructor() {
      super(options);
    }
  };
}

/** Where somebody is who is in no match. An idle connection costs a ping now and then, and news when there are any. */
class LobbyRoom extends GuardedRoom {
  override maxClients = LOBBY_MAX;
  readonly #options: LobbyOptions;
  #online: Online;
  /** Who has not yet been told what `online` says. */
  #untold: Client[] = [];
  #partSize = 0;

  static override async onAuth(playerId: string, options: unknown): Promise<{ playerId: string }> {
    admitToLobby(options);
    return { playerId };
  }

  constructor(options: LobbyOptions) {
    const { log, playerSeats, metrics, rates } = options;
    super({ ticks: null, now: () => performance.now(), log, playerSeats, kind: "lobby", metrics, rates });
    this.#options = options;
    this.#online = options.online();
  }

  override onCreate(): void {
    this.patchRate = null;
    this.clock.setInterval(() => this.#look(), ONLINE_PERIOD);
    this.clock.setInterval(() => this.#tellPart(), ONLINE_PERIOD / PARTS);
  }

  protected override maySit(): boolean {
    return this.#options.closesAt() === null;
  }

  protected override joined(): void {
    // Nothing to do before it hears what is sent.
  }

  protected override seated(client: Client): void {
    client.send(LobbyMessage.ONLINE, this.#options.online());
  }

  protected override dropped(): void {
    // A kept seat costs nothing here.
  }

  protected override returned(): void {
    // `seated` follows, which says all there is to say.
  }

  protected override departed(): void {
    // Whoever is gone is told nothing: see `#tellPart`.
  }

  protected override look() {
    return { mode: LOBBY, map: "", bots: 0, achievedRate: 0, tickRate: 0, tickP99: 0, bytesPerGuest: 0, isPrivate: true };
  }

  protected override guestOf(): { name: string; body: number } {
    return { name: "", body: 0 };
  }

  protected override failed(): void {
    this.#untold = [];
  }

  #look(): void {
    // There is nothing here to be played to its end: whoever idles does so elsewhere.
    if (this.#options.closesAt() !== null) return this.close(CloseCode.RESTARTING);
    const { players, matches } = this.#options.online();
    if (players === this.#online.players && matches === this.#online.matches) return;
    this.#online = { players, matches };
    this.#untold = this.clients.filter((client) => client.state === ClientState.JOINED);
    this.#partSize = Math.ceil(this.#untold.length / (PARTS - 1));
  }

  #tellPart(): void {
    for (const client of this.#untold.splice(-this.#partSize, this.#partSize)) {
      if (client.state === ClientState.JOINED) client.send(LobbyMessage.ONLINE, this.#online);
    }
  }
}
