import { AskedProcess } from "./asked-process.ts";
import type { PicturesTaken, ServerAnswer, ServerFigures, ServerRequest, WorkerAnswer, WorkerFigures, WorkerRequest, WorkerTask } from "./messages.ts";

/** The server has a core of its own, so that its figures are its own; all clients share another. */
const SERVER_CORE = 0;
const CLIENTS_CORE = 1;

/** ms that the server is given to end its matches. */
const STOP_PATIENCE = 10_000;

/** The server in a process of its own. */
export class ServerProcess {
  readonly origin: string;
  readonly #process: AskedProcess<ServerRequest, ServerAnswer>;

  private constructor(asked: AskedProcess<ServerRequest, ServerAnswer>, port: number) {
    this.#process = asked;
    this.origin = `http://127.0.0.1:${port}`;
  }

  static async start(environment: Record<string, string>): Promise<ServerProcess> {
    const asked = new AskedProcess<ServerRequest, ServerAnswer>({
      file: new URL("server.ts", import.meta.url),
      core: SERVER_CORE,
      name: "the server",
      task: environment,
    });
    const { port } = await asked.next("listening");
    return new ServerProcess(asked, port);
  }

  async measure(): Promise<void> {
    await this.#process.ask({ kind: "measure" });
  }

  async figures(): Promise<ServerFigures> {
    return (await this.#process.ask({ kind: "figures" })).figures;
  }

  /** What it takes right after its garbage is collected. */
  async collected(): Promise<ServerFigures> {
    await this.#process.ask({ kind: "collect" });
    return this.figures();
  }

  async positions(roomId: string, from: number, to: number) {
    return (await this.#process.ask({ kind: "positions", roomId, from, to })).ticks;
  }

  stop(): Promise<void> {
    return this.#process.stop({ kind: "stop" }, STOP_PATIENCE);
  }
}

/** One process of clients. */
export class WorkerProcess {
  readonly task: WorkerTask;
  readonly #process: AskedProcess<WorkerRequest, WorkerAnswer>;

  private constructor(task: WorkerTask, asked: AskedProcess<WorkerRequest, WorkerAnswer>) {
    this.task = task;
    this.#process = asked;
  }

  /** Resolves when it is ready to join. */
  static async start(task: WorkerTask, taken: (pictures: PicturesTaken["pictures"]) => void): Promise<WorkerProcess> {
    const asked = new AskedProcess<WorkerRequest, WorkerAnswer>({
      file: new URL("worker.ts", import.meta.url),
      core: CLIENTS_CORE,
      name: "a worker",
      task,
      unasked: (words) => {
        if (isPictures(words)) taken(words.pictures);
      },
    });
    await asked.next("ready");
    return new WorkerProcess(task, asked);
  }

  join() {
    return this.#process.ask({ kind: "join" });
  }

  async measure(): Promise<void> {
    await this.#process.ask({ kind: "measure" });
  }

  async figures(): Promise<WorkerFigures> {
    return (await this.#process.ask({ kind: "figures" })).figures;
  }

  async leave(): Promise<number> {
    return (await this.#process.ask({ kind: "leave" })).left;
  }

  stop(): Promise<void> {
    return this.#process.stop(null, 0);
  }
}

function isPictures(words: { kind: string }): words is PicturesTaken {
  return words.kind === "pictures";
}
