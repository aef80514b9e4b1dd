import { beforeEach, describe, expect, test } from "vitest";
import { CODE, codeOf, LOOK_PERIOD, Party, type PartyState } from "../../../client/matchmaking/party.ts";
import type { PartyService } from "../../../client/matchmaking/party-service.ts";
import { ProblemRefusal } from "../../../client/matchmaking/requests.ts";
import { PARTY_CODE, type PartyAnswer } from "../../../shared/protocol/matchmaking.ts";
import { ManualTime } from "../../server/manual-time.ts";

const WISH = { pings: {}, join: { protocol: 1 } };
const NAMES: Readonly<Record<string, string>> = { ada: "Ada", me: "" };
const ALONE: PartyAnswer = { code: "K7QX2M", leader: "me", members: ["me"], ticket: null };
const NOTHING_ANSWERS = new TypeError("Failed to fetch");

let time: ManualTime;
/** What the server says next, whatever it is asked. */
let answer: PartyAnswer | Error;
let asked: string[];
let queued: string[];
let party: Party;

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const said = async (what: string): Promise<PartyAnswer> => {
  asked.push(what);
  if (answer instanceof Error) throw answer;
  return answer;
};
const service: PartyService = {
  create: () => said("create"),
  join: (code) => said(`join ${code}`),
  look: (code) => said(`look ${code}`),
  leave: async (code) => void (await said(`leave ${code}`)),
};

const look = async (): Promise<void> => {
  time.pass(LOOK_PERIOD);
  await settled();
};
const inside = (): Extract<PartyState, { kind: "in" }> => {
  const state = party.read();
  if (state.kind !== "in") throw new Error(`the party is ${state.kind}`);
  return state;
};

beforeEach(() => {
  time = new ManualTime();
  answer = ALONE;
  asked = [];
  queued = [];
  party = new Party({
    service,
    clock: time,
    self: async () => "me",
    nameOf: async (id) => NAMES[id] ?? Promise.reject(NOTHING_ANSWERS),
    queued: (ticket) => queued.push(ticket),
  });
});

test("a code is what the server gives out, however it is typed", () => {
  expect(CODE).toEqual(PARTY_CODE);
  expect(codeOf(" k7qx2m ")).toBe("K7QX2M");
  expect(codeOf("K7QX2")).toBeNull();
  expect(codeOf("K7QX20")).toBeNull();
});

describe("a party", () => {
  test("of one's own is led by who made it, and shows who comes", async () => {
    await party.create(WISH);
    expect(inside()).toEqual({
      kind: "in",
      code: "K7QX2M",
      members: [{ id: "me", name: null, leads: true, isSelf: true }],
      leads: true,
      reached: true,
    });
    answer = { ...ALONE, members: ["me", "ada", "stranger"] };
    await look();
    expect(inside().members.map(({ name, leads }) => ({ name, leads }))).toEqual([
      { name: null, leads: true },
      { name: "Ada", leads: false },
      { name: null, leads: false },
    ]);
  });

  test("is looked at for as long as it lasts, one look after the other", async () => {
    await party.create(WISH);
    for (let looks = 0; looks < 3; looks += 1) await look();
    expect(asked).toEqual(["create", "look K7QX2M", "look K7QX2M", "look K7QX2M"]);
    party.leave();
    await settled();
    await look();
    expect(asked.slice(4)).toEqual(["leave K7QX2M"]);
    expect(party.read()).toEqual({ kind: "none", trouble: null });
  });

  test("is shown as it was while nothing answers, and as it is once something does", async () => {
    await party.create(WISH);
    answer = NOTHING_ANSWERS;
    await look();
    expect(inside()).toMatchObject({ reached: false, members: [{ id: "me" }] });
    answer = ALONE;
    await look();
    expect(inside().reached).toBe(true);
  });

  test("that is gone is left", async () => {
    await party.create(WISH);
    answer = new ProblemRefusal(404, "no-such-party", "", null);
    await look();
    expect(party.read()).toEqual({ kind: "none", trouble: "removed" });
    await look();
    expect(asked).toHaveLength(2);
  });

  test.each([
    [new ProblemRefusal(404, "no-such-party", "", null), "no such party"],
    [new ProblemRefusal(409, "party-full", "", null), "party full"],
    [new ProblemRefusal(503, "store-away", "", 2000), "unreachable"],
    [NOTHING_ANSWERS, "unreachable"],
  ])("that cannot be entered is said to be so: %s", async (error, trouble) => {
    answer = error;
    await party.join("K7QX2M", WISH);
    expect(party.read()).toEqual({ kind: "none", trouble });
  });
});

describe("a party that queues", () => {
  const LED = { ...ALONE, leader: "ada", members: ["ada", "me"] };

  test("takes along who follows, once for each ticket", async () => {
    answer = LED;
    await party.join("K7QX2M", WISH);
    answer = { ...LED, ticket: "t1" };
    await look();
    await look();
    expect(queued).toEqual(["t1"]);
    answer = { ...LED, ticket: "t2" };
    await look();
    expect(queued).toEqual(["t1", "t2"]);
  });

  test("tells who leads nothing new", async () => {
    await party.create(WISH);
    answer = { ...ALONE, ticket: "t1" };
    await look();
    expect(queued).toEqual([]);
  });

  test("takes nobody to what it queued for before they came", async () => {
    answer = { ...LED, ticket: "t1" };
    await party.join("K7QX2M", WISH);
    await look();
    expect(queued).toEqual([]);
  });
});
