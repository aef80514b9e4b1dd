import cluster, { type Worker } from "node:cluster";
import { Socket } from "node:net";
import { join } from "node:path";
import { type HandedOver, isHandedOver, workerPath } from "./http/hand-over.ts";
import { type ChildLife, KeptChild } from "./operations/kept-child.ts";
import type { Log } from "./operations/log.ts";

/** What a worker is told of itself, beside the environment that all have. */
export const WORKER_VARIABLE = "STRAFE_WORKER";

interface SupervisorOptions {
  workers: number;
  /** Of this machine. */
  publicAddress: string;
  /** Each worker has a part of it for itself. */
  dataDir: string;
  log: Log;
  /** All workers listen for the first time. */
  ready: (port: number) => void;
}

/**
 * One process per core, on one port. The supervisor plays nothing: it starts workers again that died, hands sockets to the worker whose
 * room they want, and passes signals on. Resolves when all workers have ended: with true where they were asked to, with false where
 * they never came to listen.
 */
export function supervise({ workers, publicAddress, dataDir, log, ready }: SupervisorOptions): Promise<boolean> {
  const byNumber = new Map<number, Worker>();
  const children: KeptChild[] = [];
  const listening = new Set<number>();
  let isWell = true;
  let resolve: (isWell: boolean) => void = () => undefined;
  const over = new Promise<boolean>((done) => {
    resolve = done;
  });

  const tell = (signal: NodeJS.Signals, isEnd: boolean): void => {
    for (const child of children) child.signal(signal, isEnd);
  };

  const start = (number: number) => {
    const worker = cluster.fork({
      [WORKER_VARIABLE]: number,
      PUBLIC_ADDRESS: publicAddress + workerPath(number),
      DATA_DIR: join(dataDir, `worker-${number}`),
    });
    byNumber.set(number, worker);
    worker.once("listening", ({ port }) => {
      const isFirst = !listening.has(number);
      listening.add(number);
      if (isFirst && listening.size === workers) ready(port);
    });
    worker.on("message", (message: unknown, socket: unknown) => {
      if (isHandedOver(message) && socket instanceof Socket) handOn(byNumber.get(message.worker), message, socket);
    });
    return worker.process;
  };

  const changed = (number: number, life: ChildLife): void => {
    if (life.kind === "waiting") log.error({ worker: number, how: life.how, delay: life.delay }, "worker died");
    else log.info({ worker: number, pid: "process" in life ? life.process.pid : undefined, kind: life.kind }, "worker");
    if (life.kind === "waiting" && !listening.has(number)) {
      // What keeps it from starting is not mended by another try; it has said what it is.
      isWell = false;
      tell("SIGINT", true);
    }
    if (children.length === workers && children.every((child) => child.life.kind === "ended")) resolve(isWell);
  };

  for (let number = 1; number <= workers; number++) {
    children.push(
      new KeptChild({
        start: () => start(number),
        now: () => performance.now(),
        after: (delay, call) => {
          const timer = setTimeout(call, delay);
          return () => clearTimeout(timer);
        },
        changed: (life) => changed(number, life),
      }),
    );
  }
  process.on("SIGTERM", () => tell("SIGTERM", true));
  process.on("SIGINT", () => tell("SIGINT", true));
  process.on("SIGUSR2", () => {
    for (const child of children) child.keep();
    tell("SIGUSR2", false);
  });
  return over;
}

/** A worker that is gone has no rooms: whoever wants one learns it at once. */
function handOn(worker: Worker | undefined, message: HandedOver, socket: Socket): void {
  if (worker?.isConnected() === true) worker.send(message, socket);
  else socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}
