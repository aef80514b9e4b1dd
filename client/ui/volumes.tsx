import { BUSES, type Bus, type Volumes } from "../game/audio/volumes.ts";
import "./volumes.css";

const TITLES: Readonly<Record<Bus, string>> = { effects: "Effects", interface: "Interface", ambience: "Ambience" };

/** Per cent that an arrow key moves a slider. */
const STEP = 5;

/** A slider for each volume: by hand, or by the arrow keys, Home and End. */
export function VolumeSliders({ volumes, onChange }: { volumes: Volumes; onChange: (volumes: Volumes) => void }) {
  return (
    <fieldset className="volumes">
      <legend>Sound</legend>
      {BUSES.map((bus) => (
        <label key={bus} className="volume">
          <span>{TITLES[bus]}</span>
          <input
            type="range"
            min={0}
            max={100}
            step={STEP}
            value={volumes[bus]}
            aria-valuetext={volumes[bus] === 0 ? "Off" : `${volumes[bus]} %`}
            onChange={(event) => onChange({ ...volumes, [bus]: event.target.valueAsNumber })}
          />
          <output aria-hidden="true">{volumes[bus] === 0 ? "Off" : volumes[bus]}</output>
        </label>
      ))}
    </fieldset>
  );
}
