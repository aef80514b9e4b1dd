/**
 * Makes a page's screen one of few frames: without a graphics card, drawing is most of what a test of the page costs, and what most
 * of them ask is the same at any rate. Runs in the page, before its scripts; `ms` is the least time between two frames.
 */
export function slowScreen(ms: number): void {
  const ask = window.requestAnimationFrame.bind(window);
  const cancel = window.cancelAnimationFrame.bind(window);
  const asked = new Map<number, number>();
  let ids = 0;
  let shown = 0;
  /** All that asked for a frame get the same ones. */
  const isShown = (now: number): boolean => {
    if (now - shown >= ms) shown = now;
    return now === shown;
  };
  window.requestAnimationFrame = (callback) => {
    ids += 1;
    const id = ids;
    const frame = (now: number): void => {
      if (isShown(now)) {
        asked.delete(id);
        callback(now);
      } else {
        asked.set(id, ask(frame));
      }
    };
    asked.set(id, ask(frame));
    return id;
  };
  window.cancelAnimationFrame = (id) => {
    cancel(asked.get(id) ?? 0);
    asked.delete(id);
  };
}
