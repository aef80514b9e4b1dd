import { monotonicClock } from "../game/net/clock.ts";
import { Party } from "./party.ts";
import { partyService } from "./party-service.ts";
import { Queue } from "./queue.ts";
import { recordService } from "./record-service.ts";
import type { Authorised } from "./requests.ts";
import { ticketService } from "./ticket-service.ts";

/** Who plays on this page. */
export interface Self {
  /** Rejects where nothing answers. */
  id: () => Promise<string>;
  authorised: Authorised;
}

/** A wish for a match, which nobody has made yet. */
export function newQueue({ authorised }: Self): Queue {
  return new Queue({ service: ticketService(authorised), clock: monotonicClock, random: Math.random });
}

/** `queued`: see `PartyPorts`. */
export function newParty({ id, authorised }: Self, queued: (ticket: string) => void): Party {
  const records = recordService(authorised);
  const nameOf = async (player: string): Promise<string> => (await records.player(player)).name;
  return new Party({ service: partyService(authorised), clock: monotonicClock, self: id, nameOf, queued });
}

/** A word that nobody else makes up. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
