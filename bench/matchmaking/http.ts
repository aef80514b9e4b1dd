import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { askGuest } from "../../client/game/net/door.ts";
import type { ServerAnswer } from "../../commands/load/messages.ts";
import { TICKETS_PATH } from "../../shared/protocol/api-paths.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { at } from "./population.ts";

/** One less than a match of squads takes: what is measured is tickets, not matches. */
const CLIENTS = 7;
/** Players by turns behind each client: one alone may not ask that often. */
const PLAYERS_EACH = 60;
const WARM_MS = 2_000;
const MEASURED_MS = 6_000;

const BODY = JSON.stringify({ mode: "squads", pings: { local: 20 }, join: { protocol: PROTOCOL_VERSION } });

/** Players who open a ticket, look at it and cancel it, over and over, each one after the other, at a server in a process of its own. */
export async function measureHttp(store: string, environment: Record<string, string>) {
  const server = fork(fileURLToPath(new URL("../../commands/load/server.ts", import.meta.url)), [JSON.stringify(environment)]);
  try {
    const origin = await new Promise<string>((resolve, reject) => {
      server.on("message", (answer: ServerAnswer) => {
        if (answer.kind === "listening") resolve(`http://127.0.0.1:${answer.port}`);
      });
      server.once("exit", () => reject(new Error("the server of the bench ended")));
    });
    const tokens: string[] = [];
    while (tokens.length < CLIENTS * PLAYERS_EACH) tokens.push((await askGuest(origin, {})).token);
    const players = Array.from({ length: CLIENTS }, (_client, index) => tokens.filter((_token, place) => place % CLIENTS === index));
    const opened: number[] = [];
    const began = performance.now() + WARM_MS;
    const until = began + MEASURED_MS;
    await Promise.all(players.map((own) => queueOverAndOver(origin, own, until, (took) => performance.now() > began && opened.push(took))));
    const tickets = opened.length;
    const perSecond = Math.round((tickets / MEASURED_MS) * 1000);
    return { store, clients: CLIENTS, ticketsPerSecond: perSecond, requestsPerSecond: 3 * perSecond, openP50Ms: at(opened, 0.5), openP95Ms: at(opened, 0.95) };
  } finally {
    server.kill();
  }
}

async function queueOverAndOver(origin: string, tokens: readonly string[], until: number, opened: (ms: number) => void): Promise<void> {
  let turn = 0;
  const ask = async (method: string, path: string, body?: string): Promise<{ id: string; state: string }> => {
    const headers = { Authorization: `Bearer ${tokens[turn % tokens.length]}`, "Content-Type": "application/json" };
    const response = await fetch(origin + path, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  for (; performance.now() < until; turn++) {
    const before = performance.now();
    const { id } = await ask("POST", TICKETS_PATH, BODY);
    opened(performance.now() - before);
    await ask("GET", `${TICKETS_PATH}/${id}`);
    const { state } = await ask("DELETE", `${TICKETS_PATH}/${id}`);
    if (state !== "cancelled") throw new Error(`a ticket was ${state}`);
  }
}
