import { setTimeout as pause } from "node:timers/promises";
import { type AuthContext, type IRoomCache, matchMaker, ServerError } from "@colyseus/core";
import { SeatReservationError } from "@colyseus/core/errors/SeatReservationError";
import { JoinError } from "../../shared/protocol/join-options.ts";

export type SeatReservation = matchMaker.ISeatReservation;

/** A seat in any open room of a name, which is opened where there is none. */
export type JoinOrOpen = (name: string, wanted: object, context: AuthContext) => Promise<SeatReservation>;

/** A seat in the room of an id. */
export type JoinById = (roomId: string, wanted: object, context: AuthContext) => Promise<SeatReservation>;

/** How a process stands: "silent" does not answer, "overloaded" has too much to do to take anybody in. */
export type Standing = "serving" | "overloaded" | "silent";

/** The process of a room does not answer: it stands still, or is gone without anybody having noticed. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError";
}

/** What whoever asks a process that has too much to do is told. */
export function overloadRefusal(): ServerError {
  return new ServerError(JoinError.SERVER_FULL, "This server has too much to do to take anybody in; try again in a minute.");
}

export interface JoiningOptions {
  /** An open room of a name, none of those that were tried. */
  find: (name: string, tried: ReadonlySet<string>) => Promise<IRoomCache | undefined>;
  /** Lets one process at a time open rooms of a name; null where this one is the only one. */
  lock: OpeningLock | null;
  standingOf: (processId: string) => Standing;
  /** Is there a room of this id that speaks another version of the protocol? */
  isForeign: (roomId: string) => Promise<boolean>;
}

export interface OpeningLock {
  /** A token, or null while somebody else has it. It is lost after some time, so that who was killed with it keeps nobody. */
  take(name: string): Promise<string | null>;
  release(name: string, token: string): Promise<void>;
}

/** ms after which no further room is tried: who asked is answered soon after. */
const PATIENCE = 2000;

/** Rooms opened in vain for one who asks, one after the other, before that counts as the answer of all processes. */
const OPENINGS = 3;

/** ms between two looks at what another process is opening. */
const LOOK_PERIOD = 40;

/**
 * A seat in any open room of a name, and a new room where there is none: what Colyseus' `joinOrCreate` does, but that of all who want
 * one at the same time, on whatever process, only one opens it. Colyseus lets everybody open a room of their own after half a second.
 */
export class Joining {
  readonly #options: JoiningOptions;
  /** By the name of the room. */
  readonly #opening = new Map<string, Promise<IRoomCache>>();

  constructor(options: JoiningOptions) {
    this.#options = options;
  }

  /** @throws {ServerError} when no seat was found in time, and what the room refuses with */
  joinOrOpen(name: string, wanted: object, context: AuthContext): Promise<SeatReservation> {
    const tried = new Set<string>();
    return seatIn(
      {
        find: async () => {
          const found = await this.#options.find(name, tried);
          if (found !== undefined) tried.add(found.roomId);
          return found;
        },
        open: async () => {
          const opened = await this.#open(name, wanted, tried);
          tried.add(opened.roomId);
          return opened;
        },
      },
      name,
      wanted,
      context,
    );
  }

  /**
   * @throws {NoAnswerError} where the room's process does not answer, {ServerError} where there is no such room, it speaks another version,
   * or its process is overloaded, {SeatReservationError} where it has no seat
   */
  async joinById(roomId: string, wanted: object, context: AuthContext): Promise<SeatReservation> {
    if (await this.#options.isForeign(roomId))
      throw new ServerError(JoinError.VERSION_MISMATCH, "This match is played with another version of the game; reload the page, or join any other.");
    try {
      return await matchMaker.joinById(roomId, wanted, context);
    } catch (error) {
      if (!(error instanceof SeatReservationError)) throw error;
      // Colyseus has one word for a room that is full and for one that did not answer.
      const room: IRoomCache | undefined = await matchMaker.driver.findOne({ roomId });
      const standing = room === undefined ? "serving" : this.#options.standingOf(room.processId);
      if (standing === "silent") throw new NoAnswerError(`${roomId} did not answer`, { cause: error });
      throw standing === "overloaded" ? overloadRefusal() : error;
    }
  }

  /** All who are in this process share one opening, whoever's options it is made with. */
  #open(name: string, wanted: object, tried: ReadonlySet<string>): Promise<IRoomCache> {
    const underWay = this.#opening.get(name);
    if (underWay !== undefined) return underWay;
    const opening = this.#openAlone(name, wanted, tried).finally(() => this.#opening.delete(name));
    this.#opening.set(name, opening);
    return opening;
  }

  async #openAlone(name: string, wanted: object, tried: ReadonlySet<string>): Promise<IRoomCache> {
    const { lock, find } = this.#options;
    if (lock === null) return matchMaker.createRoom(name, wanted);
    for (;;) {
      const token = await lock.take(name);
      // Whoever had the lock before may just have opened one.
      const found = await find(name, tried);
      if (token === null && found === undefined) await pause(LOOK_PERIOD);
      else {
        try {
          return found ?? (await matchMaker.createRoom(name, wanted));
        } finally {
          if (token !== null) await lock.release(name, token);
        }
      }
    }
  }
}

/** A seat in a new room of one's own. @throws {ServerError} when no process opened one in time, and what the room refuses with */
export function openOwn(name: string, wanted: object, context: AuthContext): Promise<SeatReservation> {
  return seatIn({ find: null, open: () => matchMaker.createRoom(name, wanted) }, name, wanted, context);
}

interface Rooms {
  /** One that was not tried yet; null where none will do that others may be in. */
  find: (() => Promise<IRoomCache | undefined>) | null;
  open: () => Promise<IRoomCache>;
}

/** Another room is tried at once where one has no seat any more, or its process opens none any more, or does not answer. */
async function seatIn({ find, open }: Rooms, name: string, wanted: object, context: AuthContext): Promise<SeatReservation> {
  const deadline = performance.now() + PATIENCE;
  const auth = await authOf(name, wanted, context);
  let inVain = 0;
  for (;;) {
    try {
      return await matchMaker.reserveSeatFor((await find?.()) ?? (await open()), wanted, auth);
    } catch (error) {
      const isTurnedAway = error instanceof ServerError && error.code === JoinError.SERVER_FULL;
      if (!(isTurnedAway || error instanceof SeatReservationError)) throw error;
      // That others were quicker says nothing of the processes.
      if (isTurnedAway || find === null) inVain += 1;
      if (inVain < OPENINGS && performance.now() < deadline) continue;
      throw isTurnedAway ? error : new ServerError(JoinError.SERVER_FULL, "No seat was found in time; try again.");
    }
  }
}

/** What the room's class says of who asks, before any room is looked for. */
async function authOf(name: string, wanted: object, context: AuthContext): Promise<unknown> {
  const onAuth: unknown = Reflect.get(matchMaker.getHandler(name).klass, "onAuth");
  if (typeof onAuth !== "function") throw new Error(`the class of ${name} does not say who may come in`);
  return Reflect.apply(onAuth, null, [context.token, wanted, context]);
}
