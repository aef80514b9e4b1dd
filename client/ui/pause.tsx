import { CopyLink } from "./copy-link.tsx";
import type { HudStore } from "./hud-state.ts";
import { Panel } from "./panel.tsx";
import { MuteList, type Muting } from "./scoreboard.tsx";
import { useTexts } from "./texts/language.ts";

interface PauseProps extends Muting {
  link: string;
  store: HudStore;
  onResume: () => void;
  onSettings: () => void;
  onLeave: () => void;
}

/** The way out of a match; the match itself goes on behind it. */
export function Pause({ link, onResume, onSettings, onLeave, store, ...muting }: PauseProps) {
  const { pause: texts } = useTexts();
  return (
    <Panel title={texts.title} onClose={onResume}>
      <button type="button" className="button button-first" onClick={onResume}>
        {texts.resume}
      </button>
      {link !== "" && <CopyLink link={link} />}
      <MuteList store={store} {...muting} />
      <button type="button" className="button" onClick={onSettings}>
        {texts.settings}
      </button>
      <button type="button" className="button" onClick={onLeave}>
        {texts.leave}
      </button>
    </Panel>
  );
}
