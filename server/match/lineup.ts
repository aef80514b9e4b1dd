import type { ModeData } from "../../shared/content/modes.ts";
import { COLOR_COUNT } from "../../shared/protocol/craft.ts";
import type { Joining, Team } from "../../shared/sim/world.ts";
import type { PlayerInput } from "./inputs.ts";
import type { Projection } from "./projection.ts";
import type { Published } from "./publish.ts";
import { TakenNames } from "./taken-names.ts";

/** How a player wants their craft to look; a colour of null is chosen for them. */
export interface CraftWish {
  readonly color: number | null;
  readonly trail: number;
}

export const ANY_LOOK: CraftWish = { color: null, trail: 0 };

export interface Member extends Published {
  readonly id: number;
  readonly team: Team;
  /** Null for a bot. */
  readonly input: PlayerInput | null;
  isDropped: boolean;
  isThrusting: boolean;
  wantsRematch: boolean;
  queue: number;
  invented: number;
}

/** Ids fit in 16 bits on the wire. */
const ID_MAX = 0xffff;

/** Who takes part in a match, people and bots: their ids, teams and colours, and who enters or leaves the world with the next tick. */
export class Lineup {
  readonly members = new Map<number, Member>();
  readonly names = new TakenNames();
  readonly #mode: ModeData;
  readonly #told: Projection;
  #joins: Joining[] = [];
  #leaves: number[] = [];
  #lastId = 0;

  constructor(mode: ModeData, told: Projection) {
    this.#mode = mode;
    this.#told = told;
  }

  get humans(): Member[] {
    return Array.from(this.members.values()).filter(({ input }) => input !== null);
  }

  /** Whether there are as many as the mode is for. */
  get isComplete(): boolean {
    return this.members.size >= (this.#mode.bodies ?? 0);
  }

  /** `inputOf`: null for a bot. */
  add(name: string, team: Team, { color, trail }: CraftWish, inputOf: ((id: number) => PlayerInput) | null): Joining {
    const id = this.#nextId();
    const look = { color: color ?? this.#freeColor(), trail };
    const input = inputOf?.(id) ?? null;
    this.members.set(id, { id, team, input, isDropped: false, isThrusting: false, wantsRematch: false, queue: 0, invented: 0 });
    this.names.add(name);
    this.#told.enter(id, { name, team, ...look, bot: input === null, kills: 0, deaths: 0, assists: 0, streak: 0, status: 0 });
    const joining = { id, team };
    this.#joins.push(joining);
    return joining;
  }

  remove(id: number): void {
    if (!this.members.delete(id)) return;
    this.names.remove(this.#told.roster.get(id)?.name ?? "");
    this.#told.leave(id);
    if (this.#joins.some((joining) => joining.id === id)) this.#joins = this.#joins.filter((joining) => joining.id !== id);
    else this.#leaves.push(id);
  }

  /** Who enters and who leaves the world in the tick that comes; asked for once per tick. */
  takeChanges(): { joins: readonly Joining[]; leaves: readonly number[] } {
    const changes = { joins: this.#joins, leaves: this.#leaves };
    this.#joins = [];
    this.#leaves = [];
    return changes;
  }

  /** A new world has nobody in it yet: all enter it, and what they wanted is done. */
  enterAll(): void {
    this.#leaves = [];
    this.#joins = Array.from(this.members.values(), ({ id, team }) => ({ id, team }));
    for (const member of this.members.values()) member.wantsRematch = false;
  }

  /** Joining is balanced: the team with fewer people, of equals the one that is behind, of those the first; 0 without teams. */
  teamForHuman(scores: readonly [number, number]): Team {
    if (this.#mode.teams === 0) return 0;
    const { humans } = this;
    const first = humans.filter(({ team }) => team === 1).length;
    if (first * 2 !== humans.length) return first * 2 < humans.length ? 1 : 2;
    return scores[0] <= scores[1] ? 1 : 2;
  }

  /** Bots make the teams equal. */
  teamForBot(): Team {
    if (this.#mode.teams === 0) return 0;
    let first = 0;
    for (const { team } of this.members.values()) if (team === 1) first += 1;
    return first <= this.members.size - first ? 1 : 2;
  }

  #nextId(): number {
    do this.#lastId = (this.#lastId % ID_MAX) + 1;
    while (this.members.has(this.#lastId));
    return this.#lastId;
  }

  #freeColor(): number {
    // A bit for each colour: hundreds come at once, and each looks at all who are there.
    let taken = 0;
    for (const { color } of this.#told.roster.values()) taken |= 1 << color;
    for (let color = 0; color < COLOR_COUNT; color++) if ((taken & (1 << color)) === 0) return color;
    return this.#lastId % COLOR_COUNT;
  }
}
