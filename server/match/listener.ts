import { LoadStep } from "../../shared/protocol/load.ts";
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

/** Units: as near as that nothing matters more than anything else. */
const NEAR = 200;

/** Units: farther away than this, every other tick is enough for who is drawn there. */
const FAR = 500;

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
  /** What waits to go out with its next patch: batches of events, of this tick and of those in which it was not due. */
  readonly frames: Uint8Array[] = [];
  /** Whether it has been given the whole state and is sent what changes. */
  isListening = false;
  readonly #told: Projection;
  readonly #viewer: Viewer;
  readonly #allowance: Allowance;
  readonly #seen: () => number;
  /** Of all that it may know: first what it is told of anew, `#count`, then what stays as it knows it. */
  #handles = new Uint32Array(64);
  #count = 0;
  #known = 0;
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
    this.frames.length = 0;
  }

  /** The state to begin with, behind `headroom` free bytes: what everybody knows, and the own body. What else it may know comes with the next tick. */
  full(tick: number, headroom: number): Buffer {
    this.isListening = true;
    this.#allowance.restart(tick);
    this.#count = 0;
    this.#add(this.#takeOwn());
    return this.#viewer.full(this.#handles, this.#count, headroom);
  }

  /** Whether it is sent a patch in this tick, when the process has too much to do (`load`, a `LoadStep`). Half of all are, in turn. */
  isDue(tick: number, load: number): boolean {
    return load < LoadStep.ALL_AT_HALF_RATE || (tick + this.own) % 2 === 0;
  }

  /** What changed for it since it was told last; `beside`: bytes that it is sent in this tick apart from that. */
  patch(tick: number, load: number, beside: number, headroom: number): Buffer {
    this.#collect();
    // Where everybody is told every other tick, who is far away need not wait any longer.
    const fresh = load === LoadStep.FAR_AT_HALF_RATE && tick % 2 === 0 ? this.#putFarLast() : this.#count;
    const budget = this.#allowance.grant(tick, this.observer.seen) - beside;
    const bytes = this.#viewer.patch(this.#handles, this.#known, { headroom, budget, priority: this.#priority, fresh, inSight: this.#count });
    this.#allowance.spend(bytes.length + beside);
    return bytes;
  }

  /** Orders the handles so that those of bodies far away come last; returns how many come before them. */
  #putFarLast(): number {
    let near = 0;
    for (let index = 0; index < this.#count; index += 1) {
      const handle = this.#handles[index] ?? 0;
      const body = this.#told.bodyOf(handle);
      if (body !== undefined && Math.hypot(placeX(body.place) - this.#x, placeY(body.place) - this.#y) > FAR * UNIT) continue;
      this.#handles[index] = this.#handles[near] ?? 0;
      this.#handles[near] = handle;
      near += 1;
    }
    return near;
  }

  /** Handles of all that it may know in this tick. */
  #collect(): void {
    const { observer } = this;
    const { bodyHandles, padHandles } = this.#told;
    const most = observer.count + observer.padCount + observer.lingeringCount;
    if (this.#handles.length < most) this.#handles = new Uint32Array(2 * most);
    this.#count = 0;
    for (let index = 0; index < observer.count; index += 1) this.#add(bodyHandles[observer.visible[index] ?? 0]);
    for (let index = 0; index < observer.padCount; index += 1) this.#add(padHandles[observer.pads[index] ?? 0]);
    this.#known = this.#count;
    for (let index = 0; index < observer.lingeringCount; index += 1) this.#keep(bodyHandles[observer.lingering[index] ?? 0]);
    const place = this.#told.bodies.get(observer.eye)?.place ?? 0;
    this.#x = placeX(place);
    this.#y = placeY(place);
    this.#takeOwn();
  }

  /** Whatever it may know of itself goes with its body, another one perhaps than before. Returns that body's handle. */
  #takeOwn(): number {
    const handle = this.#told.bodyHandles[this.own] ?? NO_HANDLE;
    this.#viewer.own(handle === NO_HANDLE ? null : handle);
    return handle;
  }

  #add(handle: number | undefined): void {
    if (handle === undefined || handle === NO_HANDLE) return;
    this.#handles[this.#count] = handle;
    this.#count += 1;
  }

  /** After all that is added. */
  #keep(handle: number | undefined): void {
    if (handle === undefined || handle === NO_HANDLE) return;
    this.#handles[this.#known] = handle;
    this.#known += 1;
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
