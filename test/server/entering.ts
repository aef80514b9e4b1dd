import { Client, type Room } from "@colyseus/sdk";
import { askGuest, type PlayWish } from "../../client/game/net/door.ts";
import { takeSeat } from "../../commands/load/door.ts";

/** Asks for a seat, as somebody new where no token says who; in whatever words, a text is sent as it is. */
export async function askPlay(origin: string, body: unknown, known: string | null = null): Promise<Response> {
  const token = known ?? (await askGuest(origin, {})).token;
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
