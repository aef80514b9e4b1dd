import { z } from "zod";
import { BOT_LEVELS } from "../bots/skill.ts";
import { COLOR_COUNT, type CraftLook, TRAILS } from "./craft.ts";
import { judgeName, NAME_MAX } from "./display-name.ts";
import type { JoinOptions } from "./join-options.ts";

/** A seat in a match that takes in whoever comes, or by link: `POST` with a player's token. */
export const PLAY_PATH = "/api/play";

/** Characters of a name before normalising, which may shorten it: more is not worth normalising. */
const RAW_NAME_MAX = 64;

const NAME_REFUSALS = {
  empty: "has no visible character",
  "too long": `has more than ${NAME_MAX} characters`,
  "not printable": "has characters that cannot be seen or that change the direction of text",
} as const;

const displayName = z
  .string()
  .max(RAW_NAME_MAX)
  .transform((wanted, context) => {
    const verdict = judgeName(wanted);
    if (verdict.kind === "accepted") return verdict.name;
    context.addIssue({ code: "custom", message: NAME_REFUSALS[verdict.why] });
    return z.NEVER;
  });

export const craftLook = z.strictObject({
  color: z
    .number()
    .int()
    .min(0)
    .max(COLOR_COUNT - 1)
    .optional(),
  trail: z
    .number()
    .int()
    .min(0)
    .max(TRAILS.length - 1),
} satisfies Record<keyof CraftLook, z.ZodType>);

const shape = {
  protocol: z.number().int().nonnegative(),
  name: displayName.optional(),
  spectate: z.boolean().optional(),
  aspect: z.number().positive().optional(),
  craft: craftLook.optional(),
  private: z.boolean().optional(),
  bots: z.boolean().optional(),
  level: z.enum(BOT_LEVELS).optional(),
} satisfies Record<keyof JoinOptions, z.ZodType>;

/** What is said to a room, whatever door led there. */
export const joinOptions = z
  .strictObject(shape)
  .refine((options) => options.private === true || options.bots === undefined, { path: ["bots"], message: "only a private match takes wishes" })
  .refine((options) => options.private === true || options.level === undefined, { path: ["level"], message: "only a private match takes wishes" });

/** Names and ids of rooms are short words. */
const word = z.string().regex(/^[\w-]{1,32}$/);

/** Where to: into any match of a mode (with `private`, a new one of it), or into one very match. */
export const playTarget = z.union([
  z.object({ mode: word, roomId: z.undefined().optional() }),
  z.object({ roomId: word, mode: z.undefined().optional(), private: z.literal(false).optional() }),
]);

export type PlayTarget = z.infer<typeof playTarget>;

/** The whole body, for who describes it; the room itself judges what is meant for it. */
export const playRequest = z.strictObject({ mode: word.optional(), roomId: word.optional(), ...shape });

/** A seat that waits 8 s for its WebSocket at `publicAddress`, or at the address that was asked: `/<processId>/<roomId>?sessionId=…&_authToken=…`. */
export const seat = z.object({
  name: z.string(),
  roomId: z.string(),
  processId: z.string(),
  sessionId: z.string(),
  publicAddress: z.string().exactOptional(),
});

export type Seat = z.infer<typeof seat>;
