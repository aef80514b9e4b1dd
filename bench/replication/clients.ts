import { monitorEventLoopDelay } from "node:perf_hooks";
import { decode } from "./decoders.ts";
import type { ClientsFigures, ClientsTask, FromClients, ToClients } from "./messages.ts";
import { compare, type Picture, type Verdict } from "./picture.ts";
import { type Connection, type Heard, type Read, readEngine, readRoom, readSocket } from "./readers.ts";
import { STACKS } from "./stacks.ts";

/** The clients' process: one decodes everything and is compared with the server's world, all others count what they get. */
const { stack, players, port } = JSON.parse(process.argv[2] ?? "") as ClientsTask;

/** Clients that connect at the same time. */
const BATCH = 20;

const READS: Record<(typeof STACKS)[keyof typeof STACKS]["transport"], Read> = { socket: readSocket, room: readRoom, engine: readEngine };

const { comparison, transport } = STACKS[stack];
const decoded = new Map<number, Picture>();
const told = new Map<number, Picture>();
const verdict: Verdict = { checks: 0, mismatches: [] };
let pictures = 0;
let bytes = 0;
let messages = 0;
const sockets: Connection[] = [];
let wireBytesBefore = 0;
let openedAt = 0;
const delay = monitorEventLoopDelay({ resolution: 5 });

process.on("message", (order: ToClients) => {
  if (order.kind === "picture") {
    told.set(order.picture.tick, order.picture);
    verify(order.picture.tick);
  }
  if (order.kind === "open") open();
  if (order.kind === "close") close();
});
process.on("disconnect", () => process.exit());

// The one that decodes is the first fighter.
await decode(stack, port, (picture) => {
  decoded.set(picture.tick, picture);
  verify(picture.tick);
});
const count: Heard = (payload) => {
  bytes += payload.length;
  messages += 1;
};
for (let joined = 1; joined < players; joined += BATCH) {
  sockets.push(...(await Promise.all(Array.from({ length: Math.min(BATCH, players - joined) }, () => READS[transport](port, count)))));
}
tell({ kind: "joined" });

function verify(tick: number): void {
  const seen = decoded.get(tick);
  const truth = told.get(tick);
  if (seen === undefined || truth === undefined) return;
  compare(seen, truth, comparison, verdict);
  pictures += 1;
  decoded.delete(tick);
  told.delete(tick);
}

function wireBytes(): number {
  return sockets.reduce((sum, socket) => sum + socket.bytesRead, 0);
}

function open(): void {
  bytes = 0;
  messages = 0;
  wireBytesBefore = wireBytes();
  openedAt = performance.now();
  delay.enable();
  delay.reset();
}

function close(): void {
  const seconds = (performance.now() - openedAt) / 1000;
  const each = seconds * (players - 1);
  const figures: ClientsFigures = {
    bytes: bytes / each,
    wireBytes: (wireBytes() - wireBytesBefore) / each,
    messages: messages / each,
    delayP99: delay.percentile(99) / 1e6,
  };
  tell({ kind: "figures", figures, verified: { pictures, ...verdict } });
}

function tell(message: FromClients): void {
  process.send?.(message);
}
