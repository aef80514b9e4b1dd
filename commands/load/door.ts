import { askGuest, askSeat, type PlayWish } from "../../client/game/net/door.ts";
import type { Seat } from "../../shared/protocol/play.ts";

/** A seat, and the token of the player whose it is. */
export interface OwnSeat extends Seat {
  readonly token: string;
}

/** Asks for a seat as somebody who was never here before: one player sits in one place only. */
export async function takeSeat(origin: string, wish: PlayWish): Promise<OwnSeat> {
  const { token } = await askGuest(origin, {});
  return { ...(await askSeat(origin, wish, token)), token };
}

export function socketAddress(origin: string, { processId, roomId, sessionId, publicAddress, token }: OwnSeat): string {
  const address = origin.replace("http", "ws");
  const host = publicAddress === undefined ? address : `${new URL(address).protocol}//${publicAddress}`;
  return `${host}/${processId}/${roomId}?sessionId=${sessionId}&_authToken=${token}`;
}
