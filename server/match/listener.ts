import { lookAim, placeX, placeY } from "../../shared/protocol/packing.ts";
import type { BodyRecord } from "../../shared/protocol/state.ts";
import { TURN, UNIT } from "../../shared/sim/units.ts";
import { Allowance } from "../replication/allowance.ts";
import type { Viewer } from "../replication/viewer.ts";
import type { Follower } from "./following.ts";
import { Observer } from "./interest/observer.ts";
import { Witness } from "./notices/witness.ts";
import { NO_HANDLE, type Projection } from "./projection.ts";

export interface ListenerOptions {
  /** The id of the own body; 0 for who only watches. */
  readonly own: number;
  /** Width over height of the screen, as the client says. */
  readonly aspect: number;
  /** The newest tick that the client has reported to have. */
  readonly seen: () => number;
}

/** Bytes per second that a client is sent at most, unless the operator says otherwise: four times what a fight of 300 takes. */
export const BYTES_PER_SECOND = 24_000;

/** Units: as near as that nothing matters more than anything else. */
const NEAR = 200;

/** 1/65536 turn: who points at a player this exactly is about to shoot at them. */
const THREAT_ANGLE = TURN / 24;
const THREAT_WEIGHT = 3;

/** Beside bodies: a line of the score table and a pad can wait. */
const REST_PRIORITY = 0.2;

/** One client of a match, for as long as its seat is kept: what it may know, and the bytes that tell it. */
export class Listener implements Follower {
  readonly observer: Observer;
  readonly witness: Witness<Observer>;
  chosen = 0;
  /** Whether it has been given the whole state and is sent what changes. */
  isListening = false;
  readonly #told: Projection;
  readonly #viewer: Viewer;
  readonly #allowance: Allowance;
  readonly #seen: () => number;
  #handles = new Uint32Array(64);
  #count = 0;
  #x = 0;
  #y = 0;

  constructor(told: Projection, { own, aspect, seen }: ListenerOptions, tick: number, tickRate: number, bytesPerSecond: number) {
    this.#told = told;
    this.#seen = seen;
    this.observer = new Observer({ own, eye: own, aspect });
    this.witness = new Witness(this.observer);
    this.#viewer = told.replicator.viewer();
    this.#allowance = new Allowance(bytesPerSecond, tickRate, tick + 1);
  }

  get own(): number {
    return this.observer.own;
  }

  get eye(): number {
    return this.observer.eye;
  }

  /** ms that it is behind what it was at best lately. */
  get lag(): number {
    return this.#allowance.lag;
  }

  /** Takes over what the client has reported, before `observer` is asked what it may know. */
  hear(): void {
    this.observer.seen = this.#seen();
  }

  /** The connection is lost: it is told nothing until it is given the whole state again. */
  pause(): void {
    this.isListening = false;
  }

  /** The whole of what it may know, behind `headroom` free bytes. */
  full(tick: number, headroom: number): Buffer {
    this.isListening = true;
    this.#allowance.restart(tick);
    this.#collect();
    return this.#viewer.full(this.#handles, this.#count, headroom);
  }

  /** What changed for it since it was told last; `beside`: bytes that it is sent in this tick apart from that. */
  patch(tick: number, beside: number, headroom: number): Buffer {
    this.#collect();
    const budget = this.#allowance.grant(tick, this.observer.seen) - beside;
    const bytes = this.#viewer.patch(this.#handles, this.#count, { headroom, budget, priority: this.#priority });
    this.#allowance.spend(bytes.length + beside);
    return bytes;
  }

  /** Handles of all that it may know in this tick. */
  #collect(): void {
    const { observer } = this;
    const { bodyHandles, padHandles } = this.#told;
    if (this.#handles.length < observer.count + observer.padCount) this.#handles = new Uint32Array(2 * (observer.count + observer.padCount));
    this.#count = 0;
    for (let index = 0; index < observer.count; index += 1) this.#add(bodyHandles[observer.visible[index] ?? 0]);
    for (let index = 0; index < observer.padCount; index += 1) this.#add(padHandles[observer.pads[index] ?? 0]);
    const place = this.#told.bodies.get(observer.eye)?.place ?? 0;
    this.#x = placeX(place);
    this.#y = placeY(place);
    const own = bodyHandles[this.own] ?? NO_HANDLE;
    this.#viewer.own(own === NO_HANDLE ? null : own);
  }

  #add(handle: number | undefined): void {
    if (handle === undefined || handle === NO_HANDLE) return;
    this.#handles[this.#count] = handle;
    this.#count += 1;
  }

  /** The near and the dangerous first. */
  readonly #priority = (handle: number): number => {
    const body = this.#told.bodyOf(handle);
    if (body === undefined) return REST_PRIORITY;
    const dx = placeX(body.place) - this.#x;
    const dy = placeY(body.place) - this.#y;
    const nearness = NEAR / Math.max(NEAR, Math.hypot(dx, dy) / UNIT);
    return pointsAt(body, dx, dy) ? nearness * THREAT_WEIGHT : nearness;
  };
}

/** Whether a body points back along the way (dx, dy) that leads to it. */
function pointsAt(body: BodyRecord, dx: number, dy: number): boolean {
  const back = (Math.atan2(-dy, -dx) / (2 * Math.PI)) * TURN;
  const off = (((lookAim(body.look) - back) % TURN) + TURN) % TURN;
  return Math.min(off, TURN - off) < THREAT_ANGLE;
}
