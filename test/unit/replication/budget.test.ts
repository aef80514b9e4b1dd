import { Decoder } from "@colyseus/schema";
import { expect, test } from "vitest";
import type { Viewer } from "../../../server/replication/viewer.ts";
import { randomFrom } from "../../netcode/random.ts";
import { failOnComplaints } from "./complaints.ts";
import { MatchState } from "./state.ts";
import { expected, roll, World } from "./world.ts";

/** 500 ms at 20 Hz. */
const PATIENCE = 10;
const PLAYERS = 60;
const HEADROOM = 9;

failOnComplaints();

interface Watching {
  readonly viewer: Viewer;
  readonly decoder: Decoder<InstanceType<typeof MatchState>>;
  visible: Uint16Array;
  owned: number | null;
}

function watching(world: World, random: () => number): Watching {
  const viewer = world.replicator.viewer();
  const owned = world.players[roll(random, world.players.length)]?.bodyHandle ?? null;
  viewer.own(owned);
  const visible = Uint16Array.from(world.players, ({ bodyHandle }) => bodyHandle);
  const decoder = new Decoder(new MatchState());
  decoder.decode(viewer.full(visible, visible.length, HEADROOM).subarray(HEADROOM));
  return { viewer, decoder, visible, owned };
}

/** A world whose bodies all move every tick, nobody comes or goes. */
function moving(seed: number): { world: World; random: () => number } {
  const random = randomFrom(seed);
  const world = new World(random, PLAYERS, 0, PATIENCE);
  world.replicator.begin();
  return { world, random };
}

function move(world: World, random: () => number): void {
  world.root.tick += 1;
  for (const { body } of world.players) {
    body.place = world.root.tick; // says when the client was told last
    body.look = roll(random, 65_536);
  }
  world.replicator.begin();
}

/** Ticks by which what the client has of its bodies is behind. */
function staleness(world: World, { decoder }: Watching): number[] {
  return world.players.map(({ key }) => world.root.tick - (decoder.state.bodies.get(key)?.place ?? 0));
}

test("a patch keeps to the budget while nothing is due, and the owned body is always in it", () => {
  const { world, random } = moving(1);
  const client = watching(world, random);
  for (let tick = 0; tick < PATIENCE - 1; tick++) {
    move(world, random);
    const patch = client.viewer.patch(client.visible, client.visible.length, { headroom: HEADROOM, budget: 100, priority: () => 1 });
    expect(patch.length).toBeLessThanOrEqual(HEADROOM + 100);
    client.decoder.decode(patch.subarray(HEADROOM));
    const owned = world.players.find(({ bodyHandle }) => bodyHandle === client.owned);
    expect(client.decoder.state.bodies.get(owned?.key ?? "")?.place).toBe(world.root.tick);
  }
});

test("who is sent every other tick only waits no longer for its turn", () => {
  const { world, random } = moving(5);
  const client = watching(world, random);
  const fresh = PLAYERS / 4;
  const first = new Set(client.visible.subarray(0, fresh));
  let stalest = 0;
  for (let tick = 1; tick <= 10 * PATIENCE; tick++) {
    move(world, random);
    const options = { headroom: HEADROOM, budget: 100, priority: (handle: number) => (first.has(handle) ? 1000 : 1) };
    const patch = client.viewer.patch(client.visible, client.visible.length, tick % 2 === 0 ? { ...options, fresh } : options);
    client.decoder.decode(patch.subarray(HEADROOM));
    // What it was given when it came is of no tick.
    if (tick > PATIENCE + 1) stalest = Math.max(stalest, ...staleness(world, client).map(Math.abs));
  }
  expect(stalest).toBeLessThanOrEqual(PATIENCE);
});

test("who is out of sight is sent nothing, not even while waiting for that, and has waited all the same when it is back", () => {
  const { world, random } = moving(6);
  const client = watching(world, random);
  const hidden = client.visible.findLast((handle) => handle !== client.owned) ?? 0;
  const shown = client.visible.filter((handle) => handle !== hidden);
  const index = world.players.findIndex(({ bodyHandle }) => bodyHandle === hidden);
  const options = { headroom: 0, budget: 40, priority: (handle: number) => (handle === hidden ? 0.001 : 1) };
  const ageAfter = (inSight: number): number => {
    move(world, random);
    client.decoder.decode(client.viewer.patch(Uint16Array.of(...shown, hidden), shown.length + 1, { ...options, inSight }));
    return staleness(world, client)[index] ?? 0;
  };
  while (ageAfter(shown.length + 1) !== 0); // until it is its turn
  const waiting = [1, 2, 3].map(() => ageAfter(shown.length + 1));
  const out = [4, 5, 6].map(() => ageAfter(shown.length));
  expect([...waiting, ...out]).toEqual([1, 2, 3, 4, 5, 6]);
  const back: number[] = [];
  while (back.at(-1) !== 0) back.push(ageAfter(shown.length + 1));
  expect(Math.max(...back)).toBeLessThan(PATIENCE);
});

