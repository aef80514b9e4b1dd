import { createHook } from "node:async_hooks";

const alive = new Set<number>();

/** From here on timers are counted: those, too, that keep no process alive. */
export function watchTimers(): void {
  createHook({
    init: (id, type) => {
      if (type === "Timeout") alive.add(id);
    },
    destroy: (id) => {
      alive.delete(id);
    },
    trackPromises: false,
  }).enable();
}

/** Timers that have neither been called for the last time nor been cleared. */
export function countTimers(): number {
  return alive.size;
}
