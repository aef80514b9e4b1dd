import type { LobbyRun } from "./lobby-run.ts";
import type { MatchRun } from "./match-run.ts";
import { faultsOf, voidReasons } from "./verdict.ts";

/** A run as it is told: figures by what they are called, and what is to be thought of them. */
export interface Report {
  title: string;
  figures: [name: string, figure: string][];
  /** Not empty: the figures say nothing about the server. */
  void: string[];
  faults: string[];
}

export function matchReport(run: MatchRun): Report {
  const { players, mode, server, joins, clients, comparison } = run;
  const figures: Report["figures"] = [
    ["joined", `${joins.verified} of ${joins.asked}, in ${joins.rooms} rooms, all within ${ms(joins.took)}`],
    ["latest tick while joining", joins.worstLateness === null ? UNSEEN : ms(joins.worstLateness)],
    ["server's CPU while joining", joins.cpuSeconds === null ? UNSEEN : `${joins.cpuSeconds.toFixed(2)} s`],
    ...serverFigures(run),
    ["bytes down, up per client", `${kB(clients.bytesIn)}/s, ${kB(clients.bytesOut)}/s`],
    ["delivery of a call", `p50 ${ms(clients.delivery.p50)}, p99 ${ms(clients.delivery.p99)} (${clients.delivery.count} of them)`],
    [
      "corrections of the decoding",
      `${clients.corrections.impulse} impulse, ${clients.corrections.invented} invented, ${clients.corrections.drift} drift (peak ${clients.driftPeak.toFixed(2)} units)`,
    ],
    [
      "pictures against the world",
      comparison === null
        ? UNSEEN
        : `${comparison.pictures} with ${comparison.bodies} bodies: ${comparison.exact} exact, ${comparison.stale} older, ${comparison.unknown} gone, ${comparison.mismatches} wrong (worst ${comparison.worst.toFixed(2)} units)`,
    ],
    ["connected at the end, left", `${clients.connected}, ${clients.left}`],
    ["generator's loop delay p99", `light ${ms(clients.loopDelay.light)}, decoding ${ms(clients.loopDelay.decoding)}`],
  ];
  const rate = server === null ? "" : ` at ${server.tickRate} Hz`;
  return { title: `${players} players in ${mode}${rate}, ${Math.round(clients.seconds)} s`, figures, void: voidReasons(run), faults: faultsOf(run) };
}

export function lobbyReport(run: LobbyRun): Report {
  const { asked, verified, took, connected, answered, seconds, server, bytesIn } = run;
  const figures: Report["figures"] = [
    ["connected", `${verified} of ${asked} within ${ms(took)}; ${connected} at the end, of whom ${answered} answered`],
    [
      "server's CPU",
      server === null ? UNSEEN : `${(server.cpu * 100).toFixed(1)} % of a core, ${server.gcMsPerSecond.toFixed(1)} ms/s of it garbage collection`,
    ],
    [
      "memory per 1,000",
      server === null
        ? UNSEEN
        : `RSS ${server.rssPerThousand.toFixed(1)} MB, heap ${server.heapPerThousand.toFixed(1)} MB; RSS ${server.rss.toFixed(0)} MB in all`,
    ],
    ["bytes down per connection", `${bytesIn.toFixed(1)} B/s`],
  ];
  const faults = verified === connected && connected === answered ? [] : [`${verified - answered} connections were lost`];
  return {
    title: `${asked} idle connections, ${Math.round(seconds)} s`,
    figures,
    void: verified < asked ? [`${asked - verified} of ${asked} never connected`] : [],
    faults,
  };
}

/** The table on the terminal. */
export function printReport(report: Report, say: (line: string) => void): void {
  say("");
  say(report.title);
  const width = Math.max(...report.figures.map(([name]) => name.length));
  for (const [name, figure] of report.figures) say(`  ${name.padEnd(width)}  ${figure}`);
  for (const fault of report.faults) say(`WRONG: ${fault}`);
  for (const reason of report.void) say(`VOID: ${reason}`);
}

/** What a server that others started does not tell. */
const UNSEEN = "not seen from outside";

function serverFigures({ server }: MatchRun): Report["figures"] {
  if (server === null) return [["server", UNSEEN]];
  const { cpuSeconds, seconds, playerTicks, tick, phases, achievedRate, tickRate, lateness, dropped, load } = server;
  return [
    [
      "server's CPU",
      `${((cpuSeconds / seconds) * 100).toFixed(1)} % of a core, ${playerTicks === 0 ? "-" : ((cpuSeconds * 1e6) / playerTicks).toFixed(1)} µs per player and tick`,
    ],
    ["tick", `p50 ${ms(tick.p50)}, p99 ${ms(tick.p99)}, worst ${ms(tick.worst)}`],
    [
      "phases",
      Object.entries(phases)
        .map(([phase, mean]) => `${phase} ${mean.toFixed(2)}`)
        .join(", "),
    ],
    ["achieved rate", `${achievedRate.toFixed(2)} of ${tickRate} ticks/s, ${dropped} dropped; overload step ${load}`],
    ["lateness", `p99 ${ms(lateness.p99)}, worst ${ms(lateness.worst)}`],
    [
      "memory",
      `RSS ${server.rss.toFixed(0)} MB, heap ${server.heapUsed.toFixed(0)} MB, grown by ${server.heapGrowth.toFixed(1)} MB, ${server.allocated.toFixed(0)} kB made per tick`,
    ],
    ["garbage collection", `${server.gcMsPerSecond.toFixed(1)} ms/s`],
  ];
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(2)} kB`;
}
