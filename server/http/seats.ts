import { ErrorCode, matchMaker, ServerError } from "@colyseus/core";
import { SeatReservationError } from "@colyseus/core/errors/SeatReservationError";
import type { RequestHandler } from "express";
import { JoinError } from "../../shared/protocol/join-options.ts";
import type { JoinOrOpen } from "../cluster/joining.ts";
import { RegistryAwayError } from "../cluster/redis.ts";
import { type Problem, sendProblem } from "./problem.ts";

/**
 * The ways to a seat that our client uses, beside `joinOrCreate`. Public rooms are opened by the matchmaker alone: who creates one creates
 * a private one.
 */
const METHODS = { create: matchMaker.create, joinById: matchMaker.joinById, reconnect: matchMaker.reconnect };

/** Room names and ids are short words. */
const TARGET = /^[\w-]{1,32}$/;

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

const REGISTRY_AWAY: Problem = {
  status: 503,
  title: "No seats at the moment",
  detail: "The servers cannot reach each other at the moment; matches under way go on. Try again.",
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

/** The client knows by the words "shutting down" that no other match of this server has room either. */
const SHUTTING_DOWN: Problem = {
  status: 503,
  title: "Shutting down",
  detail: "This server is shutting down and takes nobody in; try again in a few seconds.",
  retryAfter: RETRY_AFTER,
};

/**
 * POST /matchmake/:method/:target with the join options as its body: a seat reservation, in the form that the Colyseus SDK
 * asks for. Where nobody is taken in, whoever has a seat may still return to it. `onFault` gets what is the server's own fault.
 */
export function giveSeat(
  joinOrOpen: JoinOrOpen,
  takesIn: () => boolean,
  onFault: (error: unknown) => void,
): RequestHandler<{ method: string; target: string }> {
  const methods = { joinOrCreate: joinOrOpen, ...METHODS };
  const isMethod = (word: string): word is keyof typeof methods => Object.hasOwn(methods, word);
  return async (request, response) => {
    const { method, target } = request.params;
    if (!isMethod(method) || !TARGET.test(target)) {
      return sendProblem(response, { status: 404, title: "Not found", detail: `Seats are given by ${Object.keys(methods).join(", ")}.` });
    }
    const isOpen = matchMaker.state === matchMaker.MatchMakerState.READY && (method === "reconnect" || takesIn());
    if (!isOpen) return sendProblem(response, SHUTTING_DOWN);
    const options: unknown = request.body;
    if (typeof options !== "object" || options === null || Array.isArray(options)) {
      return sendProblem(response, { status: 400, title: "Bad join options", detail: "Send the join options as a JSON object." });
    }
    if ((method === "create") !== (Reflect.get(options, "private") === true)) {
      return sendProblem(response, { status: 400, title: "Bad join options", detail: "private: goes with create, and create with it." });
    }
    try {
      const context = { ip: request.socket.remoteAddress, headers: new Headers(), req: request };
      response.set("Cache-Control", "no-store").json(await methods[method](target, options, context));
    } catch (error) {
      // Whoever comes back to a match that is over has lost a seat, not mistaken an address.
      const problem = method === "reconnect" && isRoomMissing(error) ? SEAT_GONE : problemOf(error);
      if (problem.status === 500) onFault(error);
      sendProblem(response, problem);
    }
  };
}

function isRoomMissing(error: unknown): boolean {
  return error instanceof ServerError && error.code === ErrorCode.MATCHMAKE_INVALID_ROOM_ID;
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
  if (error instanceof RegistryAwayError) return REGISTRY_AWAY;
  // Whatever it was, its words are for the log: they may name what is none of the client's business.
  return { status: 500, title: "Server fault", detail: "The server could not give a seat; try again." };
}
