/** Time as the session knows it, passed in so that tests can turn it by hand. */
export interface Clock {
  /** ms, monotonic, from any origin; the same clock as the one that times displayed frames. */
  now(): number;
  /** Calls once, `delay` ms from now. Returns what cancels it. */
  after(delay: number, call: () => void): () => void;
}

export const monotonicClock: Clock = {
  now: () => performance.now(),
  after(delay, call) {
    const timer = setTimeout(call, delay);
    return () => clearTimeout(timer);
  },
};
