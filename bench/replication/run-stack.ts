import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onCore } from "../meters/pinning.ts";
import type { Deflation } from "./deflation.ts";
import type { ClientsFigures, ClientsTask, FromClients, FromServer, Order, ServerFigures, ServerTask, ToClients, Verified } from "./messages.ts";
import type { StackName } from "./stacks.ts";

export interface Extent {
  players: number;
  /** That are measured, after so many ticks. */
  seconds: number;
  warmTicks: number;
  deflation?: Deflation;
}

export interface Outcome {
  server: ServerFigures;
  clients: ClientsFigures;
  verified: Verified;
}

/** One run of one stack: its server in one process, all clients in another, both ended afterwards. */
export async function runStack(stack: StackName, { players, seconds, warmTicks, deflation = "off" }: Extent): Promise<Outcome> {
  const server = start("server.ts", { stack, players, deflation, warmTicks } satisfies ServerTask, 0);
  try {
    const { port } = await hear<FromServer, "listening">(server, "listening");
    const clients = start("clients.ts", { stack, players, deflation, warmTicks, port } satisfies ClientsTask, 1);
    try {
      await hear<FromClients, "joined">(clients, "joined");
      server.on("message", (message: FromServer) => {
        if (message.kind === "picture") order(clients, message);
      });
      const warm = hear<FromServer, "warm">(server, "warm");
      order(server, { kind: "start" });
      await warm;
      for (const process of [server, clients]) order(process, { kind: "open" });
      await pass(seconds, server, clients);
      const told = hear<FromServer, "figures">(server, "figures");
      const counted = hear<FromClients, "figures">(clients, "figures");
      for (const process of [server, clients]) order(process, { kind: "close" });
      const { figures, verified } = await counted;
      return { server: (await told).figures, clients: figures, verified };
    } finally {
      await end(clients);
    }
  } finally {
    await end(server);
  }
}

function start(file: string, task: ServerTask | ClientsTask, core: number): ChildProcess {
  const command = [process.execPath, fileURLToPath(new URL(file, import.meta.url)), JSON.stringify(task)];
  const [program = "", ...words] = onCore(core, command);
  return spawn(program, words, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

function order(process: ChildProcess, message: Order | ToClients): void {
  // A process that has ended, or ends just now, needs no orders any more; that it ended too soon is found out where its answer is awaited.
  if (process.connected) process.send(message, () => undefined);
}

/** Resolves with the process's next message of that kind; rejects when it ends before. */
function hear<M extends { kind: string }, K extends M["kind"]>(process: ChildProcess, kind: K): Promise<Extract<M, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error(`a process of the bench ended instead of saying "${kind}"`));
    process.once("exit", ended);
    process.on("message", function listen(message: M) {
      if (!isOfKind<M, K>(message, kind)) return;
      process.off("message", listen);
      process.off("exit", ended);
      resolve(message);
    });
  });
}

function isOfKind<M extends { kind: string }, K extends M["kind"]>(message: M, kind: K): message is Extract<M, { kind: K }> {
  return message.kind === kind;
}

/** Rejects when one of the processes ends meanwhile. */
async function pass(seconds: number, ...processes: ChildProcess[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const ended = (): void => reject(new Error("a process of the bench ended early"));
    for (const process of processes) process.once("exit", ended);
    setTimeout(() => {
      for (const process of processes) process.off("exit", ended);
      resolve();
    }, seconds * 1000);
  });
}

/** Not by a signal: a profile that was asked for (`NODE_OPTIONS=--cpu-prof`) is written at a process's own end. */
async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exited = new Promise((resolve) => process.once("exit", resolve));
  process.disconnect();
  await exited;
}
