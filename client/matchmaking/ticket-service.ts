import type { z } from "zod";
import { TICKETS_PATH, WAIT_MAX } from "../../shared/protocol/api-paths.ts";
import type { OPEN_TICKET, TicketAnswer } from "../../shared/protocol/matchmaking.ts";
import type { Seat } from "../../shared/protocol/play.ts";
import { eventData } from "./event-stream.ts";
import { figureAt, member, OddAnswer, textAt, textOrNullAt, truthAt, wordAt } from "./reading.ts";
import { type Authorised, ask, refusalOf } from "./requests.ts";

/** What a ticket is opened with. */
export type TicketWish = z.input<typeof OPEN_TICKET>;

/** What the page asks of the server about its ticket. Each rejects with a `ProblemRefusal`, or as `fetch` does where nothing answers. */
export interface TicketService {
  open(wish: TicketWish): Promise<TicketAnswer>;
  /** What the ticket is, as soon as that is news, or after 20 s. */
  next(id: string, signal: AbortSignal): Promise<TicketAnswer>;
  /** What the ticket is now, and each change, for as long as the server sends. */
  events(id: string, signal: AbortSignal): AsyncIterable<TicketAnswer>;
  /** Ends the ticket, also while the page is being closed. */
  cancel(id: string): Promise<void>;
}

/** Over HTTP. */
export function ticketService(authorised: Authorised): TicketService {
  const pathOf = (id: string): string => `${TICKETS_PATH}/${encodeURIComponent(id)}`;
  return {
    open: async (wish) => readTicket(await ask(authorised, TICKETS_PATH, { method: "POST", body: wish })),
    next: async (id, signal) => readTicket(await ask(authorised, `${pathOf(id)}?wait=${WAIT_MAX}`, { wait: WAIT_MAX * 1000, signal })),
    async *events(id, signal) {
      const response = await authorised(`${pathOf(id)}/events`, { headers: { Accept: "text/event-stream" }, cache: "no-store", signal });
      if (!response.ok) throw await refusalOf(response);
      if (response.body === null) return;
      for await (const data of eventData(response.body)) yield readTicket(JSON.parse(data));
    },
    async cancel(id) {
      await ask(authorised, pathOf(id), { method: "DELETE", keepalive: true });
    },
  };
}

const MODES = ["duel", "squads"] as const;
const CANCELLED = ["asked", "party changed", "no room", "faulty"] as const;
const EXPIRED = ["unattended", "seat not taken"] as const;

/** @throws OddAnswer */
export function readTicket(answer: unknown): TicketAnswer {
  const basis = {
    id: textAt(answer, "id"),
    mode: wordAt(answer, "mode", MODES),
    players: figureAt(answer, "players"),
    party: textOrNullAt(answer, "party"),
  };
  const state = textAt(answer, "state");
  switch (state) {
    case "waiting": {
      const [waited, estimate, botsAfter] = [figureAt(answer, "waited"), figureAt(answer, "estimate"), figureAt(answer, "botsAfter")];
      return { ...basis, state, waited, estimate, full: truthAt(answer, "full"), botsAfter };
    }
    case "proposed":
      return { ...basis, state, region: textAt(answer, "region") };
    case "matched":
      return {
        ...basis,
        state,
        region: textAt(answer, "region"),
        ranked: truthAt(answer, "ranked"),
        seat: readSeat(member(answer, "seat")),
        seatKeptFor: figureAt(answer, "seatKeptFor"),
      };
    case "seated":
      return { ...basis, state, region: textAt(answer, "region"), ranked: truthAt(answer, "ranked"), roomId: textAt(answer, "roomId") };
    case "cancelled":
      return { ...basis, state, why: wordAt(answer, "why", CANCELLED), next: textOrNullAt(answer, "next") };
    case "expired":
      return { ...basis, state, why: wordAt(answer, "why", EXPIRED) };
    default:
      throw new OddAnswer(`no ticket is ${state}`);
  }
}

function readSeat(seat: unknown): Seat {
  const read = { name: textAt(seat, "name"), roomId: textAt(seat, "roomId"), sessionId: textAt(seat, "sessionId"), processId: textAt(seat, "processId") };
  return member(seat, "publicAddress") === undefined ? read : { ...read, publicAddress: textAt(seat, "publicAddress") };
}
