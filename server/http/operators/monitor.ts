import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler, Router } from "express";
import helmet from "helmet";
import { z } from "zod";
import type { Role, RoomRow } from "../../../shared/protocol/operators.ts";
import { WORDS_MAX } from "../../../shared/protocol/removal.ts";
import { orderRoom, type RoomLooks } from "../../cluster/ordering.ts";
import { mayDo } from "../../operations/operators/roles.ts";
import type { RoomOrder } from "../../rooms/room-orders.ts";
import { type Problem, sendProblem } from "../problem.ts";
import { type OperatorGate, operatorOf } from "./gate.ts";
import type { OperatorNews } from "./news.ts";

/** The page of @colyseus/monitor, as it is published; what it asks for is answered here, not by its own server. */
const PAGE = join(dirname(fileURLToPath(import.meta.resolve("@colyseus/monitor"))), "static");

/** A font of icons from elsewhere that the page names and does not use. */
const FOREIGN_FONT = /<link href="https:\/\/fonts\.googleapis\.com[^>]*>\s*/;

/** The page asks for GET what does something: this script has it ask by POST, with the token. */
const SCRIPT = readFileSync(new URL("monitor-page.js", import.meta.url), "utf8");

const NO_GET: Problem = { status: 405, title: "Not by GET", detail: "What does something takes POST with the session's token; reload the page." };
const NOT_THERE: Problem = { status: 404, title: "No such room", detail: "The room is not there any more, or does not answer." };

/** What the page may ask of a room, by the names that it has for it; and who may. Free calls of methods and changes of the state are not among them. */
const ACTIONS: Readonly<Record<string, { role: Role; action: string; orderOf: (args: readonly unknown[]) => RoomOrder | null }>> = {
  _forceClientDisconnect: {
    role: "moderator",
    action: "kick",
    orderOf: ([session]) => (isText(session) ? { kind: "remove", session: sessionIn(session), removal: { kind: "kicked", reason: "", until: null } } : null),
  },
  _sendMessageToClient: {
    role: "moderator",
    action: "message",
    orderOf: ([session, , data]) => (isText(session) ? sayOf(sessionIn(session), data) : null),
  },
  broadcast: { role: "moderator", action: "message", orderOf: ([, data]) => sayOf(null, data) },
  disconnect: { role: "admin", action: "end match", orderOf: () => ({ kind: "end" }) },
};

const call = z.strictObject({ roomId: z.string().max(64), method: z.string().max(64), args: z.array(z.unknown()).max(8) });
const message = z.union([z.string().min(1).max(WORDS_MAX), z.object({ text: z.string().min(1).max(WORDS_MAX) }).transform(({ text }) => text)]);

export interface MonitorDesk {
  gate: OperatorGate;
  news: OperatorNews;
  looks: RoomLooks;
  regionOf: (processId: string) => string;
  /** ms since 1970. */
  now: () => number;
}

/** /monitor */
export function routeMonitor({ gate, news, looks, regionOf, now }: MonitorDesk): Router {
  const router = Router();
  router.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          // The page's library makes its styles as it runs.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", "data:"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: false,
    }),
  );
  router.get("/", gate.page, (request, response) => {
    // The page finds its files beside itself.
    if (!request.originalUrl.split("?", 1)[0]?.endsWith("/")) return response.redirect(301, "/monitor/");
    const page = readFileSync(join(PAGE, "index.html"), "utf8").replace(FOREIGN_FONT, "");
    const { csrf } = operatorOf(response);
    response.type("html").send(page.replace("<head>", `<head><meta name="csrf" content="${csrf}"><script src="./operator.js"></script>`));
  });
  router.get("/operator.js", gate.page, (_request, response) => void response.type("text/javascript").send(SCRIPT));
  router.use("/assets", gate.page, express.static(join(PAGE, "assets"), { index: false, redirect: false }));
  router.get("/api", gate.atLeast("viewer"), async (_request, response) => {
    response.json(listOf(await looks.look(), { regionOf, now: now() }));
  });
  router.get("/api/room", gate.atLeast("viewer"), inspect(looks, now));
  router.get("/api/room/call", (_request, response) => sendProblem(response, NO_GET));
  router.post("/api/room/call", gate.atLeast("viewer"), express.json({ limit: 4096 }), act(news, looks));
  return router;
}

