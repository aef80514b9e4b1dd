import { KIND, kindOf } from "../../../commands/load/wire.ts";
import type { Cluster } from "../cluster.ts";
import type { Answer } from "../door.ts";
import type { ServerProcess } from "../server-process.ts";

/** Colyseus with its own Redis driver and presence, in place of our server: the control of most faults. */
export const STOCK = { program: "test/cluster/stock-server.ts" } as const;

/** The process that gave a seat. Colyseus says nowhere which process is which, so each is tried. */
export async function stockHolder(cluster: Cluster, { processId, roomId, sessionId }: Extract<Answer, { kind: "seat" }>): Promise<ServerProcess> {
  for (const server of cluster.servers) {
    if (await holdsSeat(server, `${processId}/${roomId}?sessionId=${sessionId}`)) return server;
  }
  throw new Error("no process has the seat");
}

/** Whether a socket with the seat is let in: where there is no such seat it is closed at once. It stays open. */
function holdsSeat(server: ServerProcess, path: string): Promise<boolean> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/${path}`);
  socket.binaryType = "arraybuffer";
  return new Promise((resolve) => {
    // It is told of an error, too, before it is closed.
    socket.addEventListener("message", ({ data }: { data: ArrayBuffer }) => {
      if (kindOf(new Uint8Array(data)) === KIND.JOIN) resolve(true);
    });
    socket.addEventListener("close", () => resolve(false));
  });
}
