import WebSocket from "ws";
import { LOBBY, LobbyMessage } from "../../shared/protocol/lobby.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { type Clients, type Joined, joinAll, LEFT, noFigures } from "./clients.ts";
import { socketAddress, takeSeat } from "./door.ts";
import type { WorkerFigures, WorkerTask } from "./messages.ts";
import { KIND, kindOf, messageName } from "./wire.ts";

/** Connections that are opened at once: as many as a server accepts before it looks at the first. */
const AT_ONCE = 50;

/** Connections to the lobby that do nothing but answer pings and hear the news. */
export class IdleClients implements Clients {
  readonly #task: Extract<WorkerTask, { kind: "idle" }>;
  readonly #sockets = new Set<WebSocket>();
  #rooms = new Set<string>();
  #bytesIn = 0;

  constructor(task: Extract<WorkerTask, { kind: "idle" }>) {
    this.#task = task;
  }

  async prepare(): Promise<void> {
    // They come in small groups anyway, and nobody times it.
  }

  async join(): Promise<Joined> {
    const { count } = this.#task;
    let verified = 0;
    const faults = new Set<string>();
    for (let first = 0; first < count; first += AT_ONCE) {
      const joined = await joinAll(Array.from({ length: Math.min(AT_ONCE, count - first) }, () => this.#open()));
      verified += joined.verified;
      for (const fault of joined.faults) faults.add(fault);
    }
    return { verified, rooms: [...this.#rooms], faults: [...faults] };
  }

  measure(): void {
    this.#bytesIn = 0;
  }

  figures(): Omit<WorkerFigures, "loopDelay"> {
    return { ...noFigures(), connected: this.#sockets.size, bytesIn: this.#bytesIn };
  }

  /** Whoever goes is asked first whether it still is connected: a room answers a ping. */
  async leave(): Promise<number> {
    let left = 0;
    for (const socket of this.#sockets) {
      const answered = new Promise<boolean>((resolve) => {
        socket.once("close", () => resolve(false));
        socket.on("message", (data: Buffer) => {
          if (kindOf(data) === KIND.PING) resolve(true);
        });
      });
      socket.send(Buffer.from([KIND.PING]));
      if (await answered) left += 1;
      socket.close(LEFT);
    }
    return left;
  }

  /** Resolves once the lobby has said who is on line. */
  async #open(): Promise<void> {
    const { origin } = this.#task;
    const seat = await takeSeat(origin, { mode: LOBBY, protocol: PROTOCOL_VERSION });
    this.#rooms.add(seat.roomId);
    const socket = new WebSocket(socketAddress(origin, seat), { perMessageDeflate: false });
    await new Promise<void>((resolve, reject) => {
      socket.on("message", (data: Buffer) => {
        this.#bytesIn += data.length;
        if (kindOf(data) === KIND.JOIN) socket.send(Buffer.from([KIND.JOIN]));
        if (messageName(data) === LobbyMessage.ONLINE) resolve();
      });
      socket.on("error", reject);
      socket.on("close", (code) => {
        this.#sockets.delete(socket);
        reject(new Error(`closed with ${code}`));
      });
    });
    this.#sockets.add(socket);
  }
}
