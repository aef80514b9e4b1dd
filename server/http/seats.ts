import { type AuthContext, ErrorCode, matchMaker, ServerError } from "@colyseus/core";
import { SeatReservationError } from "@colyseus/core/errors/SeatReservationError";
import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { judgeName } from "../../shared/protocol/display-name.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { type PlayTarget, playTarget } from "../../shared/protocol/play.ts";
import { type JoinById, type JoinOrOpen, NoAnswerError, openOwn, type SeatReservation } from "../cluster/joining.ts";
import { RegistryAwayError } from "../cluster/redis.ts";
import type { OutstandingSeats } from "../limits/outstanding-seats.ts";
import { claimOfSeat } from "../rooms/guard/claims.ts";
import { SEAT_RESERVED_S } from "../rooms/guard/limits.ts";
import type { DoorNews } from "./door-news.ts";
import { type Elsewhere, passOn } from "./elsewhere.ts";
import { type Identification, refuseStranger } from "./identify.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";
import { requestIdOf } from "./request-ids.ts";

/** Seconds. Rooms empty within minutes; asking much more often helps nobody. */
const RETRY_AFTER = 5;

const TITLES: Record<number, string> = {
  [JoinError.BAD_OPTIONS]: "Bad join options",
  [JoinError.NO_SUCH_ROOM]: "No such room",
  [JoinError.ROOM_FULL]: "Room full",
  [JoinError.SEAT_GONE]: "Seat gone",
  [JoinError.VERSION_MISMATCH]: "Version mismatch",
  [JoinError.SERVER_FULL]: "Server full",
};

const ROOM_FULL: Problem = { status: JoinError.ROOM_FULL, title: "Room full", detail: "Every seat of this match is taken; join any other." };
const SEAT_GONE: Problem = { status: JoinError.SEAT_GONE, title: "Seat gone", detail: "Your seat was not kept any longer; join again." };

/** A gateway's time-out: its process has stalled, or is gone and not missed yet. */
const ROOM_SILENT: Problem = {
  status: 504,
  title: "No answer",
  detail: "The server of your match does not answer at the moment; try again.",
  retryAfter: 1,
};

const REGISTRY_AWAY: Problem = {
  status: 503,
  title: "No seats at the moment",
  detail: "The servers cannot reach each other at the moment; matches under way go on. Try again.",
  retryAfter: RETRY_AFTER,
};

const NO_ANSWER: Problem = {
  status: 503,
  title: "No answer",
  detail: "The server of this match does not answer at the moment; try again, or join any other match.",
  retryAfter: RETRY_AFTER,
};

/** What Colyseus itself refuses with, in our terms. */
const FROM_COLYSEUS: Record<number, Problem> = {
  [ErrorCode.MATCHMAKE_NO_HANDLER]: {
    status: JoinError.NO_SUCH_ROOM,
    title: "No such room",
    detail: "There is no kind of room of this name; reload the page.",
  },
  [ErrorCode.MATCHMAKE_INVALID_ROOM_ID]: { status: JoinError.NO_SUCH_ROOM, title: "No such room", detail: "This match is over; join any other." },
  [ErrorCode.MATCHMAKE_EXPIRED]: SEAT_GONE,
};

/** A token of a seat, one word. */
const returning = z.strictObject({ reconnectionToken: z.string().regex(/^[\w-]{1,64}$/) });

const BAD_RETURN: Problem = {
  type: PROBLEM_TYPES.BAD_REQUEST,
  status: JoinError.BAD_OPTIONS,
  title: "Bad request",
  detail: "Send {reconnectionToken} with the token of the seat.",
};

/** The client knows by the words "shutting down" that no other match of this server has room either. */
const SHUTTING_DOWN: Problem = {
  status: 503,
  title: "Shutting down",
  detail: "This server is shutting down and takes nobody in; try again in a few seconds.",
  retryAfter: RETRY_AFTER,
};

const BAD_TARGET: Problem = {
  type: PROBLEM_TYPES.BAD_REQUEST,
  status: JoinError.BAD_OPTIONS,
  title: "Bad join options",
  detail: "Send a JSON object with the mode, or the roomId of a match that is not private; and with what the match takes.",
};

const TOO_MANY_SEATS: Problem = {
  type: PROBLEM_TYPES.TOO_MANY_SEATS,
  status: 429,
  title: "Too many seats",
  detail: "Use the seats that you were given, or wait until they are free again.",
  retryAfter: SEAT_RESERVED_S,
};

export interface SeatDesk {
  identification: Identification;
  outstanding: OutstandingSeats;
  joinOrOpen: JoinOrOpen;
  joinById: JoinById;
  elsewhere: Elsewhere;
  /** Whether there may be a seat, here or in another process, for who has none; whoever has one may return to it in any case. */
  givesSeats: () => boolean;
  /** A player has got a seat under a name. */
  named: (player: string, name: string) => void;
  news: DoorNews;
}

/**
 * POST /api/play with where to and the join options as its body: a seat, in the form that the Colyseus SDK takes. Public rooms are opened by
 * the matchmaker alone: who opens one opens a private one.
 */
