import type { TicketMode } from "./curve.ts";

/** Names of what is kept in the store. Texts live for as long as tickets do; members leave their index with the state that they stand for. */

export const ticketKey = (id: string): string => `ticket:${id}`;
/** The newest ticket of a player. */
export const playerKey = (player: string): string => `player:${player}`;
/** The ticket that a key of idempotency stands for. */
export const onceKey = (player: string, key: string): string => `once:${player}:${key}`;
export const partyKey = (code: string): string => `party:${code}`;
export const matchKey = (id: string): string => `match:${id}`;
/** Recent waits, for estimates. */
export const waitsKey = (mode: TicketMode, region: string): string => `waits:${mode}:${region}`;

/** Waiting tickets by the time from which on they wait. */
export const queueIndex = (mode: TicketMode): string => `queue:${mode}`;
/** Waiting tickets by when they were last asked for. */
export const askedIndex = (mode: TicketMode): string => `asked:${mode}`;
/** Matches whose rooms are to be opened, by when they were proposed. */
export const proposedIndex = (mode: TicketMode, region: string): string => `proposed:${mode}:${region}`;
/** Matched tickets by when their seats are given up. */
export const seatsIndex = (mode: TicketMode): string => `seats:${mode}`;

/** Regions that have been heard of. */
export const regionsIndex = (mode: TicketMode): string => `regions:${mode}`;
/** What a region has said of itself lately; gone when it says nothing. */
export const regionKey = (mode: TicketMode, region: string): string => `region:${mode}:${region}`;

/** Who makes the matches of a mode, wherever they are played. */
export const matcherLease = (mode: TicketMode): string => `matcher:${mode}`;
/** Who opens the rooms of a mode in a region. */
export const openerLease = (mode: TicketMode, region: string): string => `opener:${mode}:${region}`;

/** ms. Every live ticket has ended long before; for so long its end can be asked for. */
export const TICKET_LIFETIME = 10 * 60_000;

/** ms. A party that nobody touches for so long has dispersed. */
export const PARTY_LIFETIME = 2 * 3_600_000;
