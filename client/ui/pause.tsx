import { CopyLink } from "./copy-link.tsx";
import { Panel } from "./panel.tsx";

interface PauseProps {
  link: string;
  onResume: () => void;
  onSettings: () => void;
  onLeave: () => void;
}

/** The way out of a match; the match itself goes on behind it. */
export function Pause({ link, onResume, onSettings, onLeave }: PauseProps) {
  return (
    <Panel title="The match goes on" onClose={onResume}>
      <button type="button" className="button button-first" onClick={onResume}>
        Back to the match
      </button>
      {link !== "" && <CopyLink link={link} />}
      <button type="button" className="button" onClick={onSettings}>
        Settings
      </button>
      <button type="button" className="button" onClick={onLeave}>
        Leave
      </button>
    </Panel>
  );
}
