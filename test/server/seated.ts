import { expect } from "vitest";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import { Player, type Way } from "./player.ts";

/** The players of one test, who leave when it ends. */
export class Seated {
  readonly #url: () => string;
  readonly #players: Player[] = [];

  constructor(url: () => string) {
    this.#url = url;
  }

  /** Joins and waits for the welcome, `patience` ms at most. */
  async join(options: Partial<JoinOptions> = {}, way: Way = { kind: "any" }, patience = 1000): Promise<Player> {
    const player = await Player.join(this.#url(), options, way);
    this.#players.push(player);
    await expect.poll(() => player.welcomes.length, { interval: 5, timeout: patience }).toBe(1);
    return player;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#players.splice(0).map((player) => (player.left === null ? player.leave() : undefined)));
  }
}
