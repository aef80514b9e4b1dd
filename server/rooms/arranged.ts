import { z } from "zod";

const ARRANGED = z.object({
  arranged: z.object({
    /** Of the match and of its room: opened again, it is the same one. */
    id: z.string(),
    places: z.array(z.object({ player: z.string(), session: z.string(), team: z.literal([0, 1, 2]) })),
    /** People have all places. Otherwise bots do from the beginning; here they take those of who does not come in time. */
    ranked: z.boolean(),
  }),
});

/**
 * A match that the matchmaker has arranged: exactly these players, each in a session that is known beforehand, on their team. It comes with
 * the options of a room that the server itself creates. No player's options get that far with such a field: `admit` knows none.
 */
export type Arranged = z.infer<typeof ARRANGED>["arranged"];

/** Null: the room is no arranged match. */
export function arrangedOf(options: unknown): Arranged | null {
  const parsed = ARRANGED.safeParse(options);
  return parsed.success ? parsed.data.arranged : null;
}
