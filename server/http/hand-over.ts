import type { IncomingMessage, Server } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";

/**
 * Processes of one machine share a port, and whichever the system chooses gets a connection. The socket of a room has to reach the
 * process of that room: its path begins with `/w/<number>/`, and whoever gets it hands the socket itself on, with what was said
 * already, before anything is accepted. Nothing of a match passes through a second process.
 */
const WORKER_PATH = /^\/w\/(\d{1,4})(\/.*)$/;

export interface HandedOver {
  kind: "socket";
  /** Whose it is. */
  worker: number;
  /** The request as it came, without the beginning of its path, and what followed it. */
  said: string;
}

/** Of a worker's address within that of its machine. */
export function workerPath(worker: number): string {
  return `/w/${worker}`;
}

export function isHandedOver(message: unknown): message is HandedOver {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === "socket" && "worker" in message && "said" in message;
}

/** Lets this process take the sockets that are its own, and hand on the others: `send` to the supervisor. To be called when all who listen for upgrades do. */
export function shareUpgrades(http: Server, own: number, send: (message: HandedOver, socket: Socket) => void): void {
  const accept = http.listeners("upgrade");
  http.removeAllListeners("upgrade");
  http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [, number, path = "/"] = WORKER_PATH.exec(request.url ?? "") ?? [];
    if (number === undefined || Number(number) === own) {
      if (number !== undefined) request.url = path;
      for (const listener of accept) Reflect.apply(listener, http, [request, socket, head]);
    } else if (socket instanceof Socket) send({ kind: "socket", worker: Number(number), said: requestText(request, path, head) }, socket);
    else socket.destroy();
  });
}

/** Takes a socket that another process handed over as if it had come here. */
export function takeOver(http: Server, { said }: HandedOver, socket: Socket): void {
  socket.unshift(Buffer.from(said, "latin1"));
  http.emit("connection", socket);
}

function requestText({ method, rawHeaders }: IncomingMessage, path: string, head: Buffer): string {
  const lines = [`${method} ${path} HTTP/1.1`];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return `${lines.join("\r\n")}\r\n\r\n${head.toString("latin1")}`;
}
