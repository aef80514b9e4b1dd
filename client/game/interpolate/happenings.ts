import type { WireEvent } from "../../../shared/protocol/events.ts";
import type { SceneEvent } from "../scene.ts";

/** Events kept for an instant that is not shown yet: several seconds of a full room. A hidden page shows nothing and must not grow. */
const KEPT = 1024;

/** Ticks behind the instant shown beyond which nobody cares any more: what a jump of the view skipped makes no noise. */
const STALE = 40;

/** What happened and is still to be shown, each at its instant. */
export class Happenings {
  /** By instant; those of one instant as they came. */
  readonly #waiting: { instant: number; event: WireEvent }[] = [];
  #now: SceneEvent[] = [];

  /** Shows an event with the next frame. */
  tell(event: WireEvent, predicted: boolean): void {
    this.#now.push({ event, predicted });
    if (this.#now.length > KEPT) this.#now.shift();
  }

  /** Shows an event when the view comes to `instant`, ticks. */
  tellAt(instant: number, event: WireEvent): void {
    let at = this.#waiting.length;
    while (at > 0 && (this.#waiting[at - 1]?.instant ?? 0) > instant) at -= 1;
    this.#waiting.splice(at, 0, { instant, event });
    if (this.#waiting.length > KEPT) this.#waiting.shift();
  }

  /** Writes what is to be shown at `view`; once. */
  write(view: number, into: SceneEvent[]): void {
    into.length = 0;
    into.push(...this.#now);
    this.#now = [];
    let due = 0;
    for (const { instant, event } of this.#waiting) {
      if (instant > view) break;
      due += 1;
      if (instant >= view - STALE) into.push({ event, predicted: false });
    }
    this.#waiting.splice(0, due);
  }
}
