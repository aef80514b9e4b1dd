import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { MODES, type ModeName } from "../../shared/content/modes.ts";
import { judgeName, NAME_MAX, type NameRefusal } from "../../shared/protocol/display-name.ts";
import type { HudStore } from "./hud-state.ts";
import type { PanelName } from "./page.ts";
import { TRAINING_ADDRESS } from "./page-address.ts";
import { ServiceNews, useServiceNews } from "./service-news.tsx";
import { useTexts } from "./texts/language.ts";
import { Wordmark } from "./wordmark.tsx";
import { clockText, contentName } from "./words.ts";
import "./menu.css";

interface MenuProps {
  initialName: string;
  /** The page was opened by a friend's link. */
  invited: boolean;
  busy: boolean;
  store: HudStore;
  /** Whether there is a match behind the menu. */
  watching: "looking" | "shown" | "none";
  /** Players who queue together with this one, themselves included; 0 without a party. */
  partySize: number;
  /** The name to play under from now on, when it is another than none. */
  onName: (name: string) => void;
  onCancel: () => void;
  /** `mode`: null for what the big button says. */
  onPlay: (mode: ModeName | null) => void;
  onPanel: (panel: PanelName) => void;
  onWatch: () => void;
  /** How to play, in a line. */
  controls: ReactNode;
  /** Where to play. */
  regions: ReactNode;
}

const OTHER_MODES = [MODES.duel, MODES.squads];

/** The first thing anyone sees: a name, if they care, and Play. An empty name is fine: the match gives one. */
export function Menu({ initialName, invited, busy, store, watching, partySize, onName, onCancel, onPlay, onPanel, onWatch, controls, regions }: MenuProps) {
  const [name, setName] = useState(initialName);
  const [refused, setRefused] = useState<NameRefusal | null>(null);
  const all = useTexts();
  const { menu: texts, modes } = all;
  const play = useRef<HTMLButtonElement>(null);
  const field = useId();
  const news = useServiceNews();
  useEffect(() => play.current?.focus({ preventScroll: true }), []);

  const withName = (go: () => void): void => {
    const verdict = judgeName(name);
    if (verdict.kind === "refused" && verdict.why !== "empty") return setRefused(verdict.why);
    if (verdict.kind === "accepted") onName(verdict.name);
    go();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    withName(() => onPlay(null));
  };

  return (
    <main className="menu">
      <form className="menu-column" onSubmit={submit}>
        <h1>
          <Wordmark />
        </h1>
        <ServiceNews news={news} />
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
        {!busy && (
          <fieldset className="menu-modes" aria-label={modes.others}>
            {OTHER_MODES.filter(({ name }) => news?.closed.includes(name) !== true).map((mode) => (
              <button key={mode.name} type="button" className="button mode" onClick={() => withName(() => onPlay(mode.name))}>
                {contentName(all, mode)}
              </button>
            ))}
            <button type="button" className="button mode" onClick={() => withName(() => onPanel("private"))}>
              {modes.private}
            </button>
            <button type="button" className="button mode" onClick={() => withName(() => onPanel("party"))}>
              {partySize === 0 ? all.party.open : all.party.openOf(partySize)}
            </button>
          </fieldset>
        )}
        {!busy && regions}
        {busy ? (
          <button type="button" className="text-button" onClick={onCancel}>
            {texts.cancel}
          </button>
        ) : (
          controls
        )}
      </form>
      <footer className="menu-footer">
        <div className="menu-watch">
          <MatchLine store={store} watching={watching} />
          {watching === "shown" && (
            <button className="text-button" type="button" disabled={busy} onClick={onWatch}>
              {modes.watch}
            </button>
          )}
        </div>
        <a className="icon" href={TRAINING_ADDRESS} aria-label={all.training.enter} title={all.training.enter}>
          <TargetIcon />
        </a>
        <button className="icon menu-profile" type="button" aria-label={modes.profile} onClick={() => onPanel("profile")}>
          <ProfileIcon />
        </button>
        <button className="icon" type="button" aria-label={texts.settings} onClick={() => onPanel("settings")}>
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

function ProfileIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3.500L20 19L12 15L4 19Z" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
    </svg>
  );
}

function TargetIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="7" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="12" cy="12" r="2" fill="currentColor" />
      <path d="M12 2V7M12 17V22M2 12H7M17 12H22" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
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
