import { type Connect, ConnectError, type MatchSource, type Wish } from "./match-source.ts";
import { seatIn, seatInMemory } from "./net/seat.ts";
import { type Destination, GameSession, sessionPorts } from "./session.ts";

/**
 * Live matches of the server that the page came from. The seat of a match that is played is kept in `sessionStorage`: a page
 * that reloads comes back to its body.
 */
export const connect: Connect = async (wish) => {
  const session = new GameSession({ ...sessionPorts(location.origin), seat: wish.kind === "play" ? seatIn(sessionStorage) : seatInMemory() });
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

function destinationOf(wish: Wish): Destination {
  if (wish.kind === "watch") return { spectate: true };
  return { roomId: wish.room, aspect: wish.aspect, ...(wish.name === "" ? {} : { name: wish.name }) };
}

function withRelease(session: GameSession, release: () => void): MatchSource {
  return {
    frame: (now, controls) => session.frame(now, controls),
    get roomId() {
      return session.roomId;
    },
    leave() {
      release();
      session.leave();
    },
  };
}
