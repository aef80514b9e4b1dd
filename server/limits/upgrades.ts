import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { clientAddress, networkOf, type TrustedProxies } from "./proxies.ts";

/** "rate": too many in this second; "address": the address has too many open. */
export type CrowdRefusal = "rate" | "address";

export interface UpgradeLimits {
  /** Read with each: WebSockets that one address may have open, and that may be opened per second by everybody together. */
  limits: { readonly addressConnections: number; readonly upgradeRate: number };
  proxies: TrustedProxies;
  /** Monotonic ms. */
  now: () => number;
  refused: (why: CrowdRefusal) => void;
}

/** Where each open socket came from. */
const networks = new WeakMap<object, string>();

/** As limits count it; empty for a socket that no limit has let in. */
export function networkOfSocket(socket: object): string {
  return networks.get(socket) ?? "";
}

/** s after which an address that has too many may try again: somebody may have gone by then. */
const ADDRESS_PATIENCE = 10;

const ANSWERS: Record<CrowdRefusal, { status: string; retryAfter: number; words: string }> = {
  rate: { status: "503 Service Unavailable", retryAfter: 1, words: "Too many connections are being opened; try again in a second." },
  address: { status: "429 Too Many Requests", retryAfter: ADDRESS_PATIENCE, words: "Your address has too many connections open; close one and try again." },
};

/**
 * Bounds the WebSockets of a server, before anything is found out about who opens one: what a flood of them costs is an answer of a few
 * bytes each. To be called when all who listen for upgrades do.
 */
export function limitUpgrades(http: Server, { limits, proxies, now, refused }: UpgradeLimits): void {
  const open = new Map<string, number>();
  let second = 0;
  let opened = 0;

  const accept = http.listeners("upgrade");
  http.removeAllListeners("upgrade");
  http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const network = networkOf(clientAddress(request.socket.remoteAddress, request.headersDistinct["x-forwarded-for"]?.join(","), proxies));
    const why = judge(network);
    if (why !== null) return refuse(socket, why);
    open.set(network, (open.get(network) ?? 0) + 1);
    networks.set(socket, network);
    socket.once("close", () => forget(network));
    for (const listener of accept) Reflect.apply(listener, http, [request, socket, head]);
  });

  function judge(network: string): CrowdRefusal | null {
    if ((open.get(network) ?? 0) >= limits.addressConnections) return "address";
    const present = Math.floor(now() / 1000);
    if (present !== second) {
      second = present;
      opened = 0;
    }
    if (opened >= limits.upgradeRate) return "rate";
    opened += 1;
    return null;
  }

  function forget(network: string): void {
    const left = (open.get(network) ?? 1) - 1;
    if (left > 0) open.set(network, left);
    else open.delete(network);
  }

  function refuse(socket: Duplex, why: CrowdRefusal): void {
    refused(why);
    const { status, retryAfter, words } = ANSWERS[why];
    // It may be gone before it has read that.
    socket.on("error", () => socket.destroy());
    socket.end(
      `HTTP/1.1 ${status}\r\nConnection: close\r\nRetry-After: ${retryAfter}\r\nCache-Control: no-store\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(words)}\r\n\r\n${words}`,
      () => socket.destroy(),
    );
  }
}
