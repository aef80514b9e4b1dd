import type { PartyAnswer } from "../../shared/protocol/matchmaking.ts";
import type { Clock } from "../game/net/clock.ts";
import { Observable } from "./observable.ts";
import type { MemberWish, PartyService } from "./party-service.ts";
import { ProblemRefusal } from "./requests.ts";

/** ms between two looks at the party: a friend who came is seen, and a match that the leader found is joined, so late at most. */
export const LOOK_PERIOD = 1500;

/** `PARTY_CODE` of the protocol, whose schemas the page does without. */
export const CODE = /^[2-9A-HJ-NP-Z]{6}$/;
export const CODE_LENGTH = 6;

export interface PartyMember {
  id: string;
  /** Null while it is not known. */
  name: string | null;
  leads: boolean;
  isSelf: boolean;
}

/** Why there is no party any more, or why none was entered. */
export type PartyTrouble = "no such party" | "party full" | "removed" | "unreachable";

export type PartyState =
  | { kind: "none"; trouble: PartyTrouble | null }
  | { kind: "entering" }
  /** `reached`: the last look was answered. */
  | { kind: "in"; code: string; members: readonly PartyMember[]; leads: boolean; reached: boolean };

export interface PartyPorts {
  service: PartyService;
  clock: Clock;
  /** Who this player is. */
  self: () => Promise<string>;
  /** What a player is called; null where that is not known. */
  nameOf: (player: string) => Promise<string | null>;
  /** The party queued, and this is the own ticket. Told to who follows; who leads knows. */
  queued: (ticket: string) => void;
}

/** Whether this can be a party's code, as somebody may type it. */
export function codeOf(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return CODE.test(code) ? code : null;
}

/** The players that this one queues with: entered, looked at again and again, left. */
export class Party extends Observable<PartyState> {
  readonly #ports: PartyPorts;
  readonly #names = new Map<string, string | null>();
  /** The ticket last heard of: of the rest of the party's life only others are news. */
  #ticket: string | null = null;
  #cancelLook: () => void = () => undefined;
  #closed = false;

  constructor(ports: PartyPorts) {
    super({ kind: "none", trouble: null });
    this.#ports = ports;
  }

  create(wish: MemberWish): Promise<void> {
    return this.#enter(this.#ports.service.create(wish));
  }

  join(code: string, wish: MemberWish): Promise<void> {
    return this.#enter(this.#ports.service.join(code, wish));
  }

  leave(): void {
    const state = this.read();
    if (state.kind !== "in") return;
    this.#out(null);
    // Without an answer the others see it when the server misses this player.
    void this.#ports.service.leave(state.code).catch(() => undefined);
  }

  close(): void {
    this.#closed = true;
    this.#cancelLook();
  }

  async #enter(entered: Promise<PartyAnswer>): Promise<void> {
    this.set({ kind: "entering" });
    try {
      const answer = await entered;
      // What was queued before this player came does not concern them.
      this.#ticket = answer.ticket;
      await this.#show(answer);
      this.#lookAgain(answer.code);
    } catch (error) {
      this.#out(troubleOf(error));
    }
  }

  #out(trouble: PartyTrouble | null): void {
    this.#cancelLook();
    this.set({ kind: "none", trouble });
  }

  #lookAgain(code: string): void {
    if (this.#closed) return;
    this.#cancelLook = this.#ports.clock.after(LOOK_PERIOD, () => void this.#look(code));
  }

  async #look(code: string): Promise<void> {
    try {
      const answer = await this.#ports.service.look(code);
      if (!this.#isIn(code)) return;
      const isNews = answer.ticket !== null && answer.ticket !== this.#ticket;
      this.#ticket = answer.ticket;
      await this.#show(answer);
      const state = this.read();
      if (isNews && answer.ticket !== null && state.kind === "in" && !state.leads) this.#ports.queued(answer.ticket);
    } catch (error) {
      const state = this.read();
      if (!this.#isIn(code) || state.kind !== "in") return;
      if (error instanceof ProblemRefusal && error.code === 404) return this.#out("removed");
      this.set({ ...state, reached: false });
    }
    if (this.#isIn(code)) this.#lookAgain(code);
  }

  #isIn(code: string): boolean {
    const state = this.read();
    return !this.#closed && state.kind === "in" && state.code === code;
  }

  async #show({ code, leader, members }: PartyAnswer): Promise<void> {
    const self = await this.#ports.self();
    await Promise.all(members.filter((id) => !this.#names.has(id)).map((id) => this.#learnName(id)));
    if (this.read().kind === "none" || this.#closed) return;
    const shown = members.map((id) => ({ id, name: this.#names.get(id) ?? null, leads: id === leader, isSelf: id === self }));
    this.set({ kind: "in", code, members: shown, leads: leader === self, reached: true });
  }

  async #learnName(id: string): Promise<void> {
    // A name is worth no trouble: without one they are counted.
    const name = await this.#ports.nameOf(id).catch(() => null);
    this.#names.set(id, name === "" ? null : name);
  }
}

function troubleOf(error: unknown): PartyTrouble {
  if (!(error instanceof ProblemRefusal)) return "unreachable";
  if (error.kind === "party-full" || error.code === 409) return "party full";
  return error.code === 404 || error.code === 400 ? "no such party" : "unreachable";
}
