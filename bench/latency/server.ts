import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** What the bench asks for, and gets, over IPC: what the server has used since it began. */
export interface Used {
  /** µs */
  cpu: number;
  /** Bytes of TCP payload, both ways. */
  bytes: number;
}

/** How the receiving client of a pair waits for messages. */
type Receiver =
  | { kind: "socket"; socket: WebSocket }
  | { kind: "stream"; response: ServerResponse }
  | { kind: "waiting"; response: ServerResponse }
  /** It asks when it likes; until then they are kept. */
  | { kind: "away" };

interface Pair {
  receiver: Receiver;
  kept: string[];
}

/**
 * Carries messages from the first to the second client of a pair, in the four ways of the bench:
 *
 *     WebSocket /?pair=…&side=a|b    what `a` sends goes to `b`
 *     POST /send?pair=…              says something
 *     GET /events?pair=…             a stream of what is said
 *     GET /wait?pair=…               answers once there is something
 *     GET /messages?pair=…           answers at once with what there is
 */
const pairs = new Map<string, Pair>();
const sockets = new Set<Socket>();
let closedBytes = 0;

/** ms: longer than a run, so that no request meets the closing of its connection. */
const KEEP_ALIVE = 60_000;

const http = createServer({ keepAliveTimeout: KEEP_ALIVE }, (request, response) => void serve(request, response));
http.on("connection", (socket: Socket) => {
  sockets.add(socket);
  socket.once("close", () => {
    sockets.delete(socket);
    closedBytes += socket.bytesRead + socket.bytesWritten;
  });
});
new WebSocketServer({ server: http, perMessageDeflate: false }).on("connection", (socket: WebSocket, request: IncomingMessage) => {
  const { searchParams } = addressOf(request);
  const pair = pairOf(searchParams.get("pair") ?? "");
  if (searchParams.get("side") === "b") pair.receiver = { kind: "socket", socket };
  else socket.on("message", (data: Buffer) => deliver(pair, data.toString()));
});

http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  process.send?.(typeof address === "object" && address !== null ? address.port : 0);
});
process.on("message", () => process.send?.(used()));
process.on("disconnect", () => process.exit(0));

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = addressOf(request);
  const pair = pairOf(searchParams.get("pair") ?? "");
  switch (pathname) {
    case "/send": {
      let text = "";
      for await (const chunk of request) text += String(chunk);
      deliver(pair, text);
      return void response.writeHead(204).end();
    }
    case "/events":
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.flushHeaders();
      pair.receiver = { kind: "stream", response };
      return;
    case "/wait":
      if (pair.kept.length > 0) return answerKept(pair, response);
      pair.receiver = { kind: "waiting", response };
      return;
    default:
      return answerKept(pair, response);
  }
}

function deliver(pair: Pair, text: string): void {
  const { receiver } = pair;
  switch (receiver.kind) {
    case "socket":
      return receiver.socket.send(text);
    case "stream":
      return void receiver.response.write(`data: ${text}\n\n`);
    case "waiting":
      pair.receiver = { kind: "away" };
      pair.kept.push(text);
      return answerKept(pair, receiver.response);
    case "away":
      pair.kept.push(text);
  }
}

function answerKept(pair: Pair, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(pair.kept.splice(0)));
}

function pairOf(name: string): Pair {
  let pair = pairs.get(name);
  if (pair === undefined) {
    pair = { receiver: { kind: "away" }, kept: [] };
    pairs.set(name, pair);
  }
  return pair;
}

function used(): Used {
  const { user, system } = process.cpuUsage();
  let bytes = closedBytes;
  for (const { bytesRead, bytesWritten } of sockets) bytes += bytesRead + bytesWritten;
  return { cpu: user + system, bytes };
}

function addressOf({ url = "/" }: IncomingMessage): URL {
  return new URL(url, "http://server");
}
