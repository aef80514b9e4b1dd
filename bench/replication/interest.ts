import type { Arena } from "./arena.ts";
import { Grid, type Rectangle } from "./grid.ts";
import { VIEW_HEIGHT, VIEW_WIDTH, WORLD } from "./workload.ts";

/** In place of a serial: none yet. */
const NONE = 65535;

/** What one viewer sees in this tick: indices into the arena's fighters and shots. */
export interface Sight {
  readonly fighters: Uint16Array;
  fighterCount: number;
  readonly shots: Uint16Array;
  shotCount: number;
  /** Shots that it sees for the first time. */
  readonly introduced: Uint16Array;
  introducedCount: number;
}

/** Who sees what: everything inside the rectangle around the own fighter. The same for all stacks. */
export class Interest {
  readonly sights: readonly Sight[];
  readonly #fighters: Grid;
  readonly #shots: Grid;
  /** Serial of the shot in each place, mod NONE. */
  readonly #serials: Uint16Array;
  /** For each viewer and each place, the serial of the last shot that it was told of there. */
  readonly #told: Uint16Array;

  constructor(arena: Arena) {
    const fighters = arena.fighters.length;
    const shots = arena.shots.length;
    this.#fighters = new Grid(fighters);
    this.#shots = new Grid(shots);
    this.#serials = new Uint16Array(shots);
    this.#told = new Uint16Array(fighters * shots).fill(NONE);
    this.sights = arena.fighters.map(() => ({
      fighters: new Uint16Array(fighters),
      fighterCount: 0,
      shots: new Uint16Array(shots),
      shotCount: 0,
      introduced: new Uint16Array(shots),
      introducedCount: 0,
    }));
  }

  update(arena: Arena): void {
    this.#fighters.fill(arena.fighters, () => true);
    this.#shots.fill(arena.shots, (shot) => shot.isLive);
    for (const index of arena.spawned) this.#serials[index] = (arena.shots[index]?.serial ?? 0) % NONE;
    for (const fighter of arena.fighters) {
      const sight = this.sights[fighter.id];
      if (sight === undefined) continue;
      const area = viewOf(fighter.x, fighter.y);
      sight.fighterCount = this.#fighters.gather(area, sight.fighters);
      sight.shotCount = this.#shots.gather(area, sight.shots);
      sight.introducedCount = this.#introduce(fighter.id, sight);
    }
  }

  #introduce(viewer: number, { shots, shotCount, introduced }: Sight): number {
    const serials = this.#serials;
    const told = this.#told.subarray(viewer * serials.length, (viewer + 1) * serials.length);
    let count = 0;
    for (let at = 0; at < shotCount; at += 1) {
      const index = shots[at] ?? 0;
      const serial = serials[index] ?? NONE;
      if (told[index] === serial) continue;
      told[index] = serial;
      introduced[count] = index;
      count += 1;
    }
    return count;
  }
}

function viewOf(x: number, y: number): Rectangle {
  const left = Math.min(Math.max(x - VIEW_WIDTH / 2, 0), WORLD - VIEW_WIDTH);
  const top = Math.min(Math.max(y - VIEW_HEIGHT / 2, 0), WORLD - VIEW_HEIGHT);
  return { left, top, right: left + VIEW_WIDTH, bottom: top + VIEW_HEIGHT };
}
