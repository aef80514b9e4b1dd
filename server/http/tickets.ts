import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { TICKETS_PATH, WAIT_MAX } from "../../shared/protocol/api-paths.ts";
import { OPEN_TICKET, type TicketAnswer } from "../../shared/protocol/matchmaking.ts";
import { estimate, estimateWhenFull } from "../matchmaking/estimate.ts";
import type { Matchmaking } from "../matchmaking/matchmaking.ts";
import type { Ticket } from "../matchmaking/ticket.ts";
import type { Found, Opened } from "../matchmaking/tickets.ts";
import { admit } from "../rooms/join-options.ts";
import { answerPlayer, badRequest, type QueueDesk } from "./asking.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";
import { requestIdOf } from "./request-ids.ts";
import type { Waits } from "./waits.ts";

/** s */
const RETRY_AFTER = 5;

/** ms between two estimates that are told unasked, which are signs of life for proxies too. */
const ESTIMATE_PERIOD = 5_000;

const NO_SUCH_TICKET: Problem = {
  type: PROBLEM_TYPES.NO_SUCH_TICKET,
  status: 404,
  title: "No such ticket",
  detail: "You have no ticket of this id, or it ended more than ten minutes ago; open another.",
};

const TOO_MANY_WAITS: Problem = {
  type: PROBLEM_TYPES.TOO_MANY_REQUESTS,
  status: 429,
  title: "Too many requests",
  detail: "Four of your requests wait for news already; end one of them first.",
  retryAfter: RETRY_AFTER,
};

const SHUTTING_DOWN: Problem = {
  type: PROBLEM_TYPES.SHUTTING_DOWN,
  status: 503,
  title: "Shutting down",
  detail: "This server takes nobody in any more; try again in a few seconds.",
  retryAfter: RETRY_AFTER,
};

const WAIT = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform((text) => Math.min(Number(text), WAIT_MAX))
  .optional();

const ANY_BODY = z.unknown();

/** POST /api/matchmaking/tickets: 201 with a new ticket, 200 with the one that the same key has given before. */
export function openTicket(desk: QueueDesk): RequestHandler {
  const { matchmaking, givesSeats, named, news } = desk;
  return answerPlayer(desk, OPEN_TICKET, async ({ player, body, response }) => {
    if (!givesSeats()) return sendProblem(response, SHUTTING_DOWN);
    const { mode, pings, join: wish, party = null, idempotencyKey = null } = body;
    // Judged before anybody waits for a match that they could not enter.
    const { name } = admit(wish);
    const opened = await matchmaking.tickets.open({ mode, player: { id: player, pings, wish }, party, idempotencyKey });
    if (opened.kind !== "opened" && opened.kind !== "known") return sendProblem(response, refusalOf(opened, player));
    const found = await matchmaking.tickets.find(opened.ticket.id, player);
    if (found === null) return sendProblem(response, NO_SUCH_TICKET);
    if (name !== null) named(player, name);
    if (opened.kind === "opened") news.queued({ player, ticket: found.ticket.id, mode, request: requestIdOf(response) });
    response.status(opened.kind === "opened" ? 201 : 200).location(`${TICKETS_PATH}/${found.ticket.id}`);
    response.json(await answerOf(matchmaking, found, player));
  });
}

/** GET /api/matchmaking/tickets/:id: what has become of it; with `wait` as soon as that changes, or after so many seconds. */
export function showTicket(desk: QueueDesk, waits: Waits): RequestHandler {
  const { matchmaking } = desk;
  return answerPlayer(desk, ANY_BODY, async ({ player, request, response }) => {
    const wait = WAIT.safeParse(request.query.wait);
    if (!wait.success) return sendProblem(response, badRequest("wait: a number of seconds"));
    const found = await matchmaking.tickets.find(idOf(request), player);
    if (found === null) return sendProblem(response, NO_SUCH_TICKET);
    await matchmaking.tickets.keepAlive(found);
    if (wait.data === undefined || wait.data === 0 || !isPending(found.ticket)) return void response.json(await answerOf(matchmaking, found, player));
    const end = waits.begin(player);
    if (end === null) return sendProblem(response, TOO_MANY_WAITS);
    try {
      const news = await nextState(matchmaking, found, wait.data * 1000, response);
      if (!response.destroyed) response.json(await answerOf(matchmaking, news, player));
    } finally {
      end();
    }
  });
}

