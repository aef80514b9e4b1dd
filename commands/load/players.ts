import { beat } from "./beat.ts";
import { type Clients, type Joined, joinAll, noFigures } from "./clients.ts";
import { DecodingPlayer, type Picture } from "./decoding-player.ts";
import { LightPlayer } from "./light-player.ts";
import type { WorkerFigures, WorkerTask } from "./messages.ts";
import { recordBots, type Tape } from "./recording.ts";

type PlayersTask = Extract<WorkerTask, { tickRate: number }>;

/** ms between two calls of this worker's clients, and between two pictures of each decoding client. */
const CALL_PERIOD = 1000;
const PICTURE_PERIOD = 1000;

/** A prime, so that clients with the same tape are far from one another in it. */
const STRIDE = 37;

/** Calls whose sending is remembered: x of a call counts to this, below the largest place on a map. */
const CALLS_KEPT = 8000;

/** Which tape a client plays and where it begins. */
function partOf(tapes: readonly Tape[], number: number): { tape: Tape; from: number } {
  return { tape: tapes[number % tapes.length] ?? [], from: number * STRIDE };
}

/** Who never got a seat is in no room. */
function roomsOf(players: readonly { roomId: string }[]): string[] {
  return [...new Set(players.map(({ roomId }) => roomId))].filter((roomId) => roomId !== "");
}

export class LightPlayers implements Clients {
  readonly #task: PlayersTask;
  readonly #players: LightPlayer[];
  /** When call number `x` was sent, by x (monotonic ms). */
  readonly #sentAt = new Map<number, number>();
  #delivery: number[] = [];
  #stop: () => void = () => undefined;
  #calls = 0;
  #nextCaller = 0;
  #bytes = { in: 0, out: 0 };

  constructor(task: PlayersTask) {
    this.#task = task;
    const tapes = recordBots(task.mode, task.players, task.tickRate);
    this.#players = Array.from({ length: task.count }, (_, index) => {
      const { tape, from } = partOf(tapes, task.first + index);
      return new LightPlayer(tape, from, (x, y) => this.#called(x, y));
    });
  }

  async prepare(): Promise<void> {
    await Promise.all(this.#players.map((player) => player.enter(this.#task.origin)));
  }

  async join(): Promise<Joined> {
    const { origin, mode, tickRate } = this.#task;
    const stopBeat = beat(this.#players.length, 1000 / tickRate, (index) => this.#players[index]?.play());
    const calls = setInterval(() => this.#call(), CALL_PERIOD);
    this.#stop = () => {
      stopBeat();
      clearInterval(calls);
    };
    const joined = await joinAll(this.#players.map((player) => player.join(origin, mode)));
    return { ...joined, rooms: roomsOf(this.#players) };
  }

  measure(): void {
    this.#delivery = [];
    this.#bytes = this.#sum();
  }

  figures(): Omit<WorkerFigures, "loopDelay"> {
    const sum = this.#sum();
    const connected = this.#players.filter(({ isPlaying }) => isPlaying).length;
    return { ...noFigures(), connected, bytesIn: sum.in - this.#bytes.in, bytesOut: sum.out - this.#bytes.out, delivery: this.#delivery };
  }

  async leave(): Promise<number> {
    this.#stop();
    const playing = this.#players.filter(({ isPlaying }) => isPlaying);
    await Promise.all(playing.map((player) => player.leave()));
    return playing.length;
  }

  #sum(): { in: number; out: number } {
    const sum = { in: 0, out: 0 };
    for (const { bytesIn, bytesOut } of this.#players) {
      sum.in += bytesIn;
      sum.out += bytesOut;
    }
    return sum;
  }

  /** The next of them who may calls. */
  #call(): void {
    const x = this.#calls % CALLS_KEPT;
    for (let tries = 0; tries < this.#players.length; tries += 1) {
      const caller = this.#players[this.#nextCaller];
      this.#nextCaller = (this.#nextCaller + 1) % this.#players.length;
      const now = performance.now();
      if (caller?.call(x, this.#task.first, now) !== true) continue;
      this.#calls += 1;
      this.#sentAt.set(x, now);
      return;
    }
  }

  /** Calls of other workers are not ours to time: they have another clock. */
  #called(x: number, y: number): void {
    const sentAt = y === this.#task.first ? this.#sentAt.get(x) : undefined;
    if (sentAt !== undefined) this.#delivery.push(performance.now() - sentAt);
  }
}

export class DecodingPlayers implements Clients {
  readonly #task: PlayersTask;
  readonly #players: DecodingPlayer[];
  readonly #taken: (pictures: Picture[]) => void;
  #stop: () => void = () => undefined;
  #before: WorkerFigures["corrections"] = { drift: 0, impulse: 0, invented: 0 };

  constructor(task: PlayersTask, taken: (pictures: Picture[]) => void) {
    this.#task = task;
    this.#taken = taken;
    const tapes = recordBots(task.mode, task.players, task.tickRate);
    this.#players = Array.from({ length: task.count }, (_, index) => {
      const { tape, from } = partOf(tapes, task.first + index);
      return new DecodingPlayer(task.origin, tape, from);
    });
  }

  async prepare(): Promise<void> {
    await Promise.all(this.#players.map((player) => player.enter()));
  }

  async join(): Promise<Joined> {
    const { mode, tickRate } = this.#task;
    const stopBeat = beat(this.#players.length, 1000 / tickRate, (index) => this.#players[index]?.play());
    const pictures = setInterval(() => this.#takePictures(), PICTURE_PERIOD);
    this.#stop = () => {
      stopBeat();
      clearInterval(pictures);
    };
    const joined = await joinAll(this.#players.map((player) => player.join(mode)));
    return { ...joined, rooms: roomsOf(this.#players) };
  }

  measure(): void {
    this.#before = this.#corrections();
  }

  figures(): Omit<WorkerFigures, "loopDelay"> {
    const now = this.#corrections();
    const { drift, impulse, invented } = this.#before;
    return {
      ...noFigures(),
      connected: this.#players.filter(({ isPlaying }) => isPlaying).length,
      corrections: { drift: now.drift - drift, impulse: now.impulse - impulse, invented: now.invented - invented },
      driftPeak: this.#players.reduce((most, { figures }) => Math.max(most, figures.driftPeak), 0),
    };
  }

  async leave(): Promise<number> {
    this.#stop();
    const playing = this.#players.filter(({ isPlaying }) => isPlaying);
    for (const player of playing) player.leave();
    return playing.length;
  }

  #takePictures(): void {
    const pictures = this.#players.flatMap((player) => player.picture() ?? []);
    if (pictures.length > 0) this.#taken(pictures);
  }

  #corrections(): WorkerFigures["corrections"] {
    const sum = { drift: 0, impulse: 0, invented: 0 };
    for (const { figures } of this.#players) {
      sum.drift += figures.corrections.drift;
      sum.impulse += figures.corrections.impulse;
      sum.invented += figures.corrections.invented;
    }
    return sum;
  }
}
