import { PARTIES_PATH } from "../../shared/protocol/api-paths.ts";
import type { JoinWish, PartyAnswer, Pings } from "../../shared/protocol/matchmaking.ts";
import { listAt, OddAnswer, textAt, textOrNullAt } from "./reading.ts";
import { type Authorised, ask } from "./requests.ts";

/** What a member brings to the matches of their party. */
export interface MemberWish {
  pings: Pings;
  join: JoinWish;
}

/** What the page asks of the server about its party. Each rejects with a `ProblemRefusal`, or as `fetch` does where nothing answers. */
export interface PartyService {
  create(wish: MemberWish): Promise<PartyAnswer>;
  join(code: string, wish: MemberWish): Promise<PartyAnswer>;
  /** The party as it is now. */
  look(code: string): Promise<PartyAnswer>;
  leave(code: string): Promise<void>;
}

/** Over HTTP. */
export function partyService(authorised: Authorised): PartyService {
  const pathOf = (code: string): string => `${PARTIES_PATH}/${encodeURIComponent(code)}`;
  return {
    create: async (wish) => readParty(await ask(authorised, PARTIES_PATH, { method: "POST", body: wish })),
    join: async (code, wish) => readParty(await ask(authorised, `${pathOf(code)}/members`, { method: "POST", body: wish })),
    look: async (code) => readParty(await ask(authorised, pathOf(code))),
    async leave(code) {
      await ask(authorised, `${pathOf(code)}/members/me`, { method: "DELETE", keepalive: true });
    },
  };
}

/** @throws OddAnswer */
export function readParty(answer: unknown): PartyAnswer {
  const members = listAt(answer, "members").map((id) => {
    if (typeof id !== "string") throw new OddAnswer("a member is no text");
    return id;
  });
  return { code: textAt(answer, "code"), leader: textAt(answer, "leader"), members, ticket: textOrNullAt(answer, "ticket") };
}
