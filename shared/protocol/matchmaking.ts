import { z } from "zod";
import { craftLook, seat } from "./play.ts";

/** What is said over HTTP about tickets and parties. Times and pings are in ms. */

/** Regions that a client may name: more than anybody runs. */
const REGIONS_MAX = 32;

/** ms. Whoever is farther away than that has not measured. */
const PING_MAX = 5000;

/** Ids that the server hands out, and keys that clients make up. */
const WORD = /^[\w-]{1,64}$/;

/** Letters and digits that are not mistaken for one another when they are read out. */
export const PARTY_CODE = /^[2-9A-HJ-NP-Z]{6}$/;

export const QUEUED_MODE = z.enum(["duel", "squads"]).meta({ description: "Modes that are played by ticket." });

export const PINGS = z
  .record(z.string().regex(/^[a-z0-9-]{1,32}$/), z.number().min(0).max(PING_MAX))
  .refine((pings) => Object.keys(pings).length <= REGIONS_MAX, { message: `names more than ${REGIONS_MAX} regions` })
  .meta({ description: "Round trip to each region, ms. A region that is not named counts as 150 ms away." });

/** What a player brings to any match; the server judges names and normalises what it can. */
export const JOIN_WISH = z
  .strictObject({
    protocol: z.number().int().nonnegative().meta({ description: "Version of the protocol that the client speaks, as /version says." }),
    name: z.string().max(64).optional(),
    aspect: z.number().positive().optional().meta({ description: "Width over height of the window." }),
    craft: craftLook.optional(),
  })
  .meta({ description: "How the player enters the match." });

export const OPEN_TICKET = z.strictObject({
  mode: QUEUED_MODE,
  pings: PINGS,
  join: JOIN_WISH,
  party: z.string().regex(PARTY_CODE).optional().meta({ description: "Code of the party that the player leads." }),
  idempotencyKey: z.string().regex(WORD).optional().meta({ description: "The same key of the same player within 10 minutes gives the same ticket." }),
});

export const JOIN_PARTY = z.strictObject({ pings: PINGS, join: JOIN_WISH });

const TICKET_BASIS = {
  id: z.string(),
  mode: QUEUED_MODE,
  players: z.number().int().positive().meta({ description: "Players who queue by this ticket." }),
  party: z.string().nullable(),
};

export const TICKET_ANSWER = z.discriminatedUnion("state", [
  z.strictObject({
    ...TICKET_BASIS,
    state: z.literal("waiting"),
    waited: z.number().meta({ description: "ms" }),
    estimate: z.number().meta({ description: "ms that it will probably still take" }),
    full: z.boolean().meta({ description: "No server has room for another match at present: bots do not come either until one has" }),
    botsAfter: z
      .number()
      .meta({ description: "ms of waiting after which bots take the places that nobody has come for; such a match does not count for ratings" }),
  }),
  z.strictObject({ ...TICKET_BASIS, state: z.literal("proposed"), region: z.string() }),
  z.strictObject({
    ...TICKET_BASIS,
    state: z.literal("matched"),
    region: z.string(),
    ranked: z.boolean(),
    seat,
    seatKeptFor: z.number().meta({ description: "ms that are left for taking the seat" }),
  }),
  z.strictObject({ ...TICKET_BASIS, state: z.literal("seated"), region: z.string(), ranked: z.boolean(), roomId: z.string() }),
  z.strictObject({
    ...TICKET_BASIS,
    state: z.literal("cancelled"),
    why: z.enum(["asked", "party changed", "no room", "faulty"]),
    next: z.string().nullable().meta({ description: "The ticket that has taken its place in the queue" }),
  }),
  z.strictObject({ ...TICKET_BASIS, state: z.literal("expired"), why: z.enum(["unattended", "seat not taken"]) }),
]);

export const PARTY_ANSWER = z.strictObject({
  code: z.string(),
  /** The one who queues. */
  leader: z.string(),
  members: z.array(z.string()).meta({ description: "Ids of players, the leader's first" }),
  /** Of the asker, newest; null while the party has not queued. */
  ticket: z.string().nullable(),
});

export type JoinWish = z.infer<typeof JOIN_WISH>;
export type Pings = z.infer<typeof PINGS>;
export type TicketAnswer = z.infer<typeof TICKET_ANSWER>;
export type PartyAnswer = z.infer<typeof PARTY_ANSWER>;
