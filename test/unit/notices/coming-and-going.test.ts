import { describe, expect, test } from "vitest";
import type { WireFieldsOf } from "../../../server/match/inputs.ts";
import { Match } from "../../../server/match/match.ts";
import { Notices } from "../../../server/match/notices/notices.ts";
import { Witness } from "../../../server/match/notices/witness.ts";
import { DEFAULT_MAP } from "../../../shared/content/maps.ts";
import { ARENA } from "../../../shared/content/modes.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import type { World } from "../../../shared/sim/world.ts";
import { ManualTime } from "../../server/manual-time.ts";
import { PlainSight, type Seer, seer } from "./plain-sight.ts";
import { Replay } from "./replay.ts";

const TICK_RATE = 40;
const PERIOD = 1000 / TICK_RATE;
const BOTS = 12;
const HEADROOM = 5;
const ROUND_MS = 20_000;

const silent = { size: 0, next: (): WireFieldsOf | undefined => undefined };

/** A match of bots by hand-turned time, and one client that may come, go and come back. */
class Arena {
  readonly time = new ManualTime();
  readonly match: Match;
  readonly body: number;
  replay: Replay;
  #sight: PlainSight;
  #world: World;
  #notices: Notices<Seer>;
  readonly #seer: Seer;
  #witness: Witness<Seer> | null = null;
  /** Ticks in which something flew in sight that the client did not have, or had elsewhere. */
  astray = 0;
  /** Of what flew in sight. */
  compared = 0;
  kills = 0;
  killsTold = 0;
  rounds = new Set<World>();
  #isPassedOver = false;

  constructor() {
    this.match = new Match({
      terrain: compileTerrain(DEFAULT_MAP, TICK_RATE),
      mode: { ...ARENA, roundMs: ROUND_MS, podiumMs: 500 },
      seed: 4,
      size: BOTS,
      now: () => this.time.now(),
      send: (_tick, events) => this.#send(events),
    });
    this.body = this.match.join("tester", silent);
    this.#world = this.match.world;
    this.#sight = new PlainSight(this.#world);
    this.#notices = this.#noticesOf();
    this.#seer = seer(this.body);
    this.replay = new Replay(this.#world.terrain, { headroom: HEADROOM });
    const tick = (): void => {
      this.match.tick();
      this.time.after(PERIOD, tick);
    };
    this.time.after(PERIOD, tick);
  }

  /** The client is there from the next tick on, and knows nothing. */
  come(): void {
    this.#witness = new Witness(this.#seer);
    this.replay = new Replay(this.#world.terrain, { headroom: HEADROOM });
    this.match.resume(this.body, silent);
  }

  go(): void {
    this.#witness = null;
    this.match.drop(this.body);
  }

  /** The client is passed over in one tick; what it shows of projectiles is void from then on. */
  passOver(): void {
    this.#isPassedOver = true;
  }

  /** Sight is of one world here: it asks the present one for each. */
  #noticesOf(): Notices<Seer> {
    const present = (): PlainSight => this.#sight;
    return new Notices<Seer>({
      knows: (each, body) => present().knows(each, body),
      seesPlace: (each, x, y) => present().seesPlace(each, x, y),
    });
  }

  #send(events: readonly SimEvent[]): void {
    const { world } = this.match;
    if (world !== this.#world) {
      this.#world = world;
      this.#sight = new PlainSight(world);
      // What flew in the old world is gone for its clients, too: their ids begin anew.
      this.replay = new Replay(world.terrain, { headroom: HEADROOM });
    }
    this.rounds.add(world);
    this.#notices.begin(world, events);
    if (this.#witness === null) return;
    if (this.#isPassedOver) {
      this.#isPassedOver = false;
      this.replay = new Replay(world.terrain, { headroom: HEADROOM });
      return;
    }
    this.#sight.look(this.#seer);
    this.replay.tick(world.tick, this.#notices.batch(this.#witness, HEADROOM));
    this.kills += events.filter(({ kind }) => kind === "bodyKilled").length;
    this.killsTold += this.replay.events.filter(({ kind }) => kind === "bodyKilled" || kind === "killAnnounced").length;
    for (const { id, x, y } of world.projectiles) {
      if (!this.#seer.isLooking || !this.#sight.seesPlace(this.#seer, x, y)) continue;
      const shown = this.replay.flying.get(id);
      this.compared += 1;
      if (shown === undefined || (shown !== null && (shown.x !== x || shown.y !== y))) this.astray += 1;
    }
  }
}

describe("a client who comes and goes", () => {
  test("has what flies in sight from its first tick on, each time", () => {
    const arena = new Arena();
    arena.time.pass(2000);
    for (let visit = 0; visit < 40; visit += 1) {
      arena.come();
      arena.time.pass(300 + 17 * visit);
      arena.go();
      arena.time.pass(150);
    }
    expect(arena.compared).toBeGreaterThan(100);
    expect(arena.astray).toBe(0);
  });

  test("hears of every kill while it is there", () => {
    const arena = new Arena();
    arena.come();
    arena.time.pass(15_000);
    expect(arena.kills).toBeGreaterThan(5);
    expect(arena.killsTold).toBe(arena.kills);
  });

  test("is told anew in a new round, whose projectiles have the numbers of old ones", () => {
    const arena = new Arena();
    arena.come();
    arena.time.pass(3 * ROUND_MS);
    expect(arena.rounds.size).toBeGreaterThan(2);
    expect(arena.astray).toBe(0);
  });

  test("who missed a tick is shown all that flies in sight again", () => {
    const arena = new Arena();
    arena.come();
    for (let miss = 0; miss < 50; miss += 1) {
      arena.time.pass(200);
      arena.passOver();
    }
    expect(arena.compared).toBeGreaterThan(100);
    expect(arena.astray).toBe(0);
  });
});
