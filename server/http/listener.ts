import { unwatchFile, watchFile } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer as createPlainServer, type Server } from "node:http";
import { createServer as createSecureServer, type Server as SecureServer } from "node:https";
import { createSecureContext } from "node:tls";

/** ms. Whoever has not sent a request by then is not a browser. */
const HEADERS_TIMEOUT = 8_000;
const REQUEST_TIMEOUT = 10_000;

/** ms between two looks at whether the certificate has changed. */
const CERTIFICATE_PERIOD = 5_000;

const OPTIONS = { headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT, connectionsCheckingInterval: 1_000 };

/** Files in PEM. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

/** The server speaks TLS itself, or plain HTTP. */
export interface Listener {
  readonly server: Server;
  /** Reads the certificate, where there is one, and goes on to look whether it has changed. @throws {CertificateError} */
  prepare(): Promise<void>;
  /** Looks no more. */
  stop(): void;
}

export class CertificateError extends Error {
  override readonly name = "CertificateError";
}

export interface ListenerNews {
  /** Another certificate is served from now on. */
  changed: () => void;
  /** There is another, which cannot be served. */
  failed: (error: unknown) => void;
  /** A connection was closed at once: there are as many as there may be. */
  dropped: () => void;
}

/** What listens on the public port. */
export function createListener(files: CertificateFiles | null, maxConnections: number, { changed, failed, dropped }: ListenerNews): Listener {
  if (files === null) {
    const server = createPlainServer(OPTIONS);
    bound(server);
    return { server, prepare: async () => undefined, stop: () => undefined };
  }
  const { cert, key } = files;
  const server = createSecureServer(OPTIONS);
  bound(server);
  const look = (): void => void serve(server, files).then(changed, failed);
  return {
    server,
    async prepare() {
      await serve(server, files);
      // By looking, not by being told: certificates are often put in place by renaming what a link points to.
      for (const file of [cert, key]) watchFile(file, { interval: CERTIFICATE_PERIOD, persistent: false }, look);
    },
    stop() {
      for (const file of [cert, key]) unwatchFile(file, look);
    },
  };

  function bound(server: Server): void {
    server.maxConnections = maxConnections;
    server.on("drop", dropped);
  }
}

/** From here on new connections get this certificate. Nothing changes where the two files do not fit, as while only one of them is new. */
async function serve(server: SecureServer, { cert, key }: CertificateFiles): Promise<void> {
  try {
    const pair = { cert: await readFile(cert), key: await readFile(key), minVersion: "TLSv1.2" as const };
    createSecureContext(pair);
    server.setSecureContext(pair);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CertificateError(`TLS_CERT is ${cert} and TLS_KEY ${key}, which are no certificate and its key: ${why}`);
  }
}
