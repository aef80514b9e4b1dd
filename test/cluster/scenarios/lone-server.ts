import { takeSeat } from "../../../commands/load/door.ts";
import { joinOptions } from "../../server/arena-server.ts";
import { RawSocket } from "../../server/raw-socket.ts";
import { ServerProcess, type ServerProcessOptions } from "../server-process.ts";

/** A room of plain Colyseus in a server like ours, of the mode "open": what an attack does to whoever has no guard. */
export const OPEN_DOOR = { program: "test/server/guard/open-server.ts" } as const;

/** Starts a server that is a service of its own, and ends it however `use` ends. Its players come back to the address that they asked. */
export async function withLoneServer<T>(
  { environment = {}, ...options }: Omit<ServerProcessOptions, "redisUrl">,
  use: (server: ServerProcess) => Promise<T>,
): Promise<T> {
  const server = await ServerProcess.start({ redisUrl: "", environment: { PUBLIC_ADDRESS: "", ...environment }, ...options });
  try {
    return await use(server);
  } finally {
    await server.kill();
  }
}

/** Takes a seat as somebody new, by a socket that can do what no browser does. */
export async function enterRaw({ url, port }: ServerProcess, mode: string): Promise<RawSocket> {
  return RawSocket.join(port, await takeSeat(url, { ...joinOptions(), mode }));
}
