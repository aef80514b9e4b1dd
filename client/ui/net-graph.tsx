import { useSyncExternalStore } from "react";
import type { HudStore } from "./hud-state.ts";

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

/** What the connection does, in figures: shown and hidden with F3. */
export function NetGraph({ store }: { store: HudStore }) {
  const { net } = useSyncExternalStore(store.subscribe, store.read);
  const rows: readonly (readonly [string, string, string])[] = [
    ["Round trip", net.roundTrip.toFixed(0), "ms"],
    ["Jitter", net.jitter.toFixed(1), "ms"],
    ["Patches", net.tickRate.toFixed(1), "per s"],
    ["Input queue", net.queue.toFixed(0), "frames"],
    ["Others shown", net.interpolationDelay.toFixed(0), "ms late"],
    ["Corrections, drift", String(net.corrections.drift), ""],
    ["Corrections, impulse", String(net.corrections.impulse), ""],
    ["Corrections, invented", String(net.corrections.invented), ""],
    ["Drift, last", net.drift.toFixed(2), "units"],
    ["Drift, peak", net.driftPeak.toFixed(2), "units"],
    ["In", kilobytes(net.bytesIn), "kB/s"],
    ["Out", kilobytes(net.bytesOut), "kB/s"],
    ["Display", net.framesPerSecond.toFixed(0), "frames/s"],
  ];
  return (
    <table className="net-graph halo" aria-label="Net graph">
      <tbody>
        {rows.map(([label, figure, unit]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{figure}</td>
            <td className="quiet">{unit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
