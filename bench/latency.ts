import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Used } from "./latency/server.ts";
import { longPolling, requestResponse, serverSentEvents, type Talk, type Way, webSocket } from "./latency/ways.ts";

/**
 * How long a message takes from one client to another, and what it costs, in four ways: `npm run bench -- latency`. All ways in
 * one run, one after another, each with a server in a process of its own; bytes are those of TCP's payload at the server, both
 * ways, heads of HTTP and questions that found nothing included.
 */
const WAYS: [name: string, way: Way][] = [
  ["WebSocket", webSocket],
  ["server-sent events + POST", serverSentEvents],
  ["long polling", longPolling],
  ["request/response", requestResponse],
];

const PAIRS = 10;
/** Messages per second of each pair. */
const RATE = 20;
/** Bytes: about a quick call or a line of chat. */
const SIZE = 64;
/** Until code is compiled and connections are kept. */
const WARM_SECONDS = 2;
const SECONDS = 8;
/** ms after the last message until one that has not arrived is lost. */
const PATIENCE = 5000;

const results = [];
for (const [name, way] of WAYS) results.push({ name, ...(await measure(way)) });
const [base] = results;
const rows = results.map((row) => ({
  ...row,
  "p50 ×": ratio(row.p50Ms, base?.p50Ms),
  "bytes ×": ratio(row.bytesPerMessage, base?.bytesPerMessage),
  "CPU ×": ratio(row.cpuPerMessageUs, base?.cpuPerMessageUs),
}));
console.table(rows);
writeFileSync(new URL("latency.json", import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
if (results.some(({ lost }) => lost > 0)) process.exitCode = 1;

async function measure(way: Way) {
  const server = fork(fileURLToPath(new URL("latency/server.ts", import.meta.url)), [], { execArgv: [] });
  const port = Number(await answerOf(server));
  const sentAt = new Map<string, number>();
  let latencies: number[] = [];
  const heard = (text: string): void => {
    const key = text.trimEnd();
    const from = sentAt.get(key);
    if (from === undefined) return;
    sentAt.delete(key);
    latencies.push(performance.now() - from);
  };
  const talks = await Promise.all(Array.from({ length: PAIRS }, (_, pair) => way(port, String(pair), heard)));
  await talk(talks, sentAt, WARM_SECONDS);
  latencies = [];
  const before = await usedBy(server);
  const sent = await talk(talks, sentAt, SECONDS);
  const after = await usedBy(server);
  for (const each of talks) each.close();
  server.disconnect();
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => round(latencies[Math.floor(latencies.length * share)] ?? Number.NaN);
  return {
    messages: sent,
    lost: sent - latencies.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    bytesPerMessage: round((after.bytes - before.bytes) / sent),
    cpuPerMessageUs: round((after.cpu - before.cpu) / sent),
  };
}

/** All pairs talk for so long, each at its own time; resolves with the number of messages when all have arrived or are lost. */
async function talk(talks: readonly Talk[], sentAt: Map<string, number>, seconds: number): Promise<number> {
  let sent = 0;
  const start = performance.now();
  for (let beat = 0; beat < seconds * RATE * talks.length; beat += 1) {
    const due = start + (beat * 1000) / (RATE * talks.length);
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, Math.max(1, due - performance.now())));
    const key = `${start} ${beat}`;
    sentAt.set(key, performance.now());
    talks[beat % talks.length]?.send(key.padEnd(SIZE));
    sent += 1;
  }
  for (const from = performance.now(); sentAt.size > 0 && performance.now() - from < PATIENCE; ) await new Promise((resolve) => setTimeout(resolve, 10));
  sentAt.clear();
  return sent;
}

function answerOf(server: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => server.once("message", resolve));
}

async function usedBy(server: ChildProcess): Promise<Used> {
  const answer = answerOf(server);
  server.send("used");
  return (await answer) as Used;
}

function ratio(value: number, of: number | undefined): number {
  return of === undefined || of === 0 ? Number.NaN : round(value / of);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
