import helmet from "helmet";
import type { Region } from "../../shared/protocol/regions.ts";

interface Elsewhere {
  /** Where the page's files come from; null for here. */
  assets: string | null;
  /** Measured by the page, and played in where a match is found there. */
  regions: readonly Region[];
  /** Processes that a match may be on, as `host[:port]`, at the time of the request. */
  hosts: () => readonly string[];
}

/** The page loads nothing from elsewhere but what the operator named, evaluates no text as code and is framed by nobody else. */
export function securityHeaders({ assets, regions, hosts }: Elsewhere) {
  const files = assets === null ? [] : [new URL(assets).origin];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        ...(assets === null ? {} : { scriptSrc: ["'self'", ...files] }),
        // 'self' covers the WebSocket of the same origin; of another process nothing else is asked.
        connectSrc: [() => ["'self'", ...regions.flatMap(({ address }) => [address, address.replace(/^http/, "ws")]), ...hosts().flatMap(socketsOf)].join(" ")],
        // Style attributes; a style cannot run anything.
        styleSrc: ["'self'", "'unsafe-inline'", ...files],
        imgSrc: ["'self'", "data:", "blob:", ...files],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'self'"],
      },
    },
    // Whether the site is always reached by https is for the edge that speaks https to say; in a local network it is not.
    strictTransportSecurity: false,
  });
}

/** A page that came by https may open sockets with TLS alone, which the browser sees to. */
function socketsOf(host: string): string[] {
  return [`ws://${host}`, `wss://${host}`];
}
