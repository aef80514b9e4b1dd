/** What the soak's processes tell one another. */

/** To the server. Each is answered by one `ServerAnswer` of the same kind; `stop` by its end. */
export type ServerRequest = { kind: "held" } | { kind: "stop" };
export type ServerAnswer = { kind: "listening"; port: number } | { kind: "held"; held: Held };

/** What the server holds right after its garbage was collected. */
export interface Held {
  /** Bytes of JavaScript objects, of buffers beside them, and of the whole process. */
  heap: number;
  external: number;
  rss: number;
  /** Timers that will still be called. */
  timers: number;
  /** Of all event emitters that something holds. */
  listeners: number;
  /** Of /metrics, by name: what is there of people and what they leave behind. */
  gauges: Record<string, number>;
  /** µs of CPU since it started. */
  cpu: number;
}

/** To the visitors: begin with so many visits per second, or begin no more. */
export type VisitorsRequest = { kind: "begin"; perSecond: number } | { kind: "end" } | { kind: "figures" };
/** Unasked: the first, when it is ready; "ended", when nobody is on a visit any more. */
export type VisitorsAnswer = { kind: "ready" } | { kind: "ended" } | { kind: "figures"; figures: VisitorsFigures };

export interface VisitorsFigures {
  /** Visits that have begun, by their kind. */
  begun: Record<string, number>;
  /** Visits that ended as they were meant to. */
  done: number;
  /** Why others did not, and how often. */
  failed: Record<string, number>;
  /** On a visit at this moment. */
  present: number;
}