function listOf(rows: readonly RoomRow[], { regionOf, now }: { regionOf: (processId: string) => string; now: number }) {
  const figures = (view: RoomRow["view"], region: string) =>
    view === null
      ? { mode: "does not answer" }
      : {
          mode: view.mode,
          map: view.map,
          players: view.guests.filter(({ body }) => body !== 0).length,
          bots: view.bots,
          "ticks/s": `${view.achievedRate.toFixed(1)} of ${view.tickRate}`,
          "tick p99": `${view.tickP99.toFixed(1)} ms`,
          "B/s each": Math.round(view.bytesPerGuest),
          region,
        };
  return {
    columns: [
      "roomId",
      ...["mode", "map", "players", "bots", "ticks/s", "tick p99", "B/s each", "region"].map((metadata) => ({ metadata })),
      "processId",
      "elapsedTime",
    ],
    rooms: rows.map(({ roomId, name, processId, locked, createdAt, view }) => ({
      roomId,
      name,
      processId,
      locked,
      clients: view?.guests.length ?? 0,
      elapsedTime: now - createdAt,
      metadata: figures(view, regionOf(processId)),
    })),
    connections: rows.reduce((sum, { view }) => sum + (view?.guests.filter(({ isConnected }) => isConnected).length ?? 0), 0),
    cpu: cpuShare(),
    memory: { rssMb: process.memoryUsage.rss() / 2 ** 20, processId: String(process.pid) },
  };
}

let measured = { at: performance.now(), cpu: process.cpuUsage() };
let share = 0;

/** Percent of a core that this process took since it was asked last. */
function cpuShare(): number {
  const at = performance.now();
  if (at - measured.at < 1000) return share;
  const { user, system } = process.cpuUsage(measured.cpu);
  share = (user + system) / 10 / (at - measured.at);
  measured = { at, cpu: process.cpuUsage() };
  return share;
}

function inspect(looks: RoomLooks, now: () => number): RequestHandler {
  return async (request, response) => {
    const { roomId } = request.query;
    const row = (await looks.look()).find((other) => other.roomId === roomId);
    if (row === undefined || row.view === null) return sendProblem(response, NOT_THERE);
    const { guests, ...state } = row.view;
    response.json({
      roomId: row.roomId,
      locked: row.locked,
      // Its name stands where the page shows the session alone.
      clients: guests.map(({ session, name, since }) => ({ sessionId: `${session} ${name}`.trim(), elapsedTime: since })),
      maxClients: 0,
      stateSize: 0,
      state: {
        ...state,
        age: now() - row.createdAt,
        players: guests.map(({ session, player, name, body, isConnected }) => ({ session, player, name, body, isConnected })),
      },
    });
  };
}

function act(news: OperatorNews, looks: RoomLooks): RequestHandler {
  return async (request, response) => {
    const parsed = call.safeParse(request.body);
    const known = parsed.success && Object.hasOwn(ACTIONS, parsed.data.method) ? ACTIONS[parsed.data.method] : undefined;
    if (!parsed.success || known === undefined) {
      return sendProblem(response, {
        status: 403,
        title: "Not allowed",
        detail: "The panel may look, kick, send messages and end matches; it calls no other method and changes no state.",
      });
    }
    const { operator, role } = operatorOf(response);
    if (!mayDo(role, known.role))
      return sendProblem(response, { status: 403, title: "Not allowed", detail: `That takes the role ${known.role}; yours is ${role}.` });
    const order = known.orderOf(parsed.data.args);
    if (order === null) {
      return sendProblem(response, { status: 400, title: "Bad request", detail: `As data write {"text": "…"}, at most ${WORDS_MAX} characters.` });
    }
    const { roomId } = parsed.data;
    await news.did({ operator }, known.action, roomId, { ...order });
    try {
      await orderRoom(roomId, order);
    } catch {
      // Colyseus throws the same for a room that is gone and for one that does not answer.
      return sendProblem(response, NOT_THERE);
    }
    looks.forget();
    response.json({});
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Of what the page shows as a session. */
function sessionIn(shown: string): string {
  return shown.split(" ", 1)[0] ?? "";
}

function sayOf(session: string | null, data: unknown): RoomOrder | null {
  const text = message.safeParse(data).data;
  return text === undefined ? null : { kind: "say", session, text };
}
