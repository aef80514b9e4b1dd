/** Kills by the same one, unanswered, that make them a nemesis. */
export const NEMESIS_KILLS = 3;

export type RivalryNews = "nemesis" | "revenge" | null;

/** Who has killed the own player most, without an answer: kept for a match, over its rounds. */
export class Rivalry {
  readonly #unanswered = new Map<number, number>();
  #nemesis = 0;

  /** Id of the body that killed this player most often since they last got it back; 0 for none. */
  get nemesis(): number {
    return this.#nemesis;
  }

  /** Takes one kill, and says what it changed for the player `own`. */
  killed(own: number, attacker: number, victim: number): RivalryNews {
    if (attacker === victim || attacker === 0) return null;
    if (victim === own) return this.#killedBy(attacker);
    if (attacker !== own) return null;
    const wasNemesis = victim === this.#nemesis;
    this.#unanswered.delete(victim);
    if (wasNemesis) this.#nemesis = this.#worst();
    return wasNemesis ? "revenge" : null;
  }

  /** Who is not there any more is nobody's nemesis. */
  keepOnly(present: (id: number) => boolean): void {
    for (const id of this.#unanswered.keys()) if (!present(id)) this.#unanswered.delete(id);
    if (this.#nemesis !== 0 && !present(this.#nemesis)) this.#nemesis = this.#worst();
  }

  #killedBy(attacker: number): RivalryNews {
    const kills = (this.#unanswered.get(attacker) ?? 0) + 1;
    this.#unanswered.set(attacker, kills);
    if (kills < NEMESIS_KILLS || attacker === this.#nemesis) return null;
    // Whoever was first stays until somebody has killed more often.
    if (kills <= (this.#unanswered.get(this.#nemesis) ?? 0)) return null;
    this.#nemesis = attacker;
    return "nemesis";
  }

  #worst(): number {
    let worst = 0;
    let most = NEMESIS_KILLS - 1;
    for (const [id, kills] of this.#unanswered) {
      if (kills <= most) continue;
      worst = id;
      most = kills;
    }
    return worst;
  }
}
