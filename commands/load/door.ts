import { request } from "node:http";
import { text } from "node:stream/consumers";
import { type PlayWish, Refusal } from "../../client/game/net/door.ts";
import { GUESTS_PATH, guestAnswer } from "../../shared/protocol/identity.ts";
import { PLAY_PATH, type Seat, seat } from "../../shared/protocol/play.ts";

/** A seat, and the token of the player whose it is. */
export interface OwnSeat extends Seat {
  readonly token: string;
}

/** Becomes somebody who was never here before; resolves with the token. */
export async function enter(origin: string): Promise<string> {
  return guestAnswer.parse(await post(`${origin}${GUESTS_PATH}`, {}, {})).token;
}

/** Asks for a seat as the player whose token it is; without one, as somebody who was never here before: one player sits in one place only. */
export async function takeSeat(origin: string, wish: PlayWish, known: string | null = null): Promise<OwnSeat> {
  const token = known ?? (await enter(origin));
  return { ...seat.parse(await post(`${origin}${PLAY_PATH}`, wish, { authorization: `Bearer ${token}` })), token };
}

export function socketAddress(origin: string, { processId, roomId, sessionId, publicAddress, token }: OwnSeat): string {
  const address = origin.replace("http", "ws");
  const host = publicAddress === undefined ? address : `${new URL(address).protocol}//${publicAddress}`;
  return `${host}/${processId}/${roomId}?sessionId=${sessionId}&_authToken=${token}`;
}

/** Not by `fetch`: for hundreds at once, in a process that has just started, it takes twice as long. */
function post(address: string, body: object, headers: Record<string, string>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method: "POST", headers: { ...headers, "content-type": "application/json" } }, (response) => {
      text(response).then((words) => {
        if (response.statusCode === 200) resolve(JSON.parse(words));
        else reject(new Refusal(response.statusCode ?? 0, `no seat: ${response.statusCode} ${words}`));
      }, reject);
    });
    asked.once("error", reject);
    asked.end(JSON.stringify(body));
  });
}
