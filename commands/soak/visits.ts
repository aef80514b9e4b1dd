import WebSocket from "ws";
import { TICKETS_PATH } from "../../shared/protocol/api-paths.ts";
import { LOBBY, LobbyMessage } from "../../shared/protocol/lobby.ts";
import { Message } from "../../shared/protocol/messages.ts";
import { type Seat, seat } from "../../shared/protocol/play.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { LEFT } from "../load/clients.ts";
import { ask, enter, type OwnSeat, socketAddress, takeSeat } from "../load/door.ts";
import { pause } from "../load/pause.ts";
import { KIND, kindOf, messageName } from "../load/wire.ts";

/** ms that somebody stays. */
const STAY = 2000;

/** ms from a lost connection to the return: what a page takes to notice. */
const AWAY = 500;

/** ms after which a server that has not answered will not. */
const PATIENCE = 20_000;

const ARENA = { mode: "arena", protocol: PROTOCOL_VERSION };

/** What people do who come to a server, each resolving when it is over. A server must hold on to nothing of any of them. */
export const VISITS = {
  /** Plays, and leaves as one should. */
  async plays(origin: string) {
    const guest = await open(origin, await takeSeat(origin, ARENA));
    await pause(STAY);
    await guest.leave();
  },

  /** Is cut off and never seen again: the seat is kept for a while. */
  async vanishes(origin: string) {
    const guest = await open(origin, await takeSeat(origin, ARENA));
    await pause(STAY);
    guest.socket.terminate();
  },

  /** Is cut off, comes back to the seat, and leaves. */
  async returns(origin: string) {
    const taken = await takeSeat(origin, ARENA);
    const guest = await open(origin, taken);
    await pause(STAY / 2);
    guest.socket.terminate();
    await pause(AWAY);
    const address = `${origin}/matchmake/reconnect/${taken.roomId}`;
    const again: Seat = seat.parse(await ask("POST", address, taken.token, { reconnectionToken: guest.reconnectionToken }));
    const back = await open(origin, { ...again, token: taken.token }, guest.reconnectionToken);
    await pause(STAY / 2);
    await back.leave();
  },

  /** Takes a seat and never comes. */
  async staysAway(origin: string) {
    await takeSeat(origin, ARENA);
  },

  /** Looks into the lobby. */
  async looksIn(origin: string) {
    const guest = await open(origin, await takeSeat(origin, { ...ARENA, mode: LOBBY }));
    await pause(STAY / 2);
    await guest.leave();
  },

  /** Queues for a match, and thinks better of it. */
  async queues(origin: string) {
    const token = await enter(origin);
    const wish = { mode: "squads", pings: {}, join: { protocol: PROTOCOL_VERSION } };
    const ticket = await ask("POST", origin + TICKETS_PATH, token, wish);
    const id: unknown = typeof ticket === "object" && ticket !== null ? Reflect.get(ticket, "id") : undefined;
    await pause(STAY / 4);
    await ask("DELETE", `${origin}${TICKETS_PATH}/${String(id)}`, token, {});
  },
} as const satisfies Record<string, (origin: string) => Promise<void>>;

export type VisitKind = keyof typeof VISITS;

interface Inside {
  readonly socket: WebSocket;
  readonly reconnectionToken: string;
  leave(): Promise<void>;
}

/** Resolves once the room has welcomed the guest. */
function open(origin: string, taken: OwnSeat, reconnectionToken?: string): Promise<Inside> {
  const back = reconnectionToken === undefined ? "" : `&reconnectionToken=${reconnectionToken}`;
  const socket = new WebSocket(socketAddress(origin, taken) + back, { perMessageDeflate: false });
  let token = "";
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error("no welcome"));
      socket.terminate();
    }, PATIENCE);
    socket.on("message", (frame: Buffer) => {
      if (kindOf(frame) === KIND.JOIN) {
        // 1 byte: what it is; 1 byte: how long the token is; the token.
        token = frame.toString("latin1", 2, 2 + (frame[1] ?? 0));
        socket.send(Buffer.from([KIND.JOIN]));
      }
      const name = messageName(frame);
      if (name !== Message.WELCOME && name !== LobbyMessage.ONLINE) return;
      clearTimeout(late);
      resolve({ socket, reconnectionToken: token, leave: () => leave(socket) });
    });
    socket.on("error", reject);
    socket.on("close", (code) => {
      clearTimeout(late);
      reject(new Error(`closed with ${code}`));
    });
  });
}

function leave(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState === WebSocket.CLOSED) return reject(new Error("was closed before it left"));
    socket.once("close", () => resolve());
    socket.close(LEFT);
  });
}
