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
  return guestAnswer.parse(await ask("POST", `${origin}${GUESTS_PATH}`, null, {})).token;
}

/** Asks for a seat as the player whose token it is; without one, as somebody who was never here before: one player sits in one place only. */
export async function takeSeat(origin: string, wish: PlayWish, known: string | null = null): Promise<OwnSeat> {
  const token = known ?? (await enter(origin));
  return { ...seat.parse(await ask("POST", `${origin}${PLAY_PATH}`, token, wish)), token };
}

export function socketAddress(origin: string, { processId, roomId, sessionId, publicAddress, token }: OwnSeat): string {
  const address = origin.replace("http", "ws");
  const host = publicAddress === undefined ? address : `${new URL(address).protocol}//${publicAddress}`;
  return `${host}/${processId}/${roomId}?sessionId=${sessionId}&_authToken=${token}`;
}

/**
 * Asks the server as the player of the token; resolves with its answer. Not by `fetch`: for hundreds at once, in a process that has just
 * started, it takes twice as long.
 * @throws {Refusal}
 */
export function ask(method: "POST" | "DELETE", address: string, token: string | null, body: object): Promise<unknown> {
  const words = JSON.stringify(body);
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(words),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(address, { method, headers }, (response) => {
      text(response).then((answer) => {
        const { statusCode = 0 } = response;
        if (statusCode >= 200 && statusCode < 300) resolve(answer === "" ? null : JSON.parse(answer));
        else reject(new Refusal(statusCode, `refused: ${statusCode} ${answer}`));
      }, reject);
    });
    asked.once("error", reject);
    asked.end(words);
  });
}
