/** Calls `play` for each of `count` players every `period` ms, spread evenly over the period as players are. Returns what stops it. */
export function beat(count: number, period: number, play: (index: number) => void): () => void {
  // No more timers than the period has ms.
  const slots = Math.min(count, period);
  const start = performance.now();
  const timers = Array.from({ length: slots }, (_, slot) => {
    let beats = 0;
    let timer: NodeJS.Timeout;
    const next = (): void => {
      for (let index = slot; index < count; index += slots) play(index);
      beats += 1;
      // Absolute, so that a late beat makes no later ones late.
      const due = start + (slot * period) / slots + beats * period;
      timer = setTimeout(next, Math.max(0, due - performance.now()));
    };
    timer = setTimeout(next, (slot * period) / slots);
    return () => clearTimeout(timer);
  });
  return () => {
    for (const stop of timers) stop();
  };
}
