import { z } from "zod";

/** Who plays without an account gets a token here: `POST`, with nothing for a new player, or with what proves an earlier one. */
export const GUESTS_PATH = "/api/guests";

export const guestRequest = z.strictObject({
  /** The `renewal` of the answer before; left out, a new player is made. */
  renewal: z.string().max(64).optional(),
});

export const guestAnswer = z.strictObject({
  playerId: z.string(),
  /** A JWT, sent as `Authorization: Bearer` and, with a WebSocket, as `?_authToken=`. */
  token: z.string(),
  /** ms since 1970. */
  expiresAt: z.number().int(),
  /** Good for one use: the answer to it brings the next. */
  renewal: z.string(),
});

export type GuestRequest = z.infer<typeof guestRequest>;
export type GuestAnswer = z.infer<typeof guestAnswer>;
