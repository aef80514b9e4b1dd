import { EventEmitter } from "node:events";

const METHODS = ["on", "addListener", "prependListener", "once", "prependOnceListener"] as const;

/** Every emitter that anybody has listened to since `watchEmitters`, for as long as it lives. */
const emitters = new Set<WeakRef<EventEmitter>>();
const known = new WeakSet<EventEmitter>();

/** From here on emitters are counted; call it before anything else is loaded. */
export function watchEmitters(): void {
  for (const method of METHODS) {
    const original = EventEmitter.prototype[method];
    EventEmitter.prototype[method] = function (this: EventEmitter, ...parameters: Parameters<typeof original>) {
      if (!known.has(this)) {
        known.add(this);
        emitters.add(new WeakRef(this));
      }
      return original.apply(this, parameters);
    };
  }
}

/** Listeners of all emitters that are alive: right after a collection of garbage, of all that something still holds. */
export function countListeners(): number {
  let count = 0;
  for (const reference of emitters) {
    const emitter = reference.deref();
    if (emitter === undefined) emitters.delete(reference);
    else for (const name of emitter.eventNames()) count += emitter.listenerCount(name);
  }
  return count;
}
