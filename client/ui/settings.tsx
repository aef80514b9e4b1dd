import { Panel } from "./panel.tsx";
import type { Preferences } from "./remembered.ts";
import { useTexts } from "./texts/language.ts";
import { VolumeSliders } from "./volumes.tsx";

interface SettingsProps {
  preferences: Preferences;
  onChange: (preferences: Preferences) => void;
  onControls: () => void;
  onClose: () => void;
}

export function Settings({ preferences, onChange, onControls, onClose }: SettingsProps) {
  const { settings: texts } = useTexts();
  return (
    <Panel title={texts.title} onClose={onClose}>
      <Toggle label={texts.damageNumbers} on={preferences.damageNumbers} onChange={(damageNumbers) => onChange({ ...preferences, damageNumbers })} />
      <Toggle label={texts.cameraShake} on={preferences.cameraShake} onChange={(cameraShake) => onChange({ ...preferences, cameraShake })} />
      <VolumeSliders volumes={preferences.volumes} onChange={(volumes) => onChange({ ...preferences, volumes })} />
      <button type="button" className="button" onClick={onControls}>
        {texts.controls}
      </button>
      <button type="button" className="button" onClick={onClose}>
        {texts.done}
      </button>
    </Panel>
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
