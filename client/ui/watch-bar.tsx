import { useEffect, useSyncExternalStore } from "react";
import { MODES, type ModeName } from "../../shared/content/modes.ts";
import type { PublicMatch } from "../../shared/protocol/public-match.ts";
import type { HudStore } from "./hud-state.ts";
import { PlayerName } from "./player-name.tsx";
import { RoundScore } from "./round-score.tsx";
import { useTexts } from "./texts/language.ts";
import { WatchList } from "./watch-list.tsx";
import { contentName } from "./words.ts";
import "./watch.css";

interface WatchBarProps {
  store: HudStore;
  mode: ModeName;
  /** The very match that was chosen; null where any of the mode will do. */
  roomId: string | null;
  found: "looking" | "shown" | "none";
  onMode: (mode: ModeName) => void;
  onMatch: (match: PublicMatch) => void;
  onFollow: (body: number) => void;
  onPlay: () => void;
  onLeave: () => void;
}

/** Over a match that is only watched: which, through whose eyes, and the ways from there. Arrows and clicks go from player to player. */
export function WatchBar({ store, mode, roomId, found, onMode, onMatch, onFollow, onPlay, onLeave }: WatchBarProps) {
  const texts = useTexts();
  const hud = useSyncExternalStore(store.subscribe, store.read);
  const step = (by: number): void => {
    const { rows, watched } = store.read();
    const at = rows.findIndex(({ id }) => id === watched?.id);
    const next = rows[(at + by + rows.length) % rows.length];
    if (next !== undefined) onFollow(next.id);
  };
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      const onTabs = event.target instanceof Element && event.target.closest("[role=radiogroup]") !== null;
      if (event.key === "Escape") onLeave();
      else if (event.key === "ArrowRight" && !onTabs) step(1);
      else if (event.key === "ArrowLeft" && !onTabs) step(-1);
    };
    const click = (event: PointerEvent): void => {
      if (event.target instanceof HTMLCanvasElement) step(1);
    };
    window.addEventListener("keydown", down);
    window.addEventListener("pointerdown", click);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("pointerdown", click);
    };
  });
  return (
    <main className="watch" aria-label={texts.watching.label}>
      <div className="hud">
        <RoundScore hud={hud} />
      </div>
      <div className="watch-modes" role="radiogroup" aria-label={texts.watching.modes}>
        {Object.values(MODES).map((each) => (
          <label key={each.name} className={each.name === mode ? "watch-mode watch-mode-chosen" : "watch-mode"}>
            <input type="radio" name="watched-mode" checked={each.name === mode} onChange={() => onMode(each.name)} />
            {contentName(texts, each)}
          </label>
        ))}
      </div>
      <WatchList chosen={roomId} onChoose={onMatch} />
      {found === "none" && (
        <p className="watch-none halo" role="status">
          {texts.watching.none}
        </p>
      )}
      <div className="watch-bar card">
        <button type="button" className="icon" aria-label={texts.watching.previous} onClick={() => step(-1)}>
          <Arrow path="M14 6L8 12L14 18" />
        </button>
        <p className="watch-name" aria-live="polite">
          {hud.watched === null ? "…" : <PlayerName who={hud.watched} />}
        </p>
        <button type="button" className="icon" aria-label={texts.watching.next} onClick={() => step(1)}>
          <Arrow path="M10 6L16 12L10 18" />
        </button>
        <button type="button" className="button button-first" onClick={onPlay}>
          {texts.menu.play}
        </button>
        <button type="button" className="button" onClick={onLeave}>
          {texts.watching.leave}
        </button>
      </div>
    </main>
  );
}

function Arrow({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
