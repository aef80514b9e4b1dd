import type { RequestHandler } from "express";

/**
 * Requests that are answered between two looks at timers and sockets. Each takes about 1 ms, with the socket that follows it as much
 * again: so the ticks of matches come no later for hundreds who want a seat at once.
 */
const TURN_SIZE = 4;

/** Makes requests wait for their turn, first come first served. `later` calls back after timers and sockets had theirs. */
export function inTurns(later: (callback: () => void) => void = setImmediate): RequestHandler {
  const waiting: (() => void)[] = [];
  const serve = (): void => {
    for (const next of waiting.splice(0, TURN_SIZE)) next();
    if (waiting.length > 0) later(serve);
  };
  return (_request, _response, next) => {
    waiting.push(next);
    if (waiting.length === 1) later(serve);
  };
}
