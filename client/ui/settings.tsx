import { Panel } from "./panel.tsx";
import type { Preferences } from "./remembered.ts";
import { VolumeSliders } from "./volumes.tsx";

interface SettingsProps {
  preferences: Preferences;
  onChange: (preferences: Preferences) => void;
  onControls: () => void;
  onClose: () => void;
}

export function Settings({ preferences, onChange, onControls, onClose }: SettingsProps) {
  return (
    <Panel title="Settings" onClose={onClose}>
      <Toggle label="Damage numbers" on={preferences.damageNumbers} onChange={(damageNumbers) => onChange({ ...preferences, damageNumbers })} />
      <Toggle label="Camera shake" on={preferences.cameraShake} onChange={(cameraShake) => onChange({ ...preferences, cameraShake })} />
      <VolumeSliders volumes={preferences.volumes} onChange={(volumes) => onChange({ ...preferences, volumes })} />
      <p className="quiet">Reduced motion follows your system.</p>
      <button type="button" className="button" onClick={onControls}>
        Controls
      </button>
      <button type="button" className="button" onClick={onClose}>
        Done
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
