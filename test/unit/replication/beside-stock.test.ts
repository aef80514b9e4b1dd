import { isDeepStrictEqual } from "node:util";
import { Decoder, Encoder, Reflection } from "@colyseus/schema";
import { SchemaSerializer } from "@colyseus/sdk";
import { describe, expect, test } from "vitest";
import type { Viewer } from "../../../server/replication/viewer.ts";
import { randomFrom } from "../../netcode/random.ts";
import { failOnComplaints } from "./complaints.ts";
import { MatchState } from "./state.ts";
import { StockSide, type StockView } from "./stock.ts";
import { expected, pick, type Random, roll, World } from "./world.ts";

const VIEWERS = 40;
const TICKS = 250;

failOnComplaints();

/** A client that decodes what the serializer under test sends, through the decoder itself or through the SDK. */
interface Client {
  full(bytes: Uint8Array): void;
  patch(bytes: Uint8Array): void;
  state(): unknown;
}

function decoderClient(): Client {
  const decoder = new Decoder(new MatchState());
  let isNew = true;
  return {
    full(bytes) {
      if (isNew) decoder.decode(bytes);
      else decoder.decodeResync(bytes);
      isNew = false;
    },
    patch: (bytes) => decoder.decode(bytes),
    state: () => decoder.state.toJSON(),
  };
}

function sdkClient(handshake: Uint8Array): Client {
  const serializer = new SchemaSerializer<InstanceType<typeof MatchState>>();
  serializer.handshake(handshake);
  return { full: (bytes) => serializer.setState(bytes), patch: (bytes) => serializer.patch(bytes), state: () => serializer.getState().toJSON() };
}

const HEADROOM = 9;
const OPTIONS = { headroom: HEADROOM, budget: Number.POSITIVE_INFINITY, priority: () => 1 };

/** How often a viewer is sent a patch: every second tick is what an overloaded server does. */
type Pace = 1 | 2;

class Seat {
  readonly client: Client;
  readonly viewer: Viewer;
  readonly stock: StockView | null;
  readonly pace: Pace;
  readonly visible = new Set<number>();
  owned: number | null = null;
  connection: { kind: "connected" } | { kind: "failing"; ticks: number } | { kind: "away"; ticks: number } = { kind: "connected" };

  constructor(client: Client, viewer: Viewer, stock: StockView | null, pace: Pace) {
    this.client = client;
    this.viewer = viewer;
    this.stock = stock;
    this.pace = pace;
  }
}

class Run {
  readonly world: World;
  readonly seats: Seat[] = [];
  compared = 0;
  returns = 0;
  readonly #random: Random;
  /** Null: states are compared with the records. */
  readonly #stock: StockSide | null;
  readonly #handshake = Reflection.encode(new Encoder(new MatchState()));

