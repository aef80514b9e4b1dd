import type { Room } from "@colyseus/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { PARTIES_PATH, TICKETS_PATH } from "../../shared/protocol/api-paths.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { Message } from "../../shared/protocol/messages.ts";
import { PLAY_PATH } from "../../shared/protocol/play.ts";
import { type MatchState, PHASE_PLAYING, PHASE_WAITING } from "../../shared/protocol/state.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { joinOptions } from "./arena-server.ts";
import { type Answer, JOIN } from "./queue-door.ts";
import { BOTS_AFTER, QueueServer } from "./queue-server.ts";

let server: QueueServer;
const rooms: Room<unknown, MatchState>[] = [];
let players = 0;

beforeAll(async () => {
  server = await QueueServer.start();
});
afterEach(async () => {
  await Promise.all(rooms.splice(0).map((room) => room.leave()));
});
afterAll(() => server.app.close());

/** Somebody whom no other test knows. */
function newPlayer(): string {
  players += 1;
  return `player${players}`;
}

async function idOf(player: string): Promise<string> {
  return (await server.guest(player)).playerId;
}

async function sit(player: string, ticket: Answer) {
  const { seat, ...rest } = await server.seat(player, ticket.id);
  const room = await server.take(player, seat);
  rooms.push(room);
  return { room, seat, ...rest };
}

function rosterOf(room: Room<unknown, MatchState>): { name: string; team: number; bot: boolean }[] {
  return Array.from(room.state.roster?.values() ?? [], ({ name, team, bot }) => ({ name, team, bot }));
}

describe("a duel by ticket", () => {
  test("seats exactly the two who queued in one room, which counts for ratings, and their tickets end seated", async () => {
    const [ann, bob] = [newPlayer(), newPlayer()];
    const tickets = await Promise.all([ann, bob].map((player) => server.queue(player, "duel", { join: { ...JOIN.join, name: player } })));
    expect(tickets[0]).toMatchObject({ state: "waiting", mode: "duel", players: 1, botsAfter: BOTS_AFTER, estimate: expect.any(Number) });
    const [first, second] = await Promise.all([ann, bob].map((player, index) => sit(player, tickets[index] as Answer)));
    expect(first?.room.roomId).toBe(second?.room.roomId);
    expect(first).toMatchObject({ region: "local", ranked: true, seatKeptFor: expect.any(Number) });
    await expect
      .poll(() => rosterOf(first?.room as Room<unknown, MatchState>))
      .toEqual(expect.arrayContaining([expect.objectContaining({ name: ann, bot: false }), expect.objectContaining({ name: bob, bot: false })]));
    for (const [index, player] of [ann, bob].entries()) {
      await expect.poll(async () => (await server.ticket(player, tickets[index]?.id ?? "")).state).toBe("seated");
    }
  });

  test("admits nobody else, but lets them watch", async () => {
    const [ann, bob] = [newPlayer(), newPlayer()];
    const tickets = await Promise.all([ann, bob].map((player) => server.queue(player)));
    const { room } = await sit(ann, tickets[0] as Answer);
    const eve = newPlayer();
    const { roomId } = room;
    expect((await server.ask(eve, "POST", PLAY_PATH, { ...joinOptions(), roomId })).status).toBe(JoinError.ROOM_FULL);
    // The controls: who only watches may, and the seat that nobody else got is still there for whom it was kept.
    const watching = await server.ask(eve, "POST", PLAY_PATH, { ...joinOptions({ spectate: true }), roomId });
    rooms.push(await server.take(eve, await watching.json()));
    expect((await sit(bob, tickets[1] as Answer)).room.roomId).toBe(roomId);
  });

  test("no player's own options make a room that passes for an arranged one", async () => {
    const arranged = { id: "mine", places: [{ player: "x", session: "y", team: 0 }], ranked: true };
    for (const own of [true, false]) {
      const wish = { mode: "duel", ...joinOptions(), ...(own ? { private: true } : {}) };
      expect((await server.ask(newPlayer(), "POST", PLAY_PATH, { ...wish, arranged })).status).toBe(JoinError.BAD_OPTIONS);
    }
  });

  test("is played against a bot by whom the other lets down, whose ticket expires with the seat", async () => {
    const [ann, bob] = [newPlayer(), newPlayer()];
    const tickets = await Promise.all([ann, bob].map((player) => server.queue(player)));
    const { room } = await sit(ann, tickets[0] as Answer);
    const late = { timeout: 30_000, interval: 100 };
    // Whoever does not say what they have seen is taken to be gone.
    const look = () => {
      room.send(Message.SEEN, room.state.tick);
      return room.state.phase;
    };
    await expect.poll(look).toBe(PHASE_WAITING);
    await expect.poll(look, late).toBe(PHASE_PLAYING);
    expect(
      rosterOf(room)
        .map(({ bot }) => bot)
        .sort(),
    ).toEqual([false, true]);
    await expect.poll(() => server.ticket(bob, tickets[1]?.id ?? ""), late).toMatchObject({ state: "expired", why: "seat not taken" });
    // Nothing keeps who was late from another try.
    expect((await server.queue(bob, "squads")).state).toBe("waiting");
  });

  test("is filled by a bot after the limit that the player is told, and does not count", async () => {
    const ann = newPlayer();
    const ticket = await server.queue(ann);
    const { room, ranked } = await sit(ann, ticket);
    expect(ranked).toBe(false);
    await expect
      .poll(() =>
        rosterOf(room)
          .map(({ bot }) => bot)
          .sort(),
      )
      .toEqual([false, true]);
  });
});

