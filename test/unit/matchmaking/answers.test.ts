import { describe, expect, test } from "vitest";
import { eventData } from "../../../client/matchmaking/event-stream.ts";
import { readParty } from "../../../client/matchmaking/party-service.ts";
import { OddAnswer } from "../../../client/matchmaking/reading.ts";
import { readLeaderboard, readRecord } from "../../../client/matchmaking/record-service.ts";
import { ask, type ProblemRefusal } from "../../../client/matchmaking/requests.ts";
import { readTicket } from "../../../client/matchmaking/ticket-service.ts";
import { PARTY_ANSWER, TICKET_ANSWER, type TicketAnswer } from "../../../shared/protocol/matchmaking.ts";
import { leaderboardAnswer, playerAnswer } from "../../../shared/protocol/players.ts";

const BASIS = { id: "t1", mode: "squads", players: 2, party: "K7QX2M" } as const;
const SEAT = { name: "squads", roomId: "r", sessionId: "s", processId: "p", publicAddress: "play.example.org/p/1" };
/** One of each state. */
const TICKETS: readonly TicketAnswer[] = [
  { ...BASIS, state: "waiting", waited: 1, estimate: 2, full: false, botsAfter: 3 },
  { ...BASIS, state: "proposed", region: "eu" },
  { ...BASIS, state: "matched", region: "eu", ranked: false, seat: SEAT, seatKeptFor: 8000 },
  { ...BASIS, party: null, state: "seated", region: "eu", ranked: true, roomId: "r" },
  { ...BASIS, state: "cancelled", why: "no room", next: "t2" },
  { ...BASIS, state: "expired", why: "unattended" },
];

describe("answers about tickets", () => {
  test("are read as the server's schema writes them, in every state", () => {
    expect(TICKETS.map(({ state }) => state)).toEqual(TICKET_ANSWER.options.map(({ shape }) => shape.state.value));
    for (const ticket of TICKETS) {
      expect(TICKET_ANSWER.parse(ticket)).toEqual(ticket);
      expect(readTicket(ticket)).toEqual(ticket);
    }
  });

  test("that lack anything are none", () => {
    for (const ticket of TICKETS) {
      for (const field of Object.keys(ticket)) {
        const { [field]: _left, ...rest } = ticket as Record<string, unknown>;
        expect(() => readTicket(rest), `${ticket.state} without ${field}`).toThrow(OddAnswer);
      }
    }
    expect(() => readTicket("<html>")).toThrow(OddAnswer);
    expect(() => readTicket({ ...BASIS, state: "adjourned" })).toThrow(OddAnswer);
  });

  test("about parties are read as the server's schema writes them", () => {
    const party = { code: "K7QX2M", leader: "a", members: ["a", "b"], ticket: null };
    expect(readParty(PARTY_ANSWER.parse(party))).toEqual(party);
    expect(() => readParty({ ...party, members: [1] })).toThrow(OddAnswer);
  });
});

describe("answers about players", () => {
  const MATCH = { map: "crossing", startedAt: 1, endedAt: 2, team: 0, place: 1, kills: 10, deaths: 4, score: 10, forfeited: false };
  const RATED = { ...MATCH, matchId: "r-1", mode: "duel", ranked: true, ratingBefore: 1200, ratingAfter: 1216 };
  const OF_BOTS = { ...MATCH, matchId: "q-1", mode: "squads", ranked: false, ratingBefore: null, ratingAfter: null };

  test("are read as the server's schema writes them", () => {
    const record = readRecord(
      playerAnswer.parse({ playerId: "a", name: "Ada", ratings: [{ mode: "duel", rating: 1216, matches: 1 }], matches: [RATED, OF_BOTS] }),
    );
    expect(record).toMatchObject({ name: "Ada", ratings: [{ mode: "duel", rating: 1216, matches: 1 }] });
    expect(record.matches.map(({ matchId, rating }) => ({ matchId, rating }))).toEqual([
      { matchId: "r-1", rating: { before: 1200, after: 1216 } },
      { matchId: "q-1", rating: null },
    ]);
    const players = [{ place: 26, playerId: "a", name: "Ada", rating: 1216, matches: 1 }];
    expect(readLeaderboard(leaderboardAnswer.parse({ mode: "duel", players }))).toEqual(players);
  });

  test("leave out what this page does not know", () => {
    const record = readRecord({ playerId: "a", name: "Ada", ratings: [{ mode: "chess", rating: 1, matches: 1 }], matches: [{ ...RATED, mode: "chess" }] });
    expect(record).toEqual({ name: "Ada", ratings: [], matches: [] });
    expect(() => readRecord({ name: "Ada" })).toThrow(OddAnswer);
  });
});

describe("a refusal", () => {
  const refused = (answer: Response): Promise<ProblemRefusal> =>
    ask(async () => answer, "/api").then(
      () => Promise.reject(new Error("it was not refused")),
      (error) => error,
    );

  test("says what kind it is and when to try again", async () => {
    const body = JSON.stringify({ type: "/problems/store-away", detail: "Try again." });
    expect(await refused(new Response(body, { status: 503, headers: { "Retry-After": "2" } }))).toMatchObject({
      code: 503,
      kind: "store-away",
      message: "Try again.",
      retryAfter: 2000,
    });
  });

  test("of something in between, in words of its own, is one as well", async () => {
    expect(await refused(new Response("<h1>Bad gateway</h1>", { status: 502 }))).toMatchObject({ code: 502, kind: "", retryAfter: null });
  });
});

describe("a stream of events", () => {
  const read = async (...pieces: string[]): Promise<string[]> => {
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        for (const piece of pieces) stream.enqueue(new TextEncoder().encode(piece));
        stream.close();
      },
    });
    const data: string[] = [];
    for await (const each of eventData(body)) data.push(each);
    return data;
  };

  test("is read event by event, however it is cut", async () => {
    const stream = 'event: waiting\ndata: {"a":1}\n\n: nothing\n\nevent: found\r\ndata: {"ü":2}\r\n\r\n';
    expect(await read(stream)).toEqual(['{"a":1}', '{"ü":2}']);
    expect(await read(...stream)).toEqual(['{"a":1}', '{"ü":2}']);
  });

  test("ends with the last whole event", async () => {
    expect(await read("data: 1\n\ndata: 2\n")).toEqual(["1"]);
  });
});
