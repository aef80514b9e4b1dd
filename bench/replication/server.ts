import { PerformanceObserver } from "node:perf_hooks";
import { Arena } from "./arena.ts";
import { Interest } from "./interest.ts";
import type { FromServer, Order, ServerFigures, ServerTask } from "./messages.ts";
import { takePicture } from "./picture.ts";
import { serve } from "./serve.ts";
import { PICTURE_PERIOD, RATE } from "./workload.ts";

/** The server's process: one stack, ticking. Its task is its argument, orders come over the channel to its parent. */
const { stack, players, deflation, warmTicks } = JSON.parse(process.argv[2] ?? "") as ServerTask;

const PERIOD = 1000 / RATE;
/** ms. Until the garbage collector's last report is in. */
const SETTLE = 50;

const arena = new Arena(players);
const interest = new Interest(arena);
const service = await serve(stack, { arena, interest, deflation });

let tickTimes: number[] = [];
let sharedTime = 0;
let gcTime = 0;
let openedAt = 0;
let cpuBefore = process.cpuUsage();

new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) gcTime += duration;
}).observe({ entryTypes: ["gc"] });

process.on("message", (order: Order) => {
  if (order.kind === "start") beat(performance.now());
  if (order.kind === "open") open();
  if (order.kind === "close") setTimeout(tell, SETTLE, { kind: "figures", figures: close() });
});
process.on("disconnect", () => process.exit());
tell({ kind: "listening", port: service.port });

/** Deadlines are absolute; what cannot be kept up with is skipped and shows in the rate. */
function beat(deadline: number): void {
  tick();
  const next = Math.max(deadline + PERIOD, performance.now() - PERIOD);
  setTimeout(beat, Math.max(0, next - performance.now()), next);
}

function tick(): void {
  const begun = performance.now();
  arena.step();
  interest.update(arena);
  const known = performance.now();
  service.publish();
  tickTimes.push(performance.now() - begun);
  sharedTime += known - begun;
  if (arena.tick === warmTicks) tell({ kind: "warm" });
  const first = interest.sights[0];
  if (arena.tick % PICTURE_PERIOD === 0 && first !== undefined) tell({ kind: "picture", picture: takePicture(arena, first) });
}

function open(): void {
  tickTimes = [];
  sharedTime = 0;
  gcTime = 0;
  openedAt = performance.now();
  cpuBefore = process.cpuUsage();
}

function close(): ServerFigures {
  const { user, system } = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - openedAt) / 1000;
  const ticks = tickTimes.length;
  const sorted = tickTimes.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(ticks * share)] ?? Number.NaN;
  return {
    cpu: (user + system) / (players * ticks),
    shared: (sharedTime * 1000) / (players * ticks),
    tickP50: at(0.5),
    tickP99: at(0.99),
    gc: gcTime / seconds,
    rate: ticks / seconds,
    rss: process.memoryUsage.rss() / 1e6,
  };
}

function tell(message: FromServer): void {
  process.send?.(message);
}
