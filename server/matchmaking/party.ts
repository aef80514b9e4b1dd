import { z } from "zod";
import { JOIN_WISH, PARTY_CODE, PINGS } from "../../shared/protocol/matchmaking.ts";
import { parseStored } from "./stored.ts";

const MEMBER = z.object({ id: z.string(), pings: PINGS, wish: JOIN_WISH });
const PARTY = z.object({ code: z.string().regex(PARTY_CODE), members: z.array(MEMBER).min(1) });

/** Players who queue together. The first member leads: who came first of those that are left. */
export type Party = z.infer<typeof PARTY>;
export type PartyMember = z.infer<typeof MEMBER>;

/** As many as play on one side in the largest mode. */
export const PARTY_MOST = 4;

export function parseParty(text: string | null | undefined): Party | null {
  return parseStored(PARTY, text);
}

/** With this member; who is in already only says anew what they bring. Null: it is full. */
export function withMember(party: Party, member: PartyMember): Party | null {
  if (party.members.some(({ id }) => id === member.id)) {
    return { ...party, members: party.members.map((other) => (other.id === member.id ? member : other)) };
  }
  return party.members.length < PARTY_MOST ? { ...party, members: [...party.members, member] } : null;
}

/** Without this member, the next one leading where the leader went; null when nobody is left. */
export function withoutMember(party: Party, player: string): Party | null {
  const members = party.members.filter(({ id }) => id !== player);
  return members.length === 0 ? null : { ...party, members };
}
