import WebSocket from "ws";
import { retryDelay } from "../../client/game/net/retry.ts";
import { type OwnSeat, socketAddress, takeSeat } from "../../commands/load/door.ts";
import { KIND, kindOf, messageName } from "../../commands/load/wire.ts";
import { LOBBY, LobbyMessage } from "../../shared/protocol/lobby.ts";
import { joinOptions } from "../server/arena-server.ts";

/** Somebody who waits in the lobby and comes back to the own seat, at the delays of the game's client: a bare socket, so that there can be thousands. */
export class WaitingClient {
  readonly #origin: string;
  readonly #random: () => number;
  #seat: OwnSeat | null = null;
  #token = "";
  #socket: WebSocket | null = null;
  #isLeaving = false;
  /** ms that it waited before the try that brought it back. */
  lastDelay: number | null = null;
  isIn = false;

  /** `random`: 0..1, of the delays. */
  constructor(origin: string, random: () => number) {
    this.#origin = origin;
    this.#random = random;
  }

  async join(): Promise<void> {
    const { publicAddress: _notThroughThere, ...seat } = await takeSeat(this.#origin, { ...joinOptions(), mode: LOBBY });
    this.#seat = seat;
    await this.#open("");
  }

  leave(): void {
    this.#isLeaving = true;
    this.#socket?.terminate();
  }

  /** Resolves once the lobby has said who is on line. */
  #open(more: string): Promise<void> {
    if (this.#seat === null) throw new Error("without a seat there is nothing to open");
    const socket = new WebSocket(`${socketAddress(this.#origin, this.#seat)}${more}`, { perMessageDeflate: false });
    this.#socket = socket;
    return new Promise((resolve, reject) => {
      socket.on("message", (data: Buffer) => {
        if (kindOf(data) === KIND.JOIN) {
          this.#token = data.toString("latin1", 2, 2 + (data[1] ?? 0));
          socket.send(Buffer.from([KIND.JOIN]));
        } else if (messageName(data) === LobbyMessage.ONLINE) {
          this.isIn = true;
          resolve();
        }
      });
      socket.on("error", reject);
      socket.on("close", (code) => {
        reject(new Error(`closed with ${code}`));
        if (!this.isIn || this.#isLeaving) return;
        this.isIn = false;
        void this.#comeBack();
      });
    });
  }

  async #comeBack(): Promise<void> {
    for (let attempt = 1; !this.#isLeaving; attempt += 1) {
      const delay = retryDelay(attempt, this.#random);
      await new Promise((resolve) => setTimeout(resolve, delay));
      try {
        await this.#askBack();
        await this.#open(`&reconnectionToken=${this.#token}`);
        this.lastDelay = delay;
        return;
      } catch {
        // Not there yet: the next try is later.
      }
    }
  }

  /** As the page does before it opens the socket. */
  async #askBack(): Promise<void> {
    const response = await fetch(`${this.#origin}/matchmake/reconnect/${this.#seat?.roomId}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.#seat?.token}` },
      body: JSON.stringify({ reconnectionToken: this.#token }),
    });
    if (!response.ok) throw new Error(`no seat: ${response.status}`);
    await response.arrayBuffer();
  }
}