  constructor(seed: number, isBesideStock: boolean) {
    this.#random = randomFrom(seed);
    this.world = new World(this.#random, 10 + roll(this.#random, 30), roll(this.#random, 10));
    this.#stock = isBesideStock ? new StockSide(this.world) : null;
  }

  seat(index: number): void {
    const client = index % 4 === 0 ? sdkClient(this.#handshake) : decoderClient();
    const seat = new Seat(client, this.world.replicator.viewer(), this.#stock?.view() ?? null, index % 5 === 4 ? 2 : 1);
    this.seats.push(seat);
    this.#look(seat);
    this.#full(seat, true);
  }

  tick(): void {
    this.world.live();
    this.world.replicator.begin();
    this.#stock?.publish();
    for (const seat of this.seats) if (seat.connection.kind !== "away") this.#look(seat);
    const views = this.seats.flatMap(({ connection, stock }) => (connection.kind === "away" || stock === null ? [] : [stock]));
    const patches = this.#stock?.patches(views);
    for (const seat of this.seats) this.#send(seat, seat.stock === null ? undefined : patches?.get(seat.stock));
  }

  /** The view changes a little, all of it now and then, and so does what is owned. */
  #look(seat: Seat): void {
    const random = this.#random;
    const bodies = new Set(this.world.players.map(({ bodyHandle }) => bodyHandle));
    const there = new Set([...bodies, ...this.world.pads.map(({ handle }) => handle)]);
    if (random() < 0.02) seat.visible.clear();
    for (const handle of seat.visible) if (!there.has(handle) || random() < 0.05) seat.visible.delete(handle);
    for (const handle of there) if (random() < 0.05) seat.visible.add(handle);
    if (random() < 0.05 || (seat.owned !== null && !bodies.has(seat.owned))) {
      if (seat.owned !== null && seat.stock !== null) seat.visible.delete(seat.owned);
      const others = [...bodies].filter((handle) => handle !== seat.owned);
      seat.owned = random() < 0.3 ? null : (pick(random, others) ?? null);
    }
    if (seat.owned !== null && random() < 0.9) seat.visible.add(seat.owned);
    seat.viewer.own(seat.owned);
    seat.stock?.look(seat.visible, seat.owned);
  }

  #visible(seat: Seat): [Uint16Array, number] {
    const list = new Uint16Array(200);
    list.set([...seat.visible]);
    return [list, seat.visible.size];
  }

  #send(seat: Seat, stockPatch: Uint8Array | undefined): void {
    const random = this.#random;
    const { connection } = seat;
    if (connection.kind === "away") {
      if (connection.ticks-- > 0) return;
      this.#look(seat);
      const arrives = random() < 0.7;
      this.#full(seat, arrives);
      this.returns += 1;
      seat.connection = arrives ? { kind: "connected" } : { kind: "failing", ticks: roll(random, 3) };
      return;
    }
    if (this.world.root.tick % seat.pace === 0) {
      const patch = seat.viewer.patch(...this.#visible(seat), OPTIONS);
      // What is written to a connection that is going down is never read.
      if (connection.kind === "connected") seat.client.patch(patch.subarray(HEADROOM));
    }
    if (connection.kind === "failing") {
      if (connection.ticks-- <= 0) seat.connection = { kind: "away", ticks: roll(random, 20) };
      return;
    }
    if (stockPatch !== undefined) seat.stock?.decode(stockPatch);
    if (this.world.root.tick % seat.pace === 0) this.#compare(seat);
    if (random() < 0.01) seat.connection = { kind: "failing", ticks: roll(random, 4) };
  }

  #full(seat: Seat, arrives: boolean): void {
    const bytes = seat.viewer.full(...this.#visible(seat), HEADROOM).subarray(HEADROOM);
    const stock = seat.stock?.full();
    if (!arrives) return;
    seat.client.full(bytes);
    if (stock !== undefined) seat.stock?.decodeFull(stock);
    this.#compare(seat);
  }

  #compare(seat: Seat): void {
    const decoded = seat.client.state();
    const wanted = seat.stock?.state() ?? expected(this.world, seat.visible, seat.owned);
    this.compared += 1;
    if (!isDeepStrictEqual(decoded, wanted)) expect(decoded, `tick ${this.world.root.tick}`).toEqual(wanted);
  }
}

describe.each([
  { beside: "the stock serializer", isBesideStock: true, seeds: [1, 2, 3, 4, 5] },
  { beside: "the records, where what is owned changes in sight", isBesideStock: false, seeds: [1, 2, 3, 4, 5] },
])("beside $beside", ({ isBesideStock, seeds }) => {
  test.each(seeds)("every decoded state is the same (world %i)", (seed) => {
    const run = new Run(seed, isBesideStock);
    for (let index = 0; index < VIEWERS / 2; index++) run.seat(index);
    for (let tick = 0; tick < TICKS; tick++) {
      run.tick();
      if (run.seats.length < VIEWERS) run.seat(run.seats.length);
    }
    expect(run.compared).toBeGreaterThan(VIEWERS * TICKS * 0.5);
    expect(run.returns).toBeGreaterThan(VIEWERS);
  });
});
