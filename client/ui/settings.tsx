import { useState } from "react";
import { MOTIONS } from "../game/motion.ts";
import { isPaletteName, PALETTES } from "../game/render/palette.ts";
import { TEXT_SIZES } from "../game/text-size.ts";
import { Choice } from "./choice.tsx";
import { Panel } from "./panel.tsx";
import { type Preferences, rememberLanguage } from "./remembered.ts";
import { isLanguage, LANGUAGES, type Language, speak, useLanguage, useTexts } from "./texts/language.ts";
import { VolumeSliders } from "./volumes.tsx";
import "./settings.css";

interface SettingsProps {
  preferences: Preferences;
  onChange: (preferences: Preferences) => void;
  onControls: () => void;
  onClose: () => void;
}

const LANGUAGE_CHOICES = Object.keys(LANGUAGES).filter(isLanguage);
const PALETTE_NAMES = Object.keys(PALETTES).filter(isPaletteName);

export function Settings({ preferences, onChange, onControls, onClose }: SettingsProps) {
  const { settings: texts } = useTexts();
  const change = (part: Partial<Preferences>): void => onChange({ ...preferences, ...part });
  return (
    <Panel title={texts.title} onClose={onClose}>
      <div className="settings">
        <LanguageChoice />
        <Choice
          label={texts.textSize}
          value={preferences.textSize}
          options={TEXT_SIZES.map((value) => ({ value, label: texts.textSizes[value] }))}
          onChange={(textSize) => change({ textSize })}
        />
        <Choice
          label={texts.colors}
          value={preferences.palette}
          options={PALETTE_NAMES.map((value) => ({ value, label: texts.palettes[value] }))}
          onChange={(palette) => change({ palette })}
        />
        <Choice
          label={texts.motion}
          value={preferences.motion}
          options={MOTIONS.map((value) => ({ value, label: texts.motions[value] }))}
          onChange={(motion) => change({ motion })}
        />
        <Toggle label={texts.cameraShake} on={preferences.cameraShake} onChange={(cameraShake) => change({ cameraShake })} />
        <Toggle label={texts.damageNumbers} on={preferences.damageNumbers} onChange={(damageNumbers) => change({ damageNumbers })} />
        <VolumeSliders volumes={preferences.volumes} onChange={(volumes) => change({ volumes })} />
        <button type="button" className="button" onClick={onControls}>
          {texts.controls}
        </button>
      </div>
      <button type="button" className="button button-first" onClick={onClose}>
        {texts.done}
      </button>
    </Panel>
  );
}

function LanguageChoice() {
  const { settings: texts } = useTexts();
  const spoken = useLanguage();
  const [failed, setFailed] = useState(false);
  const choose = (language: Language): void => {
    setFailed(false);
    speak(language).then(
      () => rememberLanguage(language),
      // The texts could not be loaded: the page stays as it is, and says so.
      () => setFailed(true),
    );
  };
  return (
    <>
      <Choice
        label={texts.language}
        value={spoken}
        options={LANGUAGE_CHOICES.map((value) => ({ value, label: LANGUAGES[value], lang: value }))}
        onChange={choose}
      />
      <p className="field-why-line" role="alert">
        {failed && texts.languageFailed}
      </p>
    </>
  );
}

function Toggle({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="toggle">
      <span>{label}</span>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
    </label>
  );
}
