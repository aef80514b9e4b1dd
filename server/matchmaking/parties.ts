import { randomInt } from "node:crypto";
import { PARTY_LIFETIME, partyKey } from "./keys.ts";
import { type Party, type PartyMember, parseParty, withMember, withoutMember } from "./party.ts";
import type { TicketStore } from "./ticket-store.ts";
import { attempt } from "./tickets.ts";

export type Joined = { kind: "joined"; party: Party } | { kind: "no such party" } | { kind: "party full" };

/** What a code is made of, see PARTY_CODE. 32 letters, six of them: a guess meets one of 1,000 parties once in a million tries. */
const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODE_LENGTH = 6;

/** What players may do with parties. Each member enters and leaves by their own word. */
export class Parties {
  readonly #store: TicketStore;
  /** The members of a party are no longer the same: told those who were in it. */
  readonly #changed: (code: string, players: readonly string[]) => Promise<void>;

  constructor(store: TicketStore, changed: (code: string, players: readonly string[]) => Promise<void>) {
    this.#store = store;
    this.#changed = changed;
  }

  /** A new party led by this player. @throws StoreError */
  async create(leader: PartyMember): Promise<Party> {
    return attempt(async () => {
      const party: Party = { code: newCode(), members: [leader] };
      return (await this.#keep(party, null)) ? party : null;
    });
  }

  /** Null: there is no party of this code with this player in it. */
  async find(code: string, player: string): Promise<Party | null> {
    const { party } = await this.#read(code);
    return party?.members.some(({ id }) => id === player) ? party : null;
  }

  async join(code: string, member: PartyMember): Promise<Joined> {
    return attempt(async () => {
      const { party, text } = await this.#read(code);
      if (party === null) return { kind: "no such party" };
      const joined = withMember(party, member);
      if (joined === null) return { kind: "party full" };
      if (!(await this.#keep(joined, text))) return null;
      if (joined.members.length > party.members.length) await this.#changed(code, idsOf(party));
      return { kind: "joined", party: joined };
    });
  }

  /** False: the player was not in it. The next member leads where the leader leaves; with the last one the party ends. */
  async leave(code: string, player: string): Promise<boolean> {
    const { left } = await attempt(async () => {
      const { party, text } = await this.#read(code);
      if (!party?.members.some(({ id }) => id === player)) return { left: false };
      const rest = withoutMember(party, player);
      const key = partyKey(code);
      const done = rest === null ? (await this.#store.commit({ expect: { [key]: text }, remove: [key] })) === "done" : await this.#keep(rest, text);
      if (!done) return null;
      await this.#changed(code, idsOf(party));
      return { left: true };
    });
    return left;
  }

  async #read(code: string): Promise<{ party: Party | null; text: string | null }> {
    const text = (await this.#store.read([partyKey(code)])).values[0] ?? null;
    return { party: parseParty(text), text };
  }

  async #keep(party: Party, before: string | null): Promise<boolean> {
    const key = partyKey(party.code);
    return (await this.#store.commit({ expect: { [key]: before }, write: { [key]: { text: JSON.stringify(party), lifetime: PARTY_LIFETIME } } })) === "done";
  }
}

function idsOf({ members }: Party): string[] {
  return members.map(({ id }) => id);
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}
