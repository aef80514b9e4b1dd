import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { INTERNAL_PORT } from "../settings.ts";

export interface InternalAddress {
  host: string;
  /** 0: any free one. Null: the usual one, or any where that is taken. */
  port: number | null;
  /** Which of several processes this is that share a machine's settings, from 1; each has a port of its own. */
  worker: number | null;
}

/** The port that is for who runs the process. */
export class InternalServer {
  readonly #server: Server;

  constructor(routes: RequestListener) {
    this.#server = createServer(routes);
  }

  /** Resolves with the port. @throws EADDRINUSE where a port was asked for that is taken */
  async listen({ host, port, worker }: InternalAddress): Promise<number> {
    const wanted = port ?? INTERNAL_PORT;
    const own = wanted === 0 ? 0 : wanted + (worker ?? 1) - 1;
    try {
      return await this.#listen(own, host);
    } catch (error) {
      // Another server on the same machine, as on a developer's: nobody has asked for this very port.
      if (port !== null || !(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
      return await this.#listen(0, host);
    }
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #listen(port: number, host: string): Promise<number> {
    // Exclusive: in a cluster of workers the first process would share its socket.
    this.#server.listen({ port, host, exclusive: true });
    await once(this.#server, "listening");
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : port;
  }
}
