import { type CSSProperties, useEffect, useId, useState, useSyncExternalStore } from "react";
import type { TrainingRoom } from "../game/training/room.ts";
import type { HudStore } from "./hud-state.ts";
import { useTexts } from "./texts/language.ts";
import "./training.css";

/** ms, ms, per cent and units per second: as far as the sliders go. Beyond it nobody plays. */
const ROUND_TRIP_MAX = 400;
const JITTER_MAX = 100;
const LOSS_MAX = 20;
const SPEED_MAX = 320;

/** Sliders to the line and the targets, switches to the netcode, and what comes of them in figures. */
export function TrainingPanel({ room, store, onLeave }: { room: TrainingRoom; store: HudStore; onLeave: () => void }) {
  const { training: texts } = useTexts();
  const { conditions } = room;
  const [line, setLine] = useState({ ...conditions });
  const [prediction, setPrediction] = useState(true);
  const change = (part: Partial<typeof line>): void => {
    Object.assign(conditions, part);
    setLine({ ...conditions });
    room.resetTally();
  };
  return (
    <aside className="training" aria-label={texts.title}>
      <details open={window.innerWidth > 700}>
        <summary>{texts.title}</summary>
        <fieldset>
          <legend>{texts.line}</legend>
          <Slider
            label={texts.roundTrip}
            most={ROUND_TRIP_MAX}
            step={10}
            value={line.roundTrip}
            say={texts.milliseconds}
            onChange={(roundTrip) => change({ roundTrip })}
          />
          <Slider label={texts.jitter} most={JITTER_MAX} step={2} value={line.jitter} say={texts.milliseconds} onChange={(jitter) => change({ jitter })} />
          <Slider
            label={texts.loss}
            most={LOSS_MAX}
            step={1}
            value={Math.round(line.loss * 100)}
            say={texts.percent}
            onChange={(percent) => change({ loss: percent / 100 })}
          />
        </fieldset>
        <fieldset>
          <legend>{texts.targets}</legend>
          <Slider
            label={texts.speed}
            most={SPEED_MAX}
            step={20}
            value={line.targetSpeed}
            say={texts.unitsPerSecond}
            onChange={(targetSpeed) => change({ targetSpeed })}
          />
        </fieldset>
        <fieldset>
          <legend>{texts.netcode}</legend>
          <Switch
            label={texts.prediction}
            about={texts.predictionAbout}
            on={prediction}
            onChange={(on) => {
              room.predict(on);
              setPrediction(on);
              room.resetTally();
            }}
          />
          <Switch label={texts.rewind} about={texts.rewindAbout} on={line.rewind} onChange={(rewind) => change({ rewind })} />
        </fieldset>
        <Figures room={room} store={store} />
        <div className="training-ways">
          <button type="button" className="button" onClick={() => room.resetTally()}>
            {texts.reset}
          </button>
          <button type="button" className="button" onClick={onLeave}>
            {texts.leave}
          </button>
        </div>
      </details>
    </aside>
  );
}

interface SliderProps {
  label: string;
  most: number;
  step: number;
  value: number;
  say: (value: number) => string;
  onChange: (value: number) => void;
}

function Slider({ label, most, step, value, say, onChange }: SliderProps) {
  return (
    <label className="training-slider">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={most}
        step={step}
        value={value}
        aria-valuetext={say(value)}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        // The arrow keys move the craft again as soon as the slider was let go.
        onPointerUp={(event) => event.currentTarget.blur()}
      />
      <output aria-hidden="true">{say(value)}</output>
    </label>
  );
}

function Switch({ label, about, on, onChange }: { label: string; about: string; on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className="training-switch">
      <label className="toggle">
        <span>{label}</span>
        <input
          type="checkbox"
          checked={on}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.checked)}
          onPointerUp={(event) => event.currentTarget.blur()}
        />
      </label>
      <p id={id} className="quiet">
        {about}
      </p>
    </div>
  );
}

/** What the authority counted, and what the client says of its connection and its prediction. */
function Figures({ room, store }: { room: TrainingRoom; store: HudStore }) {
  const { training: texts, number, netGraph } = useTexts();
  const { net } = useSyncExternalStore(store.subscribe, store.read);
  // The tally is no React state: looked at as often as a figure can be read.
  const [{ shots, hits }, setTally] = useState({ shots: 0, hits: 0 });
  useEffect(() => {
    const timer = setInterval(() => setTally({ shots: room.tally.shots, hits: room.tally.hits }), 200);
    return () => clearInterval(timer);
  }, [room]);
  const rate = shots === 0 ? null : (100 * hits) / shots;
  const { drift, impulse, invented } = net.corrections;
  const rows: readonly (readonly [string, string])[] = [
    [texts.shots, number(shots)],
    [texts.hits, number(hits)],
    [texts.drift, `${number(net.driftPeak, 2)} ${netGraph.units}`],
    [texts.corrections, number(drift + impulse + invented)],
    [texts.measured, texts.milliseconds(net.roundTrip)],
    [texts.othersShown, texts.milliseconds(net.interpolationDelay)],
  ];
  const style: CSSProperties = { inlineSize: `${rate ?? 0}%` };
  return (
    <section className="training-figures" aria-label={texts.figures}>
      <p className="training-rate">
        <span>{texts.hitRate}</span>
        <strong data-figure="hit-rate">{rate === null ? "–" : texts.percent(rate)}</strong>
      </p>
      <div className="training-bar" aria-hidden="true">
        <span style={style} />
      </div>
      <dl>
        {rows.map(([label, figure]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
