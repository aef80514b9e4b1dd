import { randomBytes } from "node:crypto";
import type { RestrictionEntry } from "../../../shared/protocol/operators.ts";
import type { Database } from "../../storage/database.ts";
import { addRestriction, liftRestriction, listRestrictions, restrictionsInForce } from "../../storage/restrictions.ts";

/** What somebody may not do: play, by who they are or by where they come from; call out to others. */
export const RESTRICTION_KINDS = ["ban", "address-ban", "mute"] as const;
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];

/** Bytes */
const ID_LENGTH = 9;

export interface Restriction {
  readonly kind: RestrictionKind;
  /** A player's id; of a ban by address a network. */
  readonly target: string;
  readonly reason: string;
  /** ms since 1970; null: for ever. */
  readonly until: number | null;
}

/**
 * Bans and mutes. Doors and rooms ask in every request and call, so that those in force are kept here; `load` looks what other processes
 * have made of them, and is to be called every few seconds.
 */
export class Restrictions {
  readonly #database: Database;
  readonly #now: () => number;
  #byTarget = new Map<string, Restriction>();

  /** `now`: ms since 1970. */
  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  async load(): Promise<void> {
    const rows = await restrictionsInForce(this.#database.kysely, this.#now());
    this.#byTarget = new Map(rows.map((row) => [keyOf(row.kind, row.target), restrictionOf(row)]));
  }

  /** By which the player, or whoever comes from there, may not play; null: they may. */
  banOf(player: string | null, network: string): Restriction | null {
    return (player === null ? null : this.#inForce("ban", player)) ?? this.#inForce("address-ban", network);
  }

  isMuted(player: string): boolean {
    return this.#inForce("mute", player) !== null;
  }

  /** @returns its id */
  async add({ kind, target, reason, until }: Restriction, operator: string): Promise<string> {
    const id = randomBytes(ID_LENGTH).toString("base64url");
    const row: RestrictionEntry = { id, kind, target, reason, operator, created_at: this.#now(), expires_at: until, lifted_at: null, lifted_by: null };
    await addRestriction(this.#database.kysely, row);
    await this.load();
    return id;
  }

  /** @returns whether it was in force */
  async lift(id: string, operator: string): Promise<boolean> {
    const lifted = await liftRestriction(this.#database.kysely, id, operator, this.#now());
    await this.load();
    return lifted;
  }

  list(count: number): Promise<RestrictionEntry[]> {
    return listRestrictions(this.#database.kysely, count);
  }

  #inForce(kind: RestrictionKind, target: string): Restriction | null {
    const found = this.#byTarget.get(keyOf(kind, target));
    return found === undefined || (found.until !== null && found.until <= this.#now()) ? null : found;
  }
}

function keyOf(kind: string, target: string): string {
  return `${kind} ${target}`;
}

function restrictionOf({ kind, target, reason, expires_at: until }: RestrictionEntry): Restriction {
  return { kind: RESTRICTION_KINDS.find((known) => known === kind) ?? "ban", target, reason, until };
}
