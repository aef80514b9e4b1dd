import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onCore } from "../../bench/meters/pinning.ts";
import type { PicturesTaken, ServerAnswer, ServerFigures, ServerRequest, WorkerAnswer, WorkerFigures, WorkerRequest, WorkerTask } from "./messages.ts";

/** The server has a core of its own, so that its figures are its own; all clients share another. */
const SERVER_CORE = 0;
const CLIENTS_CORE = 1;

/** One process that this tool started: it is asked one thing at a time and answers in order. */
class Helper<Request extends object, Answer extends { kind: string }> {
  readonly #child: ChildProcess;
  readonly #name: string;
  readonly #waiting: { kind: string; resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  #hasEnded = false;

  /** `file`: of this folder. `unasked`: gets what nobody waits for. */
  constructor(file: string, core: number, name: string, task: unknown, unasked: (answer: { kind: string }) => void) {
    this.#name = name;
    const [execPath = "", ...execArgv] = onCore(core, [process.execPath, "--expose-gc"]);
    this.#child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(task)], { execPath, execArgv, serialization: "advanced" });
    this.#child.on("message", (answer: Answer) => {
      const next = this.#waiting.findIndex(({ kind }) => kind === answer.kind);
      if (next < 0) return unasked(answer);
      this.#waiting.splice(next, 1)[0]?.resolve(answer);
    });
    this.#child.once("exit", (code, signal) => {
      this.#hasEnded = true;
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`${name} ended with ${code ?? signal}`));
    });
  }

  /** Resolves with the next answer of this kind. */
  next<Kind extends Answer["kind"]>(kind: Kind): Promise<Extract<Answer, { kind: Kind }>> {
    if (this.#hasEnded) return Promise.reject(new Error(`${this.#name} has ended`));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ kind, resolve: (answer) => resolve(answer as Extract<Answer, { kind: Kind }>), reject });
    });
  }

  ask<Kind extends Answer["kind"]>(request: Request & { kind: Kind }): Promise<Extract<Answer, { kind: Kind }>> {
    const answer = this.next(request.kind);
    this.#child.send(request);
    return answer;
  }

  /** Asks it to end, and ends it when it does not. */
  async stop(request: Request | null, patience: number): Promise<void> {
    if (this.#hasEnded) return;
    const ended = new Promise<void>((resolve) => this.#child.once("exit", () => resolve()));
    if (request === null) this.#child.kill("SIGKILL");
    else this.#child.send(request);
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), patience);
    await ended;
    clearTimeout(timer);
  }
}

/** ms that the server is given to end its matches. */
const STOP_PATIENCE = 10_000;

/** The server in a process of its own. */
export class ServerProcess {
  readonly origin: string;
  readonly #helper: Helper<ServerRequest, ServerAnswer>;

  private constructor(helper: Helper<ServerRequest, ServerAnswer>, port: number) {
    this.#helper = helper;
    this.origin = `http://127.0.0.1:${port}`;
  }

  static async start(environment: Record<string, string>): Promise<ServerProcess> {
    const helper = new Helper<ServerRequest, ServerAnswer>("server.ts", SERVER_CORE, "the server", environment, () => undefined);
    const { port } = await helper.next("listening");
    return new ServerProcess(helper, port);
  }

  async measure(): Promise<void> {
    await this.#helper.ask({ kind: "measure" });
  }

  async figures(): Promise<ServerFigures> {
    return (await this.#helper.ask({ kind: "figures" })).figures;
  }

  /** What it takes right after its garbage is collected. */
  async collected(): Promise<ServerFigures> {
    await this.#helper.ask({ kind: "collect" });
    return this.figures();
  }

  async positions(roomId: string, from: number, to: number) {
    return (await this.#helper.ask({ kind: "positions", roomId, from, to })).ticks;
  }

  stop(): Promise<void> {
    return this.#helper.stop({ kind: "stop" }, STOP_PATIENCE);
  }
}

/** One process of clients. */
export class WorkerProcess {
  readonly task: WorkerTask;
  readonly #helper: Helper<WorkerRequest, WorkerAnswer>;

  private constructor(task: WorkerTask, helper: Helper<WorkerRequest, WorkerAnswer>) {
    this.task = task;
    this.#helper = helper;
  }

  /** Resolves when it is ready to join. */
  static async start(task: WorkerTask, taken: (pictures: PicturesTaken["pictures"]) => void): Promise<WorkerProcess> {
    const helper = new Helper<WorkerRequest, WorkerAnswer>("worker.ts", CLIENTS_CORE, "a worker", task, (words) => {
      if (isPictures(words)) taken(words.pictures);
    });
    await helper.next("ready");
    return new WorkerProcess(task, helper);
  }

  join() {
    return this.#helper.ask({ kind: "join" });
  }

  async measure(): Promise<void> {
    await this.#helper.ask({ kind: "measure" });
  }

  async figures(): Promise<WorkerFigures> {
    return (await this.#helper.ask({ kind: "figures" })).figures;
  }

  async leave(): Promise<number> {
    return (await this.#helper.ask({ kind: "leave" })).left;
  }

  stop(): Promise<void> {
    return this.#helper.stop(null, 0);
  }
}

function isPictures(words: { kind: string }): words is PicturesTaken {
  return words.kind === "pictures";
}
