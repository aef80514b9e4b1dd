import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { judgeName, NAME_MAX, type NameRefusal } from "../../shared/protocol/display-name.ts";
import type { HudStore } from "./hud-state.ts";
import { useTexts } from "./texts/language.ts";
import { Wordmark } from "./wordmark.tsx";
import { clockText } from "./words.ts";

interface MenuProps {
  initialName: string;
  /** The page was opened by a friend's link. */
  invited: boolean;
  busy: boolean;
  store: HudStore;
  /** Whether there is a match behind the menu. */
  watching: "looking" | "shown" | "none";
  onCancel: () => void;
  onPlay: (name: string) => void;
  onSettings: () => void;
  /** How to play, in a line. */
  controls: ReactNode;
}

/** The first thing anyone sees: a name, if they care, and Play. An empty name is fine: the match gives one. */
export function Menu({ initialName, invited, busy, store, watching, onCancel, onPlay, onSettings, controls }: MenuProps) {
  const [name, setName] = useState(initialName);
  const [refused, setRefused] = useState<NameRefusal | null>(null);
  const { menu: texts } = useTexts();
  const play = useRef<HTMLButtonElement>(null);
  const field = useId();
  useEffect(() => play.current?.focus({ preventScroll: true }), []);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const verdict = judgeName(name);
    if (verdict.kind === "refused" && verdict.why !== "empty") {
      setRefused(verdict.why);
      return;
    }
    onPlay(verdict.kind === "accepted" ? verdict.name : "");
  };

  return (
    <main className="menu">
      <form className="menu-column" onSubmit={submit}>
        <h1>
          <Wordmark />
        </h1>
        <div className="field">
          <label htmlFor={field}>{texts.name}</label>
          <input
            id={field}
            value={name}
            placeholder={texts.namePlaceholder}
            autoComplete="nickname"
            spellCheck={false}
            enterKeyHint="go"
            aria-invalid={refused !== null}
            aria-describedby={`${field}-why`}
            onChange={(event) => {
              setName(event.target.value);
              setRefused(null);
            }}
          />
          <p id={`${field}-why`} className="field-why" role="alert">
            {refused !== null && texts.nameRefused(refused, NAME_MAX)}
          </p>
        </div>
        <button ref={play} className="play" type="submit" disabled={busy}>
          {busy ? texts.joining : invited ? texts.joinFriend : texts.play}
        </button>
        {busy ? (
          <button type="button" className="text-button" onClick={onCancel}>
            {texts.cancel}
          </button>
        ) : (
          controls
        )}
      </form>
      <footer className="menu-footer">
        <MatchLine store={store} watching={watching} />
        <button className="icon" type="button" aria-label={texts.settings} onClick={onSettings}>
          <SettingsIcon />
        </button>
      </footer>
    </main>
  );
}

/** What goes on behind the menu. */
function MatchLine({ store, watching }: Pick<MenuProps, "store" | "watching">) {
  const { menu: texts } = useTexts();
  const { players, clock, phase, connection } = useSyncExternalStore(store.subscribe, store.read);
  if (watching === "none" || connection.kind === "ended") return <p className="quiet">{texts.noMatch}</p>;
  if (players === 0) return <p className="quiet">{texts.looking}</p>;
  return <p className="quiet">{phase === "podium" ? texts.matchNext(players, clock) : texts.matchLeft(players, clockText(clock))}</p>;
}

function SettingsIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 7H13M19 7H20M4 17H5M11 17H20" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <circle cx="16" cy="7" r="2.600" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="8" cy="17" r="2.600" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
