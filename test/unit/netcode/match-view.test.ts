import { beforeEach, describe, expect, test } from "vitest";
import { MatchView } from "../../../client/game/match-view.ts";
import type { Scene } from "../../../client/game/scene.ts";
import { FOUNDRY } from "../../../shared/content/maps/foundry.ts";
import { CONTENT_VERSION } from "../../../shared/content/version.ts";
import { FLAG_ALIVE, packLook, packPlace } from "../../../shared/protocol/packing.ts";
import { BodyState, MatchState, PadState, RosterEntry } from "../../../shared/protocol/state.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { sceneWith } from "../fabricated-scene.ts";

const PERIOD = 25;
const TERRAIN = compileTerrain(FOUNDRY, 40);

let view: MatchView;
let scene: Scene;
let state: MatchState;
let tick: number;

beforeEach(() => {
  view = new MatchView({ body: 0, tickRate: 40, map: FOUNDRY.name, mode: "arena", contentVersion: CONTENT_VERSION, aspect: 16 / 9 }, TERRAIN, null);
  scene = sceneWith({ roster: [], bodies: [], pickups: [] });
  state = new MatchState();
  state.load = 0;
  tick = 0;
  for (const [id, kills] of [
    [1, 3],
    [2, 7],
  ] as const) {
    state.roster.set(
      String(id),
      new RosterEntry().assign({ name: `Pilot ${id}`, color: id, trail: 0, bot: false, team: 0, kills, deaths: 0, assists: 0, streak: 0, status: 0 }),
    );
  }
});

/** Patches of as many ticks arrive, each with a displayed frame. */
function pass(ticks: number): void {
  for (let left = ticks; left > 0; left -= 1) {
    tick += 1;
    state.tick = tick;
    view.patched(state, 0, tick * PERIOD);
    view.write(tick * PERIOD, state, scene);
  }
}

const tellOf = (id: number, x: number, y: number): void => {
  const body = new BodyState().assign({ place: packPlace(x * UNIT, y * UNIT), look: packLook(0, FLAG_ALIVE), health: 100, shield: 0, weapon: 0 });
  state.bodies.set(String(id), body);
};

describe("a client that is told of few", () => {
  test("lists everybody who takes part, and knows the bodies that it is told of", () => {
    tellOf(1, 500, 400);
    pass(10);
    expect(scene.roster.map(({ id, name, kills }) => ({ id, name, kills }))).toEqual([
      { id: 1, name: "Pilot 1", kills: 3 },
      { id: 2, name: "Pilot 2", kills: 7 },
    ]);
    expect(scene.bodies).toMatchObject([{ id: 1, name: "Pilot 1", x: 500, y: 400 }]);
  });

  test("still lists who left sight", () => {
    tellOf(1, 500, 400);
    pass(10);
    state.bodies.delete("1");
    pass(10);
    expect(scene.bodies).toEqual([]);
    expect(scene.roster).toHaveLength(2);
  });

  test("follows the best of the score table, in sight or not, until the server names another", () => {
    tellOf(1, 500, 400);
    pass(10);
    expect(scene.focus).toBe(2);
    view.followed({ body: 1 });
    pass(1);
    expect(scene.focus).toBe(1);
    expect(view.takeWish()).toBeNull();
  });

  test("keeps what it last knew of a pad out of view", () => {
    state.pads.set("1", new PadState().assign({ lies: false }));
    pass(5);
    expect(scene.pickups[1]).toBe(false);
    state.pads.delete("1");
    pass(5);
    expect(scene.pickups[1]).toBe(false);
    state.pads.set("1", new PadState().assign({ lies: true }));
    pass(5);
    expect(scene.pickups[1]).toBe(true);
  });
});
