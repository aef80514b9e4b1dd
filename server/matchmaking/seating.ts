import { type IRoomCache, matchMaker } from "@colyseus/core";
import type { JoinWish } from "../../shared/protocol/matchmaking.ts";
import type { Seat } from "../../shared/protocol/play.ts";
import type { Arranged } from "../rooms/arranged.ts";
import { admit, type Entrant } from "../rooms/join-options.ts";
import { type MatchPlan, placesOf } from "./match-plan.ts";

/**
 * The room of an arranged match, with a seat for each of its players that is kept as long as any seat is. Its id is the match's: asked again, by
 * whatever process, it is the same room, and sessions that have their seats keep them.
 * @throws what Colyseus throws where no process takes the room
 */
export async function openMatch(plan: MatchPlan): Promise<ReadonlyMap<string, Seat>> {
  const room = (await matchMaker.findRoomsByIds([plan.id])).get(plan.id) ?? (await matchMaker.createRoom(plan.mode, { arranged: arrange(plan) }));
  const places = placesOf(plan);
  await matchMaker.reserveMultipleSeatsFor(
    room,
    places.map(({ player, session, wish }) => ({ sessionId: session, options: {}, auth: entrantOf(player, wish) })),
  );
  return new Map(places.map(({ player, session }) => [player, seatOf(room, session)]));
}

function arrange({ id, mode, ranked, sides }: MatchPlan): Arranged {
  const places = sides.flatMap((side, index) => side.map(({ player, session }) => ({ player, session, team: teamOf(mode, index) })));
  return { id, places, ranked };
}

function entrantOf(playerId: string, wish: JoinWish): Entrant {
  return { ...admit(wish), playerId };
}

/** Duellists are on no team. */
function teamOf(mode: MatchPlan["mode"], side: number): 0 | 1 | 2 {
  if (mode === "duel") return 0;
  return side === 0 ? 1 : 2;
}

function seatOf(room: IRoomCache, session: string): Seat {
  const { name, roomId, processId, publicAddress } = room;
  return { name, roomId, sessionId: session, processId, ...(publicAddress === undefined ? {} : { publicAddress }) };
}
