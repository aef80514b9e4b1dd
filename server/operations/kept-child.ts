import type { ChildProcess } from "node:child_process";

/** ms until a child that died is started again: doubled with each death in a row, from the first to the second. */
export const RESTART_AFTER = 500;
export const RESTART_AFTER_MOST = 30_000;

/** ms of life after which a death is the first of a row again. */
export const STEADY_AFTER = 60_000;

export type ChildLife =
  | { kind: "running"; process: ChildProcess; since: number }
  /** It died; started again in `delay` ms. */
  | { kind: "waiting"; delay: number; how: number | NodeJS.Signals }
  /** It was asked to end, or nobody is to start it again. */
  | { kind: "ending"; process: ChildProcess }
  | { kind: "ended" };

export interface KeptChildPorts {
  start: () => ChildProcess;
  /** Monotonic ms. */
  now: () => number;
  after: (delay: number, call: () => void) => () => void;
  changed: (life: ChildLife) => void;
}

/** A child process that is started again whenever it dies without having been asked to. */
export class KeptChild {
  readonly #ports: KeptChildPorts;
  #life: ChildLife;
  #deaths = 0;
  #cancel: () => void = () => undefined;

  constructor(ports: KeptChildPorts) {
    this.#ports = ports;
    this.#life = this.#start();
  }

  get life(): ChildLife {
    return this.#life;
  }

  /** Sends a signal; from one that ends it, it is not started again. */
  signal(signal: NodeJS.Signals, isEnd: boolean): void {
    const life = this.#life;
    if (life.kind === "waiting" && isEnd) {
      this.#cancel();
      return this.#become({ kind: "ended" });
    }
    if (life.kind !== "running" && life.kind !== "ending") return;
    if (isEnd && life.kind === "running") this.#become({ kind: "ending", process: life.process });
    life.process.kill(signal);
  }

  /** After an end that was taken back: one that has ended already is started again. */
  keep(): void {
    if (this.#life.kind === "ending") this.#become({ kind: "running", process: this.#life.process, since: this.#ports.now() });
    else if (this.#life.kind === "ended") this.#life = this.#start();
  }

  #start(): ChildLife {
    const process = this.#ports.start();
    // One that cannot be started exits as well.
    process.on("error", () => undefined);
    process.once("exit", (code, signal) => this.#died(code ?? signal ?? 0));
    const life: ChildLife = { kind: "running", process, since: this.#ports.now() };
    this.#ports.changed(life);
    return life;
  }

  #died(how: number | NodeJS.Signals): void {
    if (this.#life.kind !== "running") return this.#become({ kind: "ended" });
    this.#deaths = this.#ports.now() - this.#life.since >= STEADY_AFTER ? 1 : this.#deaths + 1;
    const delay = Math.min(RESTART_AFTER * 2 ** (this.#deaths - 1), RESTART_AFTER_MOST);
    this.#become({ kind: "waiting", delay, how });
    this.#cancel = this.#ports.after(delay, () => {
      this.#life = this.#start();
    });
  }

  #become(life: ChildLife): void {
    this.#life = life;
    this.#ports.changed(life);
  }
}