/** GET /api/matchmaking/tickets/:id/events: server-sent events `waiting`, `estimate`, `found` and, where it comes to nothing, `ended`. */
export function tellTicket(desk: QueueDesk, waits: Waits): RequestHandler {
  const { matchmaking } = desk;
  return answerPlayer(desk, ANY_BODY, async ({ player, request, response }) => {
    const first = await matchmaking.tickets.find(idOf(request), player);
    if (first === null) return sendProblem(response, NO_SUCH_TICKET);
    const end = waits.begin(player);
    if (end === null) return sendProblem(response, TOO_MANY_WAITS);
    let found = first;
    response.status(200).set({ "Content-Type": "text/event-stream", "X-Accel-Buffering": "no" });
    const tell = async (event: string): Promise<void> => {
      const answer = await answerOf(matchmaking, found, player);
      if (!response.destroyed) response.write(`event: ${event}\ndata: ${JSON.stringify(answer)}\n\n`);
    };
    try {
      await tell(eventOf(found.ticket));
      while (isPending(found.ticket) && !response.destroyed) {
        const { state } = found.ticket;
        found = await nextState(matchmaking, found, ESTIMATE_PERIOD, response);
        await tell(found.ticket.state === state ? "estimate" : eventOf(found.ticket));
      }
    } finally {
      end();
      response.end();
    }
  });
}

/** DELETE /api/matchmaking/tickets/:id: what it has become; it cannot be undone, nor be done twice. */
export function cancelTicket(desk: QueueDesk): RequestHandler {
  const { matchmaking } = desk;
  return answerPlayer(desk, ANY_BODY, async ({ player, request, response }) => {
    const id = idOf(request);
    await matchmaking.tickets.cancel(id, player);
    const found = await matchmaking.tickets.find(id, player);
    if (found === null) return sendProblem(response, NO_SUCH_TICKET);
    response.json(await answerOf(matchmaking, found, player));
  });
}

/** What a player is told of a ticket of theirs. */
async function answerOf(matchmaking: Matchmaking, { ticket, now }: Found, player: string): Promise<TicketAnswer> {
  const basis = { id: ticket.id, mode: ticket.mode, players: ticket.players.length, party: ticket.party };
  switch (ticket.state) {
    case "waiting": {
      const waited = Math.max(0, now - ticket.since);
      const { botsAfter } = matchmaking.curves[ticket.mode];
      const { waits, isFull } = await matchmaking.tickets.prospects(ticket);
      const still = (isFull ? estimateWhenFull : estimate)(waits, waited, botsAfter);
      return { ...basis, state: ticket.state, waited, estimate: still, full: isFull, botsAfter };
    }
    case "proposed":
      return { ...basis, state: ticket.state, region: ticket.region };
    case "matched": {
      const { state, region, ranked, room, seats, came, until } = ticket;
      const seat = seats[player];
      if (seat === undefined || came.includes(player)) return { ...basis, state: "seated", region, ranked, roomId: room };
      return { ...basis, state, region, ranked, seat, seatKeptFor: Math.max(0, until - now) };
    }
    case "seated":
      return { ...basis, state: ticket.state, region: ticket.region, ranked: ticket.ranked, roomId: ticket.room };
    case "cancelled":
      return { ...basis, state: ticket.state, why: ticket.why, next: ticket.next };
    case "expired":
      return { ...basis, state: ticket.state, why: ticket.why };
  }
}

/** The ticket as soon as it is in another state, or as it is after `patience` ms; earlier when the client goes. */
function nextState({ watch }: Matchmaking, found: Found, patience: number, response: Response): Promise<Found> {
  return new Promise((resolve) => {
    let last = found;
    const done = (): void => {
      clearTimeout(timer);
      response.off("close", done);
      leave();
      resolve(last);
    };
    const leave = watch.follow(found, (news) => {
      last = { ...news };
      if (news.ticket.state !== found.ticket.state) done();
    });
    const timer = setTimeout(() => {
      // Nothing has changed but the time.
      last = { ...last, now: Math.max(last.now, found.now + patience) };
      done();
    }, patience);
    response.on("close", done);
  });
}

function isPending({ state }: Ticket): boolean {
  return state === "waiting" || state === "proposed";
}

function eventOf({ state }: Ticket): string {
  if (state === "matched" || state === "seated") return "found";
  return state === "cancelled" || state === "expired" ? "ended" : "waiting";
}

function refusalOf(opened: Exclude<Opened, { kind: "opened" | "known" }>, player: string): Problem {
  switch (opened.kind) {
    case "has a ticket": {
      const isOwn = opened.player === player;
      const detail = isOwn
        ? `You have the ticket ${opened.ticket} already; cancel it first.`
        : "A member of your party queues already; they have to cancel first.";
      return { type: PROBLEM_TYPES.HAS_A_TICKET, status: 409, title: "Has a ticket", detail };
    }
    case "no such party":
      return { type: PROBLEM_TYPES.NO_SUCH_PARTY, status: 404, title: "No such party", detail: "There is no party of this code; create one." };
    case "not the leader":
      return { type: PROBLEM_TYPES.NOT_THE_LEADER, status: 403, title: "Not the leader", detail: "Only the leader of a party queues for it." };
    case "party too large": {
      const detail = `At most ${opened.most} play on one side in this mode; choose another mode, or queue alone.`;
      return { type: PROBLEM_TYPES.PARTY_TOO_LARGE, status: 409, title: "Party too large", detail };
    }
  }
}

function idOf(request: Request): string {
  const { id } = request.params;
  return typeof id === "string" ? id : "";
}
