import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below what systems take for outgoing connections and for those who let them choose (from 32768 on Linux, 49152 elsewhere),
 * so that nothing takes a port between its choice and its use: two HAProxies do not even fail on the same one, they share what comes.
 */
const FIRST = 20_000;
const LAST = 31_999;

/** Another beginning in each process of tests, so that two of them seldom try the same one. */
let next = FIRST + ((process.pid * 61) % (LAST - FIRST));

/** A port of the loopback that nobody listens on just now; never the same one twice in a process. */
export async function freePort(): Promise<number> {
  for (let tries = FIRST; tries <= LAST; tries += 1) {
    const port = next;
    next = port === LAST ? FIRST : port + 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`every port from ${FIRST} to ${LAST} is taken`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  }
  server.close();
  await once(server, "close");
  return true;
}
