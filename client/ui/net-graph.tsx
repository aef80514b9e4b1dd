import { useSyncExternalStore } from "react";
import type { HudStore } from "./hud-state.ts";
import { useTexts } from "./texts/language.ts";

/** What the connection does, in figures: shown and hidden with F3. */
export function NetGraph({ store }: { store: HudStore }) {
  const { netGraph: texts, number } = useTexts();
  const { net } = useSyncExternalStore(store.subscribe, store.read);
  const rows: readonly (readonly [string, string, string])[] = [
    [texts.roundTrip, number(net.roundTrip), "ms"],
    [texts.jitter, number(net.jitter, 1), "ms"],
    [texts.patches, number(net.tickRate, 1), texts.perSecond],
    [texts.queue, number(net.queue), texts.frames],
    [texts.othersShown, number(net.interpolationDelay), texts.millisecondsLate],
    [texts.correctionsDrift, number(net.corrections.drift), ""],
    [texts.correctionsImpulse, number(net.corrections.impulse), ""],
    [texts.correctionsInvented, number(net.corrections.invented), ""],
    [texts.driftLast, number(net.drift, 2), texts.units],
    [texts.driftPeak, number(net.driftPeak, 2), texts.units],
    [texts.in, number(net.bytesIn / 1000, 1), "kB/s"],
    [texts.out, number(net.bytesOut / 1000, 1), "kB/s"],
    [texts.display, number(net.framesPerSecond), texts.framesPerSecond],
    [texts.serverLoad, texts.loadSteps[net.load] ?? number(net.load), ""],
  ];
  return (
    <table className="net-graph halo" aria-label={texts.label}>
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
