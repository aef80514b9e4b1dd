import type { RequestHandler } from "express";
import { z } from "zod";
import { MODES, type ModeName } from "../../../shared/content/modes.ts";
import type { Role, SignedIn } from "../../../shared/protocol/operators.ts";
import { type Removal, WORDS_MAX } from "../../../shared/protocol/removal.ts";
import { orderRoom, type RoomLooks } from "../../cluster/ordering.ts";
import { type LiveSettings, WrongSetting } from "../../operations/operators/live-settings.ts";
import type { Restrictions } from "../../operations/operators/restrictions.ts";
import { mayDo } from "../../operations/operators/roles.ts";
import type { ServiceWords } from "../../operations/operators/service-words.ts";
import { type Problem, sendProblem } from "../problem.ts";
import { operatorOf } from "./gate.ts";
import type { OperatorNews } from "./news.ts";

const id = z.string().min(1).max(64);
const words = z.string().trim().max(WORDS_MAX);
/** Minutes; null: for ever. Ten years are as long as anybody remembers. */
const minutes = z
  .number()
  .int()
  .min(1)
  .max(10 * 365 * 24 * 60)
  .nullable();

const modes = Object.values(MODES).map(({ name }) => name) as [ModeName, ...ModeName[]];

/** Everything that operators can have done, with who may. */
const ACTION = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("kick"), player: id, reason: words }),
  z.strictObject({ action: z.literal("ban"), player: id, reason: words, minutes }),
  z.strictObject({ action: z.literal("ban address"), network: z.string().min(2).max(64), reason: words, minutes }),
  z.strictObject({ action: z.literal("mute"), player: id, reason: words, minutes }),
  z.strictObject({ action: z.literal("lift"), restriction: id }),
  z.strictObject({ action: z.literal("end match"), room: id }),
  z.strictObject({ action: z.literal("announce"), text: words.min(1) }),
  z.strictObject({ action: z.literal("maintenance"), text: words.min(1).nullable() }),
  z.strictObject({ action: z.literal("message of the day"), text: words.min(1).nullable() }),
  z.strictObject({ action: z.literal("drain"), process: id, wanted: z.boolean() }),
  z.strictObject({ action: z.literal("limit"), variable: id, value: z.string().max(16).nullable() }),
  z.strictObject({ action: z.literal("rotation"), mode: z.enum(modes), maps: z.array(id).max(64).nullable() }),
]);

export type OperatorAction = z.infer<typeof ACTION>;

const NEEDED: Readonly<Record<OperatorAction["action"], Role>> = {
  kick: "moderator",
  ban: "moderator",
  "ban address": "moderator",
  mute: "moderator",
  lift: "moderator",
  "end match": "admin",
  announce: "admin",
  maintenance: "admin",
  "message of the day": "admin",
  drain: "admin",
  limit: "admin",
  rotation: "admin",
};

export interface ActionDesk {
  looks: RoomLooks;
  restrictions: Restrictions;
  serviceWords: ServiceWords;
  liveSettings: LiveSettings;
  news: OperatorNews;
  /** ms since 1970. */
  now: () => number;
}

/** POST /api/operators/actions */
export function takeAction(desk: ActionDesk): RequestHandler {
  return async (request, response) => {
    const parsed = ACTION.safeParse(request.body);
    if (!parsed.success) {
      const detail = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
      return sendProblem(response, { status: 400, title: "Bad request", detail });
    }
    const who = operatorOf(response);
    const { action, ...detail } = parsed.data;
    const needed = NEEDED[action];
    if (!mayDo(who.role, needed))
      return sendProblem(response, { status: 403, title: "Not allowed", detail: `That takes the role ${needed}; yours is ${who.role}.` });
    // Kept before it is done: nothing is done that nobody answers for.
    await desk.news.did(who, action, targetOf(parsed.data), detail);
    const outcome = await act(desk, parsed.data, who);
    desk.looks.forget();
    if (outcome !== null) return sendProblem(response, outcome);
    response.status(204).end();
  };
}

const NOT_HERE: Problem = { status: 404, title: "Not here", detail: "The player is in no match at present." };
const NO_ROOM: Problem = { status: 404, title: "No such match", detail: "The match is not there any more, or does not answer." };
const NOT_IN_FORCE: Problem = { status: 404, title: "Not in force", detail: "That was lifted already." };

async function act(desk: ActionDesk, action: OperatorAction, who: SignedIn): Promise<Problem | null> {
  const { restrictions, serviceWords, liveSettings, now } = desk;
  const untilOf = (length: number | null): number | null => (length === null ? null : now() + length * 60_000);
  switch (action.action) {
    case "kick":
      return (await removeEverywhere(desk, ({ player }) => player === action.player, { kind: "kicked", reason: action.reason, until: null })) > 0
        ? null
        : NOT_HERE;
    case "ban": {
      const until = untilOf(action.minutes);
      await restrictions.add({ kind: "ban", target: action.player, reason: action.reason, until }, who.operator);
      await removeEverywhere(desk, ({ player }) => player === action.player, { kind: "banned", reason: action.reason, until });
      return null;
    }
    case "ban address": {
      const until = untilOf(action.minutes);
      await restrictions.add({ kind: "address-ban", target: action.network, reason: action.reason, until }, who.operator);
      await removeEverywhere(desk, ({ network }) => network === action.network, { kind: "banned", reason: action.reason, until });
      return null;
    }
    case "mute":
      await restrictions.add({ kind: "mute", target: action.player, reason: action.reason, until: untilOf(action.minutes) }, who.operator);
      return null;
    case "lift":
      return (await restrictions.lift(action.restriction, who.operator)) ? null : NOT_IN_FORCE;
    case "end match":
      return orderRoom<"end">(action.room, { kind: "end" }).then(
        () => null,
        () => NO_ROOM,
      );
    case "announce":
      await serviceWords.announce(action.text);
      return null;
    case "maintenance":
      await serviceWords.keep("maintenance", action.text);
      return null;
    case "message of the day":
      await serviceWords.keep("motd", action.text);
      return null;
    case "drain":
      await serviceWords.setDrain(action.process, action.wanted);
      return null;
    case "limit":
      return wrongOf(liveSettings.setLimit(action.variable, action.value));
    case "rotation":
      return wrongOf(liveSettings.setRotation(action.mode, action.maps));
  }
}

async function wrongOf(setting: Promise<void>): Promise<Problem | null> {
  try {
    await setting;
    return null;
  } catch (error) {
    if (error instanceof WrongSetting) return { status: 400, title: "Bad request", detail: error.message };
    throw error;
  }
}

/** Out of every room of the service. Returns how many seats that were. */
async function removeEverywhere({ looks }: ActionDesk, isMeant: (guest: { player: string; network: string }) => boolean, removal: Removal): Promise<number> {
  looks.forget();
  const rows = await looks.look();
  const orders = rows.flatMap(({ roomId, view }) =>
    (view?.guests ?? []).filter(isMeant).map(({ session }) =>
      orderRoom<"remove">(roomId, { kind: "remove", session, removal }).then(
        ({ removed }) => removed,
        // The room has ended meanwhile, and everybody in it is out.
        () => false,
      ),
    ),
  );
  return (await Promise.all(orders)).filter((removed) => removed).length;
}

function targetOf(action: OperatorAction): string {
  switch (action.action) {
    case "kick":
    case "ban":
    case "mute":
      return action.player;
    case "ban address":
      return action.network;
    case "lift":
      return action.restriction;
    case "end match":
      return action.room;
    case "drain":
      return action.process;
    case "limit":
      return action.variable;
    case "rotation":
      return action.mode;
    default:
      return "";
  }
}
