import { type BodyRecord, MatchState, type PadRecord, type RosterRecord, type RoundRecord } from "../../shared/protocol/state.ts";
import { Replicator } from "../replication/replicator.ts";

/** Ids of bodies take 16 bits. */
const IDS = 0x1_0000;

/** In place of the handle of a body that is not there. */
export const NO_HANDLE = 0xffff_ffff;

/**
 * How many bytes things take of a patch is decided here. Of a body `fast` is what changes with nearly every tick; of a line of the score
 * table the assists, which change more often than all the rest: of a crowd of hundreds, these lines were a third of a patch.
 */
const KINDS = {
  roster: { everybody: true, fixed: ["name", "color", "trail", "bot", "team"], slow: ["kills", "deaths", "streak", "status"], fast: ["assists"] },
  bodies: { fast: ["place", "look"], slow: ["health", "shield", "weapon"], owner: "own" },
  pads: { slow: ["lies"] },
} as const;

/**
 * What clients are told of a match, as records with the fields of the state's schema classes. `publish` writes them once per
 * tick; the replicator sends each client those that it may have.
 */
export class Projection {
  readonly round: RoundRecord = { tick: 0, phase: 0, phaseEnds: 0, round: 0, scores: [], load: 0 };
  /** By body id. */
  readonly roster = new Map<number, RosterRecord>();
  readonly bodies = new Map<number, BodyRecord>();
  /** By the index of the map's pickup. */
  readonly pads: PadRecord[] = [];
  readonly replicator: Replicator<keyof typeof KINDS>;
  /** Handles of the replicator, by body id and by pad. */
  readonly bodyHandles = new Uint32Array(IDS).fill(NO_HANDLE);
  readonly padHandles: number[] = [];
  readonly #entryHandles = new Map<number, number>();
  readonly #byHandle: (BodyRecord | undefined)[] = [];

  /** `patience`: ticks that something may wait for its turn when a client's budget does not suffice. */
  constructor(patience: number) {
    this.replicator = new Replicator({ state: MatchState, root: this.round, kinds: KINDS, patience });
  }

  enter(id: number, entry: RosterRecord): void {
    const body = newBodyRecord();
    this.roster.set(id, entry);
    this.bodies.set(id, body);
    this.#entryHandles.set(id, this.replicator.add("roster", String(id), entry));
    const handle = this.replicator.add("bodies", String(id), body);
    this.bodyHandles[id] = handle;
    this.#byHandle[handle] = body;
  }

  /** The body of a handle; undefined when it is no body's. */
  bodyOf(handle: number): BodyRecord | undefined {
    return this.#byHandle[handle];
  }

  leave(id: number): void {
    const entry = this.#entryHandles.get(id);
    if (entry === undefined) return;
    this.replicator.remove(entry);
    const handle = this.bodyHandles[id] ?? NO_HANDLE;
    this.replicator.remove(handle);
    this.bodyHandles[id] = NO_HANDLE;
    this.#byHandle[handle] = undefined;
    this.#entryHandles.delete(id);
    this.roster.delete(id);
    this.bodies.delete(id);
  }

  /** Rounds may be on maps with more pads or fewer. */
  layPads(count: number): void {
    while (this.pads.length > count) {
      this.pads.pop();
      this.replicator.remove(this.padHandles.pop() ?? 0);
    }
    while (this.pads.length < count) {
      const pad: PadRecord = { lies: false };
      this.padHandles.push(this.replicator.add("pads", String(this.pads.length), pad));
      this.pads.push(pad);
    }
  }
}

function newBodyRecord(): BodyRecord {
  return {
    place: 0,
    look: 0,
    health: 0,
    shield: 0,
    weapon: 0,
    own: {
      x: 0,
      y: 0,
      velocityX: 0,
      velocityY: 0,
      aim: 0,
      dashTicks: 0,
      dashCooldown: 0,
      dashHeld: false,
      fireCooldown: 0,
      ammo: [],
      shots: 0,
      queue: 0,
      invented: 0,
      impulses: 0,
    },
  };
}
