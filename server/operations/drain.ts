/** How a process ends without cutting a match: a life that only `serving` and `draining` can go back and forth between. */
export type DrainLife =
  | { kind: "serving" }
  /** Nobody new is taken in; `deadline`: monotonic ms at which what is left is ended. */
  | { kind: "draining"; deadline: number }
  | { kind: "ended"; why: DrainEnd; deadline: number };

/** "empty": nothing was left to wait for; "asked again": somebody who had asked for a drain would not wait for it. */
export type DrainEnd = "empty" | "deadline" | "asked again";

export interface DrainPorts {
  /** ms that matches are given to end. */
  patience: number;
  /** Monotonic ms. */
  now: () => number;
  /** Calls again and again, `period` ms apart, until the function returned is called. */
  every: (period: number, call: () => void) => () => void;
  /** Whether the last room of this process is gone. */
  isEmpty: () => boolean;
  /** The life has changed: for the log, and for those who choose processes. */
  announce: (life: DrainLife) => void;
}

/** ms between two looks at what is left. */
export const DRAIN_LOOK_PERIOD = 250;

/**
 * The drain of one process. It decides when, and nothing else: rooms and doors ask `closesAt`, and whoever runs the process ends it
 * when `ended` resolves.
 */
export class Drain {
  /** Resolves with the reason once the process is to end. */
  readonly ended: Promise<DrainEnd>;
  readonly #ports: DrainPorts;
  #resolve: (why: DrainEnd) => void = () => undefined;
  #life: DrainLife = { kind: "serving" };
  #stopLooking: () => void = () => undefined;

  constructor(ports: DrainPorts) {
    this.#ports = ports;
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get life(): DrainLife {
    return this.#life;
  }

  /** Monotonic ms at which the process ends at the latest, also once it has; null while it serves. */
  get closesAt(): number | null {
    return this.#life.kind === "serving" ? null : this.#life.deadline;
  }

  /** Begins the drain. Asked for a second time it ends at once. */
  begin(): void {
    switch (this.#life.kind) {
      case "serving":
        this.#become({ kind: "draining", deadline: this.#ports.now() + this.#ports.patience });
        this.#stopLooking = this.#ports.every(DRAIN_LOOK_PERIOD, () => this.#look());
        return this.#look();
      case "draining":
        return this.#end("asked again", this.#life.deadline);
      case "ended":
        return;
    }
  }

  /** The process serves again, as if nothing had been. Does nothing unless it drains. */
  takeBack(): void {
    if (this.#life.kind !== "draining") return;
    this.#stopLooking();
    this.#become({ kind: "serving" });
  }

  #look(): void {
    if (this.#life.kind !== "draining") return;
    const { deadline } = this.#life;
    if (this.#ports.isEmpty()) this.#end("empty", deadline);
    else if (this.#ports.now() >= deadline) this.#end("deadline", deadline);
  }

  #end(why: DrainEnd, deadline: number): void {
    this.#stopLooking();
    this.#become({ kind: "ended", why, deadline });
    this.#resolve(why);
  }

  #become(life: DrainLife): void {
    this.#life = life;
    this.#ports.announce(life);
  }
}
