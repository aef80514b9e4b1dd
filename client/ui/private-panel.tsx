import { useId, useState } from "react";
import { BOT_LEVELS, type BotLevel } from "../../shared/bots/skill.ts";
import { MODES, type ModeName } from "../../shared/content/modes.ts";
import type { WantedMatch } from "../game/match-source.ts";
import { CopyLink } from "./copy-link.tsx";
import { Panel } from "./panel.tsx";
import { useTexts } from "./texts/language.ts";
import { contentName } from "./words.ts";
import "./panels.css";

type Bots = BotLevel | "adaptive" | "none";

/** What a private match is to be: its mode, and who takes the places that friends leave free. */
export function PrivatePanel({ onCreate, onClose }: { onCreate: (match: WantedMatch) => void; onClose: () => void }) {
  const texts = useTexts();
  const { privateMatch } = texts;
  const [mode, setMode] = useState<ModeName>("arena");
  const [bots, setBots] = useState<Bots>("adaptive");
  const field = useId();
  return (
    <Panel title={privateMatch.title} onClose={onClose}>
      <fieldset className="choices">
        <legend>{privateMatch.mode}</legend>
        {Object.values(MODES).map((each) => (
          <label key={each.name} className={each.name === mode ? "choice choice-chosen" : "choice"}>
            <input type="radio" name="private-mode" checked={each.name === mode} onChange={() => setMode(each.name)} />
            <span>{contentName(texts, each)}</span>
            <span className="quiet">{texts.modes.about[each.name]}</span>
          </label>
        ))}
      </fieldset>
      <label className="select-line" htmlFor={field}>
        <span>{privateMatch.bots}</span>
        <select id={field} value={bots} onChange={(event) => setBots(botsOf(event.target.value))}>
          {BOT_CHOICES.map((each) => (
            <option key={each} value={each}>
              {privateMatch.botLevels[each]}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="button button-first" onClick={() => onCreate({ kind: "private", mode, bots: bots === "none" ? null : bots })}>
        {privateMatch.create}
      </button>
      <button type="button" className="button" onClick={onClose}>
        {privateMatch.back}
      </button>
    </Panel>
  );
}

const BOT_CHOICES: readonly Bots[] = ["adaptive", ...BOT_LEVELS, "none"];

function botsOf(value: string): Bots {
  return BOT_CHOICES.find((each) => each === value) ?? "adaptive";
}

/** The first thing in a private match: its link, to be sent to friends. */
export function SharePanel({ link, onClose }: { link: string; onClose: () => void }) {
  const { privateMatch: texts } = useTexts();
  return (
    <Panel title={texts.ready} onClose={onClose}>
      <p className="quiet">{texts.share}</p>
      <CopyLink link={link} />
      <button type="button" className="button button-first" onClick={onClose}>
        {texts.begin}
      </button>
    </Panel>
  );
}
