import { CURVES } from "../../server/matchmaking/curve.ts";
import { queueIndex, ticketKey } from "../../server/matchmaking/keys.ts";
import { Matchmaker } from "../../server/matchmaking/matchmaker.ts";
import { announcing } from "../../server/matchmaking/regions.ts";
import { open } from "../../server/matchmaking/ticket.ts";
import type { TicketStore } from "../../server/matchmaking/ticket-store.ts";
import { at } from "./population.ts";

const ROUNDS = 21;
/** ms */
const LIFETIME = 600_000;

/** Whole cycles of a matchmaker, its store included, with so many waiting whom nobody fits: each is read once, and looked at in every cycle. */
export async function measureStoredCycle(store: string, tickets: TicketStore, waiting: number) {
  const { now } = await tickets.read([]);
  for (let index = 0; index < waiting; index++) {
    const player = { id: `p${index}`, rating: { mu: index * 100, sigma: 3 }, pings: { here: 20 }, wish: { protocol: 1 } };
    const ticket = open({ id: `t${index}`, mode: "duel", players: [player], party: null, since: now });
    await tickets.commit({
      write: { [ticketKey(ticket.id)]: { text: JSON.stringify(ticket), lifetime: LIFETIME } },
      enter: [{ index: queueIndex("duel"), member: ticket.id, score: now }],
    });
  }
  const matchmaker = new Matchmaker({
    store: tickets,
    holder: "bench",
    mode: "duel",
    // Nobody is given a bot meanwhile.
    curve: { ...CURVES.duel, botsAfter: LIFETIME },
    log: { info: () => undefined, warn: () => undefined },
  });
  await tickets.commit(announcing("duel", "here", 1, LIFETIME));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await matchmaker.cycle();
    times.push(performance.now() - began);
  }
  const [first = Number.NaN, ...others] = times;
  return { store, waiting, firstMs: at([first], 0), medianMs: at(others, 0.5), p95Ms: at(others, 0.95) };
}