test("all of it goes, in any order of priority, when the budget suffices, and nobody is asked for priorities", () => {
  const { world, random } = moving(2);
  const client = watching(world, random);
  const asked: number[] = [];
  for (let tick = 0; tick < 20; tick++) {
    move(world, random);
    const options = {
      headroom: 0,
      budget: 2000,
      priority: (handle: number) => {
        asked.push(handle);
        return 1;
      },
    };
    client.decoder.decode(client.viewer.patch(client.visible, client.visible.length, options));
    expect(Math.max(...staleness(world, client))).toBe(0);
  }
  expect(asked).toEqual([]);
});

test.each([1, 2])("nothing is older than 500 ms, not even between patches, however small the budget, with a patch every %i ticks", (pace) => {
  const { world, random } = moving(3);
  const client = watching(world, random);
  const priorities = new Map(world.players.map(({ bodyHandle }) => [bodyHandle, bodyHandle % 5 === 0 ? 1000 : 0.001]));
  for (let tick = 1; tick < 200; tick++) {
    move(world, random);
    // What it was given when it came is of no tick.
    if (tick > PATIENCE) expect(Math.max(...staleness(world, client))).toBeLessThanOrEqual(PATIENCE);
    if (tick % pace !== 0) continue;
    const budget = tick < 100 ? 40 : 250;
    const priority = (handle: number): number => priorities.get(handle) ?? 1;
    client.decoder.decode(client.viewer.patch(client.visible, client.visible.length, { headroom: 0, budget, priority }));
  }
});

test("what has priority is fresher than what has not", () => {
  const { world, random } = moving(4);
  const client = watching(world, random);
  const near = new Set(client.visible.slice(0, 10));
  const sums = { near: 0, far: 0 };
  for (let tick = 1; tick < 100; tick++) {
    move(world, random);
    const priority = (handle: number): number => (near.has(handle) ? 20 : 1);
    client.decoder.decode(client.viewer.patch(client.visible, client.visible.length, { headroom: 0, budget: 250, priority }));
    if (tick <= PATIENCE) continue;
    staleness(world, client).forEach((ticks, index) => {
      sums[near.has(world.players[index]?.bodyHandle ?? -1) ? "near" : "far"] += ticks;
    });
  }
  expect(sums.near / near.size).toBeLessThan(sums.far / (PLAYERS - near.size) / 2);
});

test.each([1, 2, 3, 4, 5])("states converge within 500 ms once the world rests (world %i)", (seed) => {
  const random = randomFrom(seed);
  const world = new World(random, PLAYERS, 10, PATIENCE);
  world.replicator.begin();
  const clients = Array.from({ length: 10 }, () => watching(world, random));
  const send = (client: Watching): void => {
    const budget = 40 + roll(random, 200);
    const patch = client.viewer.patch(client.visible, client.visible.length, { headroom: 0, budget, priority: (handle) => 1 + (handle % 7) });
    client.decoder.decode(patch);
  };
  for (let round = 0; round < 5; round++) {
    for (let tick = 0; tick < 40; tick++) {
      world.live();
      world.replicator.begin();
      const there = [...world.players.map(({ bodyHandle }) => bodyHandle), ...world.pads.map(({ handle }) => handle)];
      for (const client of clients) {
        client.visible = Uint16Array.from(there.filter(() => random() < 0.7));
        client.owned = client.visible[0] ?? null;
        client.viewer.own(client.owned);
        send(client);
      }
    }
    for (let tick = 0; tick <= PATIENCE; tick++) {
      world.replicator.begin();
      for (const client of clients) send(client);
    }
    for (const { decoder, visible, owned } of clients) expect(decoder.state.toJSON()).toEqual(expected(world, new Set(visible), owned));
  }
});
