import helmet from "helmet";
import type { Region } from "../../shared/protocol/regions.ts";

interface Elsewhere {
  /** Where the page's files come from; null for here. */
  assets: string | null;
  /** Measured by the page, and played in where a match is found there. */
  regions: readonly Region[];
  /** Processes that a match may be on, as `host[:port]`, at the time of the request. */
  hosts: () => readonly string[];
  /** Whether the page is only ever reached by https. */
  isSecure: boolean;
}

/** s that browsers keep to https once they have been here: a year, as the proxies of `deploy/` say it. */
const HTTPS_FOR = 365 * 24 * 3600;

/** The page loads nothing from elsewhere but what the operator named, evaluates no text as code and is framed by nobody else. */
export function securityHeaders({ assets, regions, hosts, isSecure }: Elsewhere) {
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
    // Of this host alone: what else there is under its name is not known here. In a local network nothing is said of https.
    strictTransportSecurity: isSecure && { maxAge: HTTPS_FOR, includeSubDomains: false },
  });
}

/** A page that came by https may open sockets with TLS alone, which the browser sees to. */
function socketsOf(host: string): string[] {
  return [`ws://${host}`, `wss://${host}`];
}
