import { Decoder } from "@colyseus/schema";
import type { LinkListener, OpenLink } from "../../../client/game/net/link.ts";
import type { FrameSource, WireFieldsOf } from "../../../server/match/inputs.ts";
import type { Listener } from "../../../server/match/listener.ts";
import { Match } from "../../../server/match/match.ts";
import { DEFAULT_MAP } from "../../../shared/content/maps.ts";
import { ARENA } from "../../../shared/content/modes.ts";
import { CONTENT_VERSION } from "../../../shared/content/version.ts";
import { encodeEvents } from "../../../shared/protocol/events.ts";
import { MatchState } from "../../../shared/protocol/state.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import type { ManualTime } from "../../server/manual-time.ts";

export const TICK_RATE = 40;
const PERIOD = 1000 / TICK_RATE;

/** What a tick made, on its way to a client. */
interface Patch {
  bytes: Uint8Array;
  acknowledged: number;
  events: Uint8Array | null;
}

/** The real match and the real bytes of its state without sockets: frames and patches take `latency` ms of manual time each way. One client. */
export class MemoryServer {
  /** Frames as they were sent, before the network. */
  readonly sent: WireFieldsOf[] = [];
  /** Drops what is told of own shots, and the shots: the frames of these numbers are taken unapplied. */
  readonly discard = new Set<number>();
  /** What a client asked for, and the shapes that it told. */
  readonly follows: number[] = [];
  readonly aspects: number[] = [];
  readonly match: Match;
  latency: number;
  /** Ticks between two patches, as of an overloaded server; events go out in every tick. */
  patchEvery = 1;
  body = 0;
  readonly #time: ManualTime;
  readonly #waiting: WireFieldsOf[] = [];
  #taken = 0;
  #listener: LinkListener | null = null;
  /** Who is told, and what the client makes of it. */
  #told: Listener | null = null;
  #decoder = new Decoder(new MatchState());

  constructor(time: ManualTime, latency: number) {
    this.#time = time;
    this.latency = latency;
    this.match = new Match({
      terrain: compileTerrain(DEFAULT_MAP, TICK_RATE),
      seed: 1,
      size: 0,
      now: () => time.now(),
      send: (tick, events) => this.#send(tick, events),
    });
    const tick = (): void => {
      this.match.tick();
      time.after(PERIOD, tick);
    };
    time.after(PERIOD, tick);
  }

  readonly open: OpenLink = (_request, listener) => {
    let acknowledged = 0;
    let count = 0;
    this.#time.after(2 * this.latency, () => {
      this.body = this.match.join("tester", this.#source());
      this.#told = this.match.audience.admit({ own: this.body, aspect: 16 / 9, seen: () => this.sent.at(-1)?.seenTick ?? 0 });
      this.#decoder = new Decoder(new MatchState());
      this.#listener = {
        ...listener,
        patched: (state) => {
          acknowledged = this.#arriving.acknowledged;
          listener.patched(state);
        },
      };
      listener.opened({
        roomId: "memory",
        token: "memory:1",
        get acknowledged() {
          return acknowledged;
        },
        bytesIn: 0,
        bytesOut: 0,
        send: (frame, seenTick) => {
          const wire = { ...frame, seenTick };
          this.sent.push(wire);
          this.#time.after(this.latency, () => this.#waiting.push(wire));
          count += 1;
          return count;
        },
        reportSeen: () => undefined,
        call: () => undefined,
        askAgain: () => undefined,
        follow: (id) => void this.follows.push(id),
        turn: (aspect) => void this.aspects.push(aspect),
        ping: (answer) => void this.#time.after(2 * this.latency, () => answer(2 * this.latency)),
        leave: () => undefined,
      });
      listener.welcomed({ body: this.body, tickRate: TICK_RATE, map: DEFAULT_MAP.name, mode: ARENA.name, contentVersion: CONTENT_VERSION, aspect: 16 / 9 });
    });
    return () => {
      this.#listener = null;
    };
  };

  /** The line breaks. */
  cut(): void {
    this.#listener?.closed({ kind: "lost" });
  }

  /** Tells the client through whose eyes it sees. */
  give(body: number): void {
    this.#time.after(this.latency, () => this.#listener?.followed({ body }));
  }

  #arriving: { acknowledged: number } = { acknowledged: 0 };

  #source(): FrameSource {
    const waiting = this.#waiting;
    const next = (): WireFieldsOf | undefined => {
      const wire = waiting.shift();
      if (wire === undefined) return undefined;
      this.#taken += 1;
      return this.discard.has(this.#taken) ? { ...wire, buttons: 0 } : wire;
    };
    return {
      get size() {
        return waiting.length;
      },
      next,
    };
  }

  #send(tick: number, events: readonly SimEvent[]): void {
    const told = this.#told;
    if (told === null) return;
    const bytes = told.isListening ? told.patch(tick, 0, 0, 0) : told.full(tick, 0);
    const patch: Patch = { bytes, acknowledged: this.#taken, events: events.length > 0 ? encodeEvents(tick, events) : null };
    this.#time.after(this.latency, () => {
      const listener = this.#listener;
      if (listener === null) return;
      this.#arriving = patch;
      listener.heard();
      if (patch.events !== null) listener.happened(patch.events);
      this.#decoder.decode(patch.bytes);
      if (tick % this.patchEvery === 0) listener.patched(this.#decoder.state);
    });
  }
}
