import { Counter, Gauge, type Registry } from "prom-client";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { QuickCounter } from "./quick-counter.ts";
import { QuickHistogram } from "./quick-histogram.ts";

export type RoomKind = "match" | "lobby";

/** What a frame from a client can be. */
const RECEIVED = ["input", "message", "refused"] as const;
export type ReceivedKind = (typeof RECEIVED)[number];

/** What a client is sent: the handshake, a whole state, what changed of it, events, messages. */
const SENT = ["handshake", "state", "patch", "events", "message"] as const;
export type SentKind = (typeof SENT)[number];

/** Why a frame was refused, and the connection ended with it. */
const REFUSED = ["too big", "malformed", "flood"] as const;
export type FrameRefusal = (typeof REFUSED)[number];

/** s: from a cable to a satellite, and what is worse than one. */
const ROUND_TRIPS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5];

/** bytes: from a patch in which nobody moves to a whole state. */
const PATCHES = [32, 64, 128, 256, 512, 1024, 2048, 4096, 16_384];

/** Of close codes that are not ours: what WebSocket itself knows. */
const STANDARD_CODES: Readonly<Record<number, string>> = {
  1002: "protocol_error",
  1003: "unsupported_data",
  1005: "no_code",
  1007: "invalid_text",
  1011: "internal_error",
};

const CODE_NAMES: Readonly<Record<number, string>> = {
  ...STANDARD_CODES,
  ...Object.fromEntries(Object.entries(CloseCode).map(([name, code]) => [code, name.toLowerCase()])),
};

/** How close codes are told: ours by their names, whatever a client makes up as one. */
export function closeName(code: number): string {
  return CODE_NAMES[code] ?? "other";
}

/** Of one connection, at the moment when it is asked. */
export interface ConnectionState {
  /** Bytes that wait in this process for the client to read. */
  readonly queued: number;
  /** ms by which what it has confirmed lies behind what it was sent; 0 where nothing is confirmed. */
  readonly behind: number;
}

/** ms: further behind than this a client is thinned. */
const SLOW = 500;

/** Connections to rooms, and what goes over them. */
export class ConnectionMetrics {
  readonly received: QuickCounter<ReceivedKind>;
  readonly receivedBytes: QuickCounter<ReceivedKind>;
  readonly sent: QuickCounter<SentKind>;
  readonly sentBytes: QuickCounter<SentKind>;
  readonly refusedFrames: QuickCounter<FrameRefusal>;
  readonly #roundTrip: QuickHistogram;
  readonly #delivery: QuickHistogram;
  readonly #patchBytes: QuickHistogram;
  readonly #open: Gauge<"room">;
  readonly #opened: Counter<"room">;
  readonly #closed: Counter<"room" | "code">;
  readonly #states = new Set<() => ConnectionState>();

  constructor(registry: Registry) {
    const registers = [registry];
    this.#open = new Gauge({ name: "strafe_connections", help: "Connections to rooms that are open", labelNames: ["room"], registers });
    this.#opened = new Counter({ name: "strafe_connections_opened_total", help: "Connections to rooms that were opened", labelNames: ["room"], registers });
    this.#closed = new Counter({
      name: "strafe_connections_closed_total",
      help: "Connections to rooms that were closed, by whoever did it first: close code by name",
      labelNames: ["room", "code"],
      registers,
    });
    for (const room of ["match", "lobby"] as const) {
      this.#open.set({ room }, 0);
      this.#opened.inc({ room }, 0);
    }
    this.#roundTrip = new QuickHistogram({ registry, name: "strafe_heartbeat_round_trip_seconds", help: "From a ping to its answer", buckets: ROUND_TRIPS });
    this.#delivery = new QuickHistogram({
      registry,
      name: "strafe_delivery_seconds",
      help: "From the sending of a tick to the word of the client that it has it, looked at once a second and client",
      buckets: ROUND_TRIPS,
    });
    this.#patchBytes = new QuickHistogram({ registry, name: "strafe_patch_bytes", help: "Size of one patch of one client", buckets: PATCHES });
    this.received = new QuickCounter({ registry, name: "strafe_messages_received_total", help: "Frames from clients", label: "kind", values: RECEIVED });
    this.receivedBytes = new QuickCounter({
      registry,
      name: "strafe_received_bytes_total",
      help: "Bytes of frames from clients",
      label: "kind",
      values: RECEIVED,
    });
    this.sent = new QuickCounter({ registry, name: "strafe_messages_sent_total", help: "Frames to clients", label: "kind", values: SENT });
    this.sentBytes = new QuickCounter({ registry, name: "strafe_sent_bytes_total", help: "Bytes of frames to clients", label: "kind", values: SENT });
    this.refusedFrames = new QuickCounter({
      registry,
      name: "strafe_frames_refused_total",
      help: "Frames for which a connection was ended",
      label: "reason",
      values: REFUSED,
    });
    const states = this.#states;
    new Gauge({
      name: "strafe_send_queue_bytes",
      help: "Bytes that wait in this process for clients to read, all together",
      registers,
      collect() {
        let sum = 0;
        for (const state of states) sum += state().queued;
        this.set(sum);
      },
    });
    new Gauge({
      name: "strafe_send_queue_largest_bytes",
      help: "Bytes that wait for the one client that most wait for",
      registers,
      collect() {
        let most = 0;
        for (const state of states) most = Math.max(most, state().queued);
        this.set(most);
      },
    });
    new Gauge({
      name: "strafe_slow_clients",
      help: `Clients that are more than ${SLOW} ms behind what they were sent`,
      registers,
      collect() {
        let count = 0;
        for (const state of states) if (state().behind > SLOW) count += 1;
        this.set(count);
      },
    });
  }

  /** `state`: asked for whenever somebody looks. Returns what is to be called once when it has closed. */
  opened(room: RoomKind, state: () => ConnectionState): (code: number) => void {
    this.#opened.inc({ room });
    this.#open.inc({ room });
    this.#states.add(state);
    return (code) => {
      this.#closed.inc({ room, code: closeName(code) });
      this.#open.dec({ room });
      this.#states.delete(state);
    };
  }

  heard(kind: ReceivedKind, bytes: number): void {
    this.received.add(kind);
    this.receivedBytes.add(kind, bytes);
  }

  told(kind: SentKind, bytes: number): void {
    this.sent.add(kind);
    this.sentBytes.add(kind, bytes);
    if (kind === "patch") this.#patchBytes.add("", bytes);
  }

  /** ms */
  answered(roundTrip: number): void {
    this.#roundTrip.add("", roundTrip / 1000);
  }

  /** ms */
  delivered(after: number): void {
    this.#delivery.add("", after / 1000);
  }
}
