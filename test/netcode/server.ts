import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ServerOptions, Told, Verdict } from "./server-process.ts";

export interface RunningServer {
  readonly port: number;
  /** Calls back for every shot of every body, when the world has judged it. */
  onVerdict(listener: (verdict: Verdict) => void): void;
  /** Calls back with every tick, of a server that was started with `isTold`. */
  onTold(listener: (told: Told) => void): void;
  stop(): Promise<void>;
}

/** Starts a server in a process of its own, on a free port of this machine. */
export async function startServer(options: Partial<ServerOptions> & { tickRate: 20 | 40 }): Promise<RunningServer> {
  const full: ServerOptions = { bots: 0, isField: true, viewAgeMax: null, isUnbounded: false, isTold: false, ...options };
  const child = fork(fileURLToPath(new URL("server-process.ts", import.meta.url)), [JSON.stringify(full)], { execArgv: [] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(Number(message)));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    port,
    onVerdict(listener) {
      child.on("message", (message: Verdict | Told) => {
        if (message.kind === "verdict") listener(message);
      });
    },
    onTold(listener) {
      child.on("message", (message: Verdict | Told) => {
        if (message.kind === "told") listener(message);
      });
    },
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
