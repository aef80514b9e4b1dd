import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onCore } from "../../bench/meters/pinning.ts";

interface Start {
  file: URL;
  /** That it runs on. */
  core: number;
  /** For messages. */
  name: string;
  /** Told to it on its command line, as JSON. */
  task: unknown;
  unasked?: (answer: { kind: string }) => void;
}

/** One process that this tool started: it is asked one thing at a time and answers in order. */
export class AskedProcess<Request extends object, Answer extends { kind: string }> {
  readonly #child: ChildProcess;
  readonly #name: string;
  readonly #waiting: { kind: string; resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  #hasEnded = false;

  /** `unasked`: gets what nobody waits for. */
  constructor({ file, core, name, task, unasked = () => undefined }: Start) {
    this.#name = name;
    const [execPath = "", ...execArgv] = onCore(core, [process.execPath, "--expose-gc"]);
    this.#child = fork(fileURLToPath(file), [JSON.stringify(task)], { execPath, execArgv, serialization: "advanced" });
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

  /** Something that is not answered. */
  tell(request: Request): void {
    this.#child.send(request);
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
