import type { Client } from "@colyseus/core";
import { ASPECT_PERIOD, type Followed, Message } from "../../shared/protocol/messages.ts";
import type { Listener } from "../match/listener.ts";

/** Ids of bodies take 16 bits. */
const ID_MAX = 0xffff;

/** What becomes of what a client says of its view: it is honoured, or it came too soon; or no client of ours says it. */
export type ViewVerdict = "honoured" | "too soon" | "malformed";

/** What the clients of one room say of their views, and hear of whose views they have. */
export class Views {
  /** Monotonic ms of each client's last change of shape. */
  readonly #turnedAt = new Map<Listener, number>();
  /** Whose view each client was last told to have. */
  readonly #told = new Map<Listener, number>();

  /** Somebody who only watches asks for this body's view. */
  follow(listener: Listener, wish: unknown): ViewVerdict {
    if (typeof wish !== "number" || !Number.isInteger(wish) || wish < 0 || wish > ID_MAX || listener.own !== 0) return "malformed";
    listener.chosen = wish;
    return "honoured";
  }

  /** The screen has another shape. It shows as much as before: who turns it about quickly would see more in effect. */
  turn(listener: Listener, aspect: unknown, now: number): ViewVerdict {
    if (typeof aspect !== "number" || !Number.isFinite(aspect) || aspect <= 0) return "malformed";
    if (now - (this.#turnedAt.get(listener) ?? Number.NEGATIVE_INFINITY) < ASPECT_PERIOD) return "too soon";
    this.#turnedAt.set(listener, now);
    listener.observer.aspect = aspect;
    return "honoured";
  }

  /** Tells a client whose view it has from the next patch on, if that is another than it was told. */
  announce(client: Client, listener: Listener): void {
    if (listener.eye === (this.#told.get(listener) ?? listener.own)) return;
    this.#told.set(listener, listener.eye);
    const followed: Followed = { body: listener.eye };
    client.send(Message.FOLLOWED, followed);
  }

  /** A new connection has been told nothing yet. */
  restart(listener: Listener): void {
    this.#told.delete(listener);
  }

  forget(listener: Listener): void {
    this.#told.delete(listener);
    this.#turnedAt.delete(listener);
  }
}
