import { afterEach, describe, expect, test } from "vitest";
import { askGuest, askSeat } from "../../../client/game/net/door.ts";
import { OutstandingSeats } from "../../../server/limits/outstanding-seats.ts";
import { clientAddress, networkOf, TrustedProxies } from "../../../server/limits/proxies.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { RawSocket } from "../raw-socket.ts";

describe("the address of a client", () => {
  test.each([
    ["what a client wrote, with no proxy trusted", "203.0.113.9", "198.51.100.1", [], "203.0.113.9"],
    ["what a proxy wrote", "10.0.0.2", "198.51.100.1", ["10.0.0.0/8"], "198.51.100.1"],
    ["what a client wrote left of what the proxy wrote", "10.0.0.2", "127.0.0.1, 198.51.100.1", ["10.0.0.0/8"], "198.51.100.1"],
    ["two proxies, one behind the other", "10.0.0.2", "1.2.3.4, 198.51.100.1, 10.0.0.3", ["10.0.0.0/8"], "198.51.100.1"],
    ["a proxy that is not trusted between", "10.0.0.2", "198.51.100.1, 192.0.2.7, 10.0.0.3", ["10.0.0.0/8"], "192.0.2.7"],
    ["what is no address", "10.0.0.2", "198.51.100.1, nonsense", ["10.0.0.0/8"], "10.0.0.2"],
    ["nothing", "10.0.0.2", undefined, ["10.0.0.0/8"], "10.0.0.2"],
    ["IPv4 at a socket of IPv6", "::ffff:10.0.0.2", "198.51.100.1", ["10.0.0.2"], "198.51.100.1"],
    ["a proxy of IPv6", "fd00::2", "2001:db8::7", ["fd00::/8"], "2001:db8::7"],
  ])("by %s", (_what, socket, forwarded, trusted, address) => {
    expect(clientAddress(socket, forwarded, new TrustedProxies(trusted))).toBe(address);
  });

  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"],
    ["2001:db8::7", "2001:db8:0:0::"],
    ["::1", "0:0:0:0::"],
  ])("%s counts as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

test("a seat that nobody came for counts for 8 s, one that was taken no more", () => {
  let now = 0;
  const seats = new OutstandingSeats({ limits: { addressSeats: 4 }, lifetime: 8000, now: () => now });
  const given = ["a", "b", "c"].map((session) => {
    const seat = seats.open("ann", "net");
    seat?.give(session);
    return seat;
  });
  expect(given).not.toContain(null);
  expect(seats.open("ann", "another net")).toBeNull();
  seats.open("bob", "net")?.give("d");
  expect(seats.open("cid", "net")).toBeNull();
  seats.taken("b");
  const again = seats.open("ann", "net");
  expect(again).not.toBeNull();
  again?.cancel();
  now = 8001;
  expect(seats.open("ann", "net")).not.toBeNull();
});

describe("a server", () => {
  let server: ArenaServer;
  afterEach(() => server.app.close());

  const ask = (forwarded: string): Promise<Response> => fetch(`${server.url}/api/matches`, { headers: { "X-Forwarded-For": forwarded } });

  async function statuses(count: number): Promise<Response[]> {
    const answers: Response[] = [];
    for (let request = 0; request < count; request++) answers.push(await ask(`198.51.100.${request}`));
    return answers;
  }

  test("bounds what one address asks, whatever it claims to be, and says when to come again", async () => {
    server = await startArena({ API_RATE: "20" });
    const answers = await statuses(25);
    expect(answers.map(({ status }) => status)).toEqual([...Array(20).fill(200), ...Array(5).fill(429)]);
    expect(Number(answers.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await answers.at(-1)?.json()).toMatchObject({ type: "/problems/too-many-requests", status: 429 });
  });

  test("the control: behind a proxy that it trusts each address is counted by itself", async () => {
    server = await startArena({ API_RATE: "20", TRUSTED_PROXIES: "127.0.0.1" });
    expect((await statuses(25)).map(({ status }) => status)).toEqual(Array(25).fill(200));
    const crowded = await Promise.all(Array.from({ length: 25 }, () => ask("198.51.100.99")));
    expect(crowded.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  test("gives one address so many new players and no more", async () => {
    server = await startArena({ API_RATE: "20" });
    for (let guest = 0; guest < 4; guest++) await askGuest(server.url, {});
    await expect(askGuest(server.url, {})).rejects.toMatchObject({ code: 429 });
  });

  test("the control: without a bound one address gets every seat", async () => {
    server = await startArena({ ADDRESS_SEATS: "1000", MAX_PLAYERS: "30" });
    const guests = await Promise.all(Array.from({ length: 30 }, () => askGuest(server.url, {})));
    const flood = await Promise.allSettled(guests.map(({ token }) => askSeat(server.url, { ...joinOptions(), mode: "arena" }, token)));
    expect(flood.every(({ status }) => status === "fulfilled")).toBe(true);
  });

  test("keeps so many seats for one player and one address as are soon used, and no more", async () => {
    server = await startArena({ ADDRESS_SEATS: "5", MAX_PLAYERS: "100" });
    const wish = { ...joinOptions(), mode: "arena" };
    const ann = await askGuest(server.url, {});
    const seats = [];
    for (let seat = 0; seat < 3; seat++) seats.push(await askSeat(server.url, wish, ann.token));
    await expect(askSeat(server.url, wish, ann.token)).rejects.toMatchObject({ code: 429 });
    const others = await Promise.all(Array.from({ length: 10 }, () => askGuest(server.url, {})));
    const flood = await Promise.allSettled(others.map(({ token }) => askSeat(server.url, wish, token)));
    expect(flood.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    // Whoever comes makes room for another.
    const [seat] = seats;
    if (seat === undefined) throw new Error("no seat");
    const raw = await RawSocket.join(server.port, { ...seat, token: ann.token });
    expect(await askSeat(server.url, wish, others[9]?.token ?? "")).toMatchObject({ name: "arena" });
    raw.close();
  });
});
