import type { PerMessageDeflateOptions } from "ws";

/**
 * Ways to have what a server sends compressed by the WebSocket extension permessage-deflate: at the level that costs least, and
 * without the limit of 1 KB below which `ws` leaves messages alone.
 */
const CHEAPEST = { threshold: 0, zlibDeflateOptions: { level: 1 } };

export const DEFLATIONS = {
  off: false,
  /** Each message is compressed in the light of those before it: the server keeps a window for every client. */
  "with-context": CHEAPEST,
  /** Each message for itself. */
  "without-context": { ...CHEAPEST, serverNoContextTakeover: true },
} as const satisfies Record<string, false | PerMessageDeflateOptions>;

export type Deflation = keyof typeof DEFLATIONS;
