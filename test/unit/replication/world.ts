import { Replicator } from "../../../server/replication/replicator.ts";
import { type BodyRow, type EntryRow, KINDS, MatchState, type OwnRow, type PadRow, type RootRow } from "./state.ts";

export type Random = () => number;

/** A whole number 0..below - 1. */
export const roll = (random: Random, below: number): number => Math.floor(random() * below);

export const pick = <Value>(random: Random, values: readonly Value[]): Value | undefined => values[roll(random, values.length)];

export interface Player {
  readonly key: string;
  readonly entry: EntryRow;
  readonly body: BodyRow;
  readonly entryHandle: number;
  readonly bodyHandle: number;
}

export interface Device {
  readonly key: string;
  readonly row: PadRow;
  readonly handle: number;
}

const KEYS = 300; // few enough that keys come back
const BODY_VALUES = { place: 2 ** 32, look: 65_536, health: 101, shield: 51, weapon: 5 } as const;

function randomOwn(random: Random): OwnRow {
  return {
    x: roll(random, 2 ** 32) - 2 ** 31,
    y: roll(random, 1000),
    velocityX: -roll(random, 1000),
    velocityY: roll(random, 1000),
    dashTicks: 0,
    dashCooldown: 0,
    dashHeld: random() < 0.5,
    fireCooldown: 0,
    ammo: Array.from({ length: roll(random, 6) }, () => roll(random, 256)),
    shots: 0,
    queue: 0,
    invented: 0,
    impulses: 0,
    aim: roll(random, 65_536),
  };
}

/** Records that live at random, as a match's would, and a replicator that knows them. */
export class World {
  readonly root: RootRow = { tick: 0, phase: 0, phaseEnds: 0, round: 1, scores: [], load: 0 };
  readonly players: Player[] = [];
  readonly pads: Device[] = [];
  readonly replicator: Replicator<keyof typeof KINDS>;
  readonly #random: Random;

  constructor(random: Random, players: number, pads: number, patience = 10) {
    this.#random = random;
    this.replicator = new Replicator({ state: MatchState, root: this.root, kinds: KINDS, patience });
    for (let count = 0; count < players; count++) this.join();
    for (let count = 0; count < pads; count++) {
      const row = { lies: random() < 0.5 };
      const key = String(count);
      this.pads.push({ key, row, handle: this.replicator.add("pads", key, row) });
    }
  }

  join(): void {
    const random = this.#random;
    let key = String(roll(random, KEYS));
    while (this.players.some((player) => player.key === key)) key = String(roll(random, KEYS));
    const entry: EntryRow = {
      name: `${[..."Ünï🦊"].slice(0, roll(random, 5)).join("")}${key}`,
      color: roll(random, 12),
      trail: roll(random, 4),
      team: roll(random, 3),
      bot: random() < 0.5,
      kills: 0,
      deaths: 0,
      assists: 0,
      streak: 0,
      status: 0,
    };
    const body: BodyRow = { place: roll(random, 2 ** 32), look: roll(random, 65_536), health: 100, shield: 0, weapon: 0, own: randomOwn(random) };
    const entryHandle = this.replicator.add("roster", key, entry);
    const bodyHandle = this.replicator.add("bodies", key, body);
    this.players.push({ key, entry, body, entryHandle, bodyHandle });
  }

  leave(player: Player): void {
    this.players.splice(this.players.indexOf(player), 1);
    this.replicator.remove(player.bodyHandle);
    this.replicator.remove(player.entryHandle);
  }

  /** The same player's body is another entity under the same key from now on. */
  respawn(player: Player): void {
    this.replicator.remove(player.bodyHandle);
    const body = { ...player.body, own: randomOwn(this.#random) };
    this.players[this.players.indexOf(player)] = { ...player, body, bodyHandle: this.replicator.add("bodies", player.key, body) };
  }

  /** One tick of life: everybody moves, some of all else happens. */
  live(): void {
    const random = this.#random;
    this.root.tick += 1;
    if (random() < 0.05) this.root.phase = roll(random, 3);
    if (random() < 0.05) this.root.phaseEnds = roll(random, 2 ** 32);
    if (random() < 0.1) this.root.load = roll(random, 256);
    if (random() < 0.02) this.root.scores.push(roll(random, 65_536));
    if (random() < 0.02) this.root.scores.pop();
    if (random() < 0.2 && this.root.scores.length > 0) this.root.scores[roll(random, this.root.scores.length)] = roll(random, 65_536);
    for (const player of this.players) this.#act(player);
    for (const pad of this.pads) if (random() < 0.03) pad.row.lies = !pad.row.lies;
    if (random() < 0.1 && this.players.length > 1) this.leave(this.players[roll(random, this.players.length)] as Player);
    if (random() < 0.1 && this.players.length < KEYS / 2) this.join();
    if (random() < 0.1 && this.players.length > 0) this.respawn(this.players[roll(random, this.players.length)] as Player);
  }

  #act({ body, entry }: Player): void {
    const random = this.#random;
    const { own } = body;
    if (random() < 0.8) {
      body.place = roll(random, BODY_VALUES.place);
      own.x = (own.x + roll(random, 99)) | 0;
      own.velocityX = roll(random, 200) - 100;
    }
    if (random() < 0.5) body.look = roll(random, BODY_VALUES.look);
    if (random() < 0.1) body.health = roll(random, BODY_VALUES.health);
    if (random() < 0.1) body.shield = roll(random, BODY_VALUES.shield);
    if (random() < 0.1) body.weapon = roll(random, BODY_VALUES.weapon);
    if (random() < 0.1) own.dashHeld = !own.dashHeld;
    if (random() < 0.1 && own.ammo.length > 0) own.ammo[roll(random, own.ammo.length)] = roll(random, 256);
    if (random() < 0.02) own.ammo.push(roll(random, 256));
    if (random() < 0.02) own.ammo.pop();
    if (random() < 0.02) entry.kills += 1;
    if (random() < 0.02) entry.status = roll(random, 8);
  }
}

/** What a client must hold that sees these and owns that. */
export function expected(world: World, visible: ReadonlySet<number>, owned: number | null): unknown {
  const bodies: Record<string, unknown> = {};
  const pads: Record<string, unknown> = {};
  const roster: Record<string, unknown> = {};
  for (const { key, body, bodyHandle, entry } of world.players) {
    roster[key] = { ...entry };
    const { own, ...seen } = body;
    if (visible.has(bodyHandle)) bodies[key] = bodyHandle === owned ? { ...seen, own: { ...own, ammo: [...own.ammo] } } : seen;
  }
  for (const { key, row, handle } of world.pads) if (visible.has(handle)) pads[key] = { ...row };
  return { ...world.root, scores: [...world.root.scores], roster, bodies, pads };
}
