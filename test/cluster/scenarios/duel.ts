import { PHASE_PLAYING } from "../../../shared/protocol/state.ts";
import type { Player } from "../../server/player.ts";
import type { Cluster } from "../cluster.ts";
import type { RegistryView } from "../registry-view.ts";
import type { ServerProcess } from "../server-process.ts";
import { addressOf, playing } from "./matches.ts";
import { timeUntil } from "./scenario.ts";

/** ms until a duel of two begins, and until who stays has won. */
const PATIENCE = 5000;

/** Two who fight, and the result that they leave behind: whoever leaves has lost. */
export class Duel {
  readonly #loser: Player;
  readonly winner: Player;

  private constructor(loser: Player, winner: Player) {
    this.#loser = loser;
    this.winner = winner;
  }

  /** On any process but one that is to die. */
  static async start(cluster: Cluster, view: RegistryView, dying: ServerProcess | null = null): Promise<Duel> {
    for (;;) {
      const first = await playing(cluster.url, { kind: "new", mode: "duel" });
      if (dying === null || cluster.at(await addressOf(view, first.room.roomId)) !== dying) return Duel.#against(cluster.url, first);
      await first.leave();
    }
  }

  static async startAt(url: string): Promise<Duel> {
    return Duel.#against(url, await playing(url, { kind: "new", mode: "duel" }));
  }

  static async #against(url: string, first: Player): Promise<Duel> {
    const second = await playing(url, { kind: "room", roomId: first.room.roomId });
    if ((await timeUntil(PATIENCE, () => first.room.state.phase === PHASE_PLAYING)) === null) throw new Error("a duel does not begin");
    return new Duel(first, second);
  }

  /** The id of the match that is decided by one of them leaving. */
  async decide(): Promise<string> {
    await this.#loser.leave();
    if ((await timeUntil(PATIENCE, () => this.winner.results.length > 0)) === null) throw new Error("a duel is not decided");
    return `${this.winner.room.roomId}-${this.winner.results[0]?.round}`;
  }
}