describe("a ticket", () => {
  test("is the same for the same key of the same player, and another player's key is their own", async () => {
    const [ann, bob] = [newPlayer(), newPlayer()];
    const key = { idempotencyKey: "tab-1" };
    const first = await server.ask(ann, "POST", TICKETS_PATH, { mode: "squads", ...JOIN, ...key });
    expect(first.status).toBe(201);
    const { id } = await first.json();
    expect(first.headers.get("location")).toBe(`${TICKETS_PATH}/${id}`);
    const second = await server.ask(ann, "POST", TICKETS_PATH, { mode: "squads", ...JOIN, ...key });
    expect([second.status, (await second.json()).id]).toEqual([200, id]);
    expect((await server.queue(bob, "squads", key)).id).not.toBe(id);
  });

  test("is one at a time: another one is refused until it has ended", async () => {
    const ann = newPlayer();
    const { id } = await server.queue(ann, "squads");
    const refused = await server.ask(ann, "POST", TICKETS_PATH, { mode: "duel", ...JOIN });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ type: "/problems/has-a-ticket", detail: expect.stringContaining(id) });
    expect(await (await server.ask(ann, "DELETE", `${TICKETS_PATH}/${id}`)).json()).toMatchObject({ state: "cancelled", why: "asked" });
    expect((await server.queue(ann, "squads")).state).toBe("waiting");
  });

  test("is nobody else's to see or to cancel", async () => {
    const [ann, eve] = [newPlayer(), newPlayer()];
    const { id } = await server.queue(ann, "squads");
    for (const method of ["GET", "DELETE"]) {
      const answer = await server.ask(eve, method, `${TICKETS_PATH}/${id}`);
      expect([answer.status, (await answer.json()).type]).toEqual([404, "/problems/no-such-ticket"]);
    }
    expect((await server.ticket(ann, id)).state).toBe("waiting");
  });

  test("tells what has become of it as soon as it is known", async () => {
    const [ann, bob] = [newPlayer(), newPlayer()];
    const { id } = await server.queue(ann);
    const waited = server.ticket(ann, id, 20);
    const began = performance.now();
    await server.queue(bob);
    expect(["proposed", "matched"]).toContain((await waited).state);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test("is followed by server-sent events", async () => {
    const [ann, bob] = [newPlayer(), newPlayer()];
    const { id } = await server.queue(ann);
    const response = await server.ask(ann, "GET", `${TICKETS_PATH}/${id}/events`);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    await server.queue(bob);
    const events = (await response.text()).trim().split("\n\n");
    expect(events[0]).toMatch(/^event: waiting\ndata: \{.*"state":"waiting"/);
    expect(events.at(-1)).toMatch(/^event: found\ndata: \{.*"seat":\{/);
  });

  test("that is cancelled while somebody follows it ends the events", async () => {
    const ann = newPlayer();
    const { id } = await server.queue(ann, "squads");
    const response = await server.ask(ann, "GET", `${TICKETS_PATH}/${id}/events`);
    await server.ask(ann, "DELETE", `${TICKETS_PATH}/${id}`);
    expect((await response.text()).trim().split("\n\n").at(-1)).toMatch(/^event: ended\ndata: .*"cancelled"/);
  });

  test("holds at most four requests of one player open", async () => {
    const ann = newPlayer();
    const { id } = await server.queue(ann, "squads");
    const waits = Array.from({ length: 4 }, () => server.ask(ann, "GET", `${TICKETS_PATH}/${id}?wait=20`));
    await expect
      .poll(async () => {
        const fifth = await server.ask(ann, "GET", `${TICKETS_PATH}/${id}?wait=1`);
        return [fifth.status, fifth.headers.get("retry-after")];
      })
      .toEqual([429, "5"]);
    await server.ask(ann, "DELETE", `${TICKETS_PATH}/${id}`);
    for (const wait of waits) expect((await wait).status).toBe(200);
  });
});

describe("a request", () => {
  test.each<[what: string, player: string | null, body: unknown, status: number, type: string]>([
    ["of nobody", null, { mode: "duel", ...JOIN }, 401, "/problems/not-identified"],
    ["that is no JSON", "zoe", "{", 400, "about:blank"],
    ["for a mode without tickets", "zoe", { mode: "arena", ...JOIN }, 400, "/problems/bad-request"],
    ["with more than is known", "zoe", { mode: "duel", ...JOIN, rating: 9000 }, 400, "/problems/bad-request"],
    ["with a name that nobody can see", "zoe", { mode: "duel", pings: {}, join: { protocol: PROTOCOL_VERSION, name: "\u200b" } }, 400, "/problems/bad-request"],
    ["with a ping that is none", "zoe", { mode: "duel", pings: { local: -1 }, join: JOIN.join }, 400, "/problems/bad-request"],
    ["of a page of another version", "zoe", { mode: "duel", pings: {}, join: { protocol: PROTOCOL_VERSION + 1 } }, 426, "/problems/version-mismatch"],
    ["for a party that is not there", "zoe", { mode: "squads", ...JOIN, party: "ABCDEF" }, 404, "/problems/no-such-party"],
    ["of more than 8 KiB", "zoe", `"${"x".repeat(8300)}"`, 413, "/problems/body-too-large"],
    ["of less than 8 KiB, the control", "zoe", `"${"x".repeat(8000)}"`, 400, "about:blank"],
  ])("%s is refused with a problem document", async (_what, player, body, status, type) => {
    const response = await server.ask(player, "POST", TICKETS_PATH, body);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toMatchObject({ status, type, detail: expect.stringMatching(/\w/) });
    expect(response.status).toBe(status);
  });
});

describe("a party", () => {
  async function found(leader: string): Promise<string> {
    return (await (await server.ask(leader, "POST", PARTIES_PATH, JOIN)).json()).code;
  }

  async function gather(size: number): Promise<{ code: string; members: [string, ...string[]] }> {
    const leader = newPlayer();
    const code = await found(leader);
    const others = Array.from({ length: size - 1 }, newPlayer);
    for (const other of others) await server.ask(other, "POST", `${PARTIES_PATH}/${code.toLowerCase()}/members`, JOIN);
    return { code, members: [leader, ...others] };
  }

  test("queues by its leader, stays together and is on one side", async () => {
    const { code, members } = await gather(3);
    const [leader, second] = members;
    const early = await server.ask(second ?? "", "POST", TICKETS_PATH, { mode: "squads", ...JOIN, party: code });
    expect([early.status, (await early.json()).type]).toEqual([403, "/problems/not-the-leader"]);
    const ticket = await server.queue(leader, "squads", { party: code, join: { ...JOIN.join, name: leader } });
    expect(ticket).toMatchObject({ state: "waiting", players: 3, party: code });
    const ids = await Promise.all(members.map(idOf));
    const seated = await Promise.all(
      members.map(async (member) => {
        const party = await (await server.ask(member, "GET", `${PARTIES_PATH}/${code}`)).json();
        expect(party).toEqual({ code, leader: ids[0], members: ids, ticket: ticket.id });
        return sit(member, ticket);
      }),
    );
    expect(new Set(seated.map(({ room }) => room.roomId)).size).toBe(1);
    const first = seated[0]?.room as Room<unknown, MatchState>;
    await expect.poll(() => rosterOf(first).filter(({ bot }) => !bot)).toHaveLength(3);
    expect(new Set(rosterOf(first).flatMap(({ bot, team }) => (bot ? [] : [team]))).size).toBe(1);
    await expect.poll(() => rosterOf(first)).toHaveLength(8);
  });

  test("is too large for a duel, and has room for four", async () => {
    const { code, members } = await gather(4);
    const refused = await server.ask(members[0], "POST", TICKETS_PATH, { mode: "duel", ...JOIN, party: code });
    expect([refused.status, (await refused.json()).type]).toEqual([409, "/problems/party-too-large"]);
    const full = await server.ask(newPlayer(), "POST", `${PARTIES_PATH}/${code}/members`, JOIN);
    expect([full.status, (await full.json()).type]).toEqual([409, "/problems/party-full"]);
  });

  test("may be left at any time: what it queued for ends, and the next one leads", async () => {
    const { code, members } = await gather(2);
    const [leader, second = ""] = members;
    const { id } = await server.queue(leader, "squads", { party: code });
    expect((await server.ask(leader, "DELETE", `${PARTIES_PATH}/${code}/members/me`)).status).toBe(204);
    expect(await server.ticket(second, id)).toMatchObject({ state: "cancelled", why: "party changed" });
    expect(await (await server.ask(second, "GET", `${PARTIES_PATH}/${code}`)).json()).toMatchObject({
      leader: await idOf(second),
      members: [await idOf(second)],
    });
    await server.ask(second, "DELETE", `${PARTIES_PATH}/${code}/members/me`);
    expect((await server.ask(leader, "POST", `${PARTIES_PATH}/${code}/members`, JOIN)).status).toBe(404);
  });

  test("takes nobody in by another's word, and shows itself to its members only", async () => {
    const { code } = await gather(1);
    const eve = newPlayer();
    expect((await server.ask(eve, "GET", `${PARTIES_PATH}/${code}`)).status).toBe(404);
    expect((await server.ask(eve, "DELETE", `${PARTIES_PATH}/${code}/members/me`)).status).toBe(404);
    expect((await server.ask(null, "POST", `${PARTIES_PATH}/${code}/members`, JOIN)).status).toBe(401);
  });
});
