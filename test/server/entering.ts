import { Client, type Room } from "@colyseus/sdk";
import { askGuest, type PlayWish } from "../../client/game/net/door.ts";
import { takeSeat } from "../../commands/load/door.ts";

/** Asks for a seat as somebody new, in whatever words; a text is sent as it is. */
export async function askPlay(origin: string, body: unknown): Promise<Response> {
  const { token } = await askGuest(origin, {});
  return fetch(`${origin}/api/play`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Takes a seat as somebody new, on the stock SDK. */
export async function enter(origin: string, wish: PlayWish): Promise<Room> {
  const { token, ...seat } = await takeSeat(origin, wish);
  const client = new Client(origin);
  client.auth.token = token;
  return client.consumeSeatReservation(seat);
}
