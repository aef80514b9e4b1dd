import { operatorWords } from "../operator-words.ts";
import { type Connect, ConnectError, type MatchSource, type WantedMatch, type Wish } from "./match-source.ts";
import type { OperatorSaying } from "./net/link.ts";
import { seatIn, seatInMemory } from "./net/seat.ts";
import { guest } from "./self.ts";
import { type Destination, GameSession, sessionPorts } from "./session.ts";

/**
 * Live matches of the server that the page came from. The seat of a match that is played is kept in `sessionStorage`: a page
 * that reloads comes back to its body.
 */
export const connect: Connect = async (wish) => {
  const seat = wish.kind === "play" ? seatIn(sessionStorage) : seatInMemory();
  const session = new GameSession({ ...sessionPorts(location.origin, guest), seat, operatorSaid: (saying) => heed(saying, wish.kind) });
  const follow = (): void => session.setHidden(document.hidden);
  const release = (): void => document.removeEventListener("visibilitychange", follow);
  document.addEventListener("visibilitychange", follow);
  follow();
  session.connect(destinationOf(wish));
  const reason = await session.begun();
  if (reason === null) return withRelease(session, release);
  release();
  throw new ConnectError(reason);
};

/** Who only watches behind the menu is bid farewell by nobody. */
function heed(saying: OperatorSaying, kind: Wish["kind"]): void {
  if (saying.kind === "announcement") operatorWords.announce(saying.text);
  else if (kind === "play") operatorWords.bidFarewell(saying.kind === "removal" ? saying.removal : saying);
}

function destinationOf(wish: Wish): Destination {
  const where = whereOf(wish.match);
  const { aspect } = wish;
  if (wish.kind === "watch") return { ...where, aspect, spectate: true };
  return { ...where, aspect, craft: wish.craft, ...(wish.name === "" ? {} : { name: wish.name }) };
}

function whereOf(match: WantedMatch): Destination {
  if (match.kind === "found") return { match: { kind: "seat", seat: match.seat } };
  if (match.kind !== "private") return { match };
  const { mode, bots } = match;
  return { match: { kind: "new", mode }, private: true, bots: bots !== null, ...(bots === null || bots === "adaptive" ? {} : { level: bots }) };
}

function withRelease(session: GameSession, release: () => void): MatchSource {
  return {
    frame: (now, controls) => session.frame(now, controls),
    get roomId() {
      return session.roomId;
    },
    call: (call) => session.call(call),
    askAgain: () => session.askAgain(),
    follow: (id) => session.follow(id),
    turn: (aspect) => session.turn(aspect),
    leave() {
      release();
      session.leave();
    },
  };
}