export function giveSeat({ identification, outstanding, joinOrOpen, joinById, givesSeats, named, news }: SeatDesk): RequestHandler {
  return async (request, response) => {
    const { player, network } = identification.of(request);
    if (player === null) return refuseStranger(response);
    if (!(isReady() && givesSeats())) return sendProblem(response, SHUTTING_DOWN);
    const body: unknown = request.body;
    const target = playTarget.safeParse(body);
    if (!target.success || typeof body !== "object" || body === null) return sendProblem(response, BAD_TARGET);
    const { mode: _mode, roomId: _roomId, ...options } = body as Record<string, unknown>;
    const id = requestIdOf(response);
    const seat = outstanding.open(player, network);
    if (seat === null) return sendProblem(response, TOO_MANY_SEATS);
    try {
      const context = { token: player, ip: network, headers: new Headers() };
      const reservation = await reserve(target.data, options, context);
      const { roomId: room, sessionId: session, name: mode } = reservation;
      seat.give(session);
      news.seatGiven({ player, room, session, mode, request: id });
      response.set("Cache-Control", "no-store").json(reservation);
      const verdict = typeof options.name === "string" ? judgeName(options.name) : null;
      if (verdict?.kind === "accepted") named(player, verdict.name);
    } catch (error) {
      seat.cancel();
      const problem = problemOf(error);
      if (problem.status === 500) news.failed(error, id);
      news.seatRefused({ player, status: problem.status, title: problem.title, request: id });
      sendProblem(response, problem);
    }
  };

  function reserve(target: PlayTarget, options: Record<string, unknown>, context: AuthContext): Promise<SeatReservation> {
    if (target.mode === undefined) return joinById(target.roomId, options, context);
    return options.private === true ? openOwn(target.mode, options, context) : joinOrOpen(target.mode, options, context);
  }
}

/** POST /matchmake/reconnect/:roomId, as the Colyseus SDK asks: back to a seat that was kept for this very player. */
export function returnToSeat({ identification, elsewhere, news }: Pick<SeatDesk, "identification" | "elsewhere" | "news">): RequestHandler<{ roomId: string }> {
  return async (request, response) => {
    const { player } = identification.of(request);
    if (player === null) return refuseStranger(response);
    if (!isReady()) return sendProblem(response, SHUTTING_DOWN);
    const parsed = returning.safeParse(request.body);
    if (!parsed.success) return sendProblem(response, BAD_RETURN);
    try {
      response
        .set("Cache-Control", "no-store")
        .json(await matchMaker.reconnect(request.params.roomId, { reconnectionToken: claimOfSeat(player, parsed.data.reconnectionToken) }));
    } catch (error) {
      if (isRoomMissing(error) && (await isPassedOn(request, response, player))) return;
      const problem = isUnanswered(error) ? ROOM_SILENT : problemOf(error);
      if (problem.status === 500) news.failed(error, requestIdOf(response));
      sendProblem(response, problem);
    }
  };

  /** A match that was found by ticket may be in another region, which alone knows its seats. */
  async function isPassedOn(request: Request<{ roomId: string }>, response: Response, player: string): Promise<boolean> {
    try {
      const address = await elsewhere(player, request.params.roomId);
      if (address === null) return false;
      await passOn(address, request, response);
    } catch {
      // Nobody answers there, or nobody can say where: the seat may still be kept.
      sendProblem(response, ROOM_SILENT);
    }
    return true;
  }
}

function isRoomMissing(error: unknown): boolean {
  return error instanceof ServerError && error.code === ErrorCode.MATCHMAKE_INVALID_ROOM_ID;
}

function isReady(): boolean {
  return matchMaker.state === matchMaker.MatchMakerState.READY;
}

/** Colyseus' word for a room of another process that does not answer. */
function isUnanswered(error: unknown): boolean {
  return error instanceof ServerError && error.code === ErrorCode.MATCHMAKE_UNHANDLED;
}

function problemOf(error: unknown): Problem {
  if (error instanceof ServerError) {
    // Colyseus locks a room whose last seat is taken, and tells that from a missing one in words alone.
    if (error.code === ErrorCode.MATCHMAKE_INVALID_ROOM_ID && error.message.endsWith("is locked")) return ROOM_FULL;
    const known = FROM_COLYSEUS[error.code];
    if (known !== undefined) return known;
    const title = TITLES[error.code];
    if (title !== undefined)
      return { status: error.code, title, detail: error.message, ...(error.code === JoinError.SERVER_FULL ? { retryAfter: RETRY_AFTER } : {}) };
  }
  if (error instanceof SeatReservationError) return ROOM_FULL;
  if (error instanceof NoAnswerError) return NO_ANSWER;
  if (error instanceof RegistryAwayError) return REGISTRY_AWAY;
  // It was asked before it began to end.
  if (!isReady()) return SHUTTING_DOWN;
  // Whatever it was, its words are for the log: they may name what is none of the client's business.
  return { status: 500, title: "Server fault", detail: "The server could not give a seat; try again." };
}
