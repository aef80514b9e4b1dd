import { type Connect, ConnectError, type MatchSource, type Wish } from "./match-source.ts";
import { seatIn, seatInMemory } from "./net/seat.ts";
import { type Destination, GameSession, sessionPorts } from "./session.ts";

/**
 * Live matches of the server at `endpoint`, for a page. The seat of a match that is played is kept in `storage`
 * (`sessionStorage`): a page that reloads comes back to its body.
 */
export function liveMatches(endpoint: string, storage: Storage): Connect {
  return async (wish) => {
    const session = new GameSession({ ...sessionPorts(endpoint), seat: wish.kind === "play" ? seatIn(storage) : seatInMemory() });
    const follow = (): void => session.setHidden(document.hidden);
    document.addEventListener("visibilitychange", follow);
    follow();
    session.connect(destinationOf(wish));
    const reason = await session.begun();
    if (reason === null) return withLeave(session, () => document.removeEventListener("visibilitychange", follow));
    document.removeEventListener("visibilitychange", follow);
    throw new ConnectError(reason);
  };
}

/** Whether a reload interrupted a match that may still be waiting for this player. */
export function hasSeat(storage: Storage): boolean {
  return seatIn(storage).read() !== null;
}

function destinationOf(wish: Wish): Destination {
  if (wish.kind === "watch") return { spectate: true };
  return { roomId: wish.room, aspect: wish.aspect, ...(wish.name === "" ? {} : { name: wish.name }) };
}

function withLeave(session: GameSession, release: () => void): MatchSource {
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
