import { BUSES, type Volumes } from "../game/audio/volumes.ts";
import { useTexts } from "./texts/language.ts";
import "./volumes.css";

/** Per cent that an arrow key moves a slider. */
const STEP = 5;

/** A slider for each volume: by hand, or by the arrow keys, Home and End. */
export function VolumeSliders({ volumes, onChange }: { volumes: Volumes; onChange: (volumes: Volumes) => void }) {
  const { settings: texts } = useTexts();
  return (
    <fieldset className="volumes">
      <legend>{texts.sound}</legend>
      {BUSES.map((bus) => (
        <label key={bus} className="volume">
          <span>{texts.volumes[bus]}</span>
          <input
            type="range"
            min={0}
            max={100}
            step={STEP}
            value={volumes[bus]}
            aria-valuetext={volumes[bus] === 0 ? texts.volumeOff : texts.volumePercent(volumes[bus])}
            onChange={(event) => onChange({ ...volumes, [bus]: event.target.valueAsNumber })}
          />
          <output aria-hidden="true">{volumes[bus] === 0 ? texts.volumeOff : volumes[bus]}</output>
        </label>
      ))}
    </fieldset>
  );
}
