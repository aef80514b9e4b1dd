import { useState, useSyncExternalStore } from "react";
import { TRAILS } from "../../shared/protocol/craft.ts";
import { craftColor, cssColor } from "../game/render/palette.ts";
import type { Self } from "../matchmaking/matchmaking.ts";
import { Panel } from "./panel.tsx";
import type { Keeper } from "./progress/keeper.ts";
import { levelOf } from "./progress/levels.ts";
import { COLOR_LEVELS, TRAIL_LEVELS } from "./progress/rewards.ts";
import { History, Leaderboard } from "./records.tsx";
import { Tabs } from "./tabs.tsx";
import { useTexts } from "./texts/language.ts";
import "./panels.css";

const VIEWS = ["craft", "history", "leaderboard"] as const;

/** What the player has come to: what they wear of it, what they played, and who is better. */
export function ProfilePanel({ keeper, self, onClose }: { keeper: Keeper; self: Self; onClose: () => void }) {
  const { profile: texts, records } = useTexts();
  const [view, setView] = useState<(typeof VIEWS)[number]>("craft");
  return (
    <Panel title={texts.title} onClose={onClose}>
      <Tabs label={records.view} value={view} options={VIEWS.map((value) => ({ value, label: records.tabs[value] }))} onChange={setView} />
      {view === "craft" && <Craft keeper={keeper} />}
      {view === "history" && <History self={self} />}
      {view === "leaderboard" && <Leaderboard self={self} />}
      <button type="button" className="button button-first" onClick={onClose}>
        {texts.done}
      </button>
    </Panel>
  );
}

function Craft({ keeper }: { keeper: Keeper }) {
  const { profile: texts, number } = useTexts();
  const progress = useSyncExternalStore(keeper.subscribe, keeper.read);
  const { craft } = progress;
  const { level, points, needed } = levelOf(progress.points);
  const shown = cssColor(craftColor(craft.color ?? 0));
  return (
    <>
      <div className="profile-level">
        <strong>{texts.level(level)}</strong>
        <span className="quiet">{needed === 0 ? texts.lastLevel : texts.toNext(needed - points)}</span>
        <div className="bar" aria-hidden="true">
          <div className="bar-level" style={{ transform: `scaleX(${needed === 0 ? 1 : points / needed})` }} />
        </div>
      </div>
      <dl className="profile-figures">
        {(
          [
            [texts.rounds, progress.rounds],
            [texts.wins, progress.wins],
            [texts.kills, progress.kills],
            [texts.bestStreak, progress.bestStreak],
          ] as const
        ).map(([label, figure]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{number(figure)}</dd>
          </div>
        ))}
      </dl>
      <fieldset className="swatches">
        <legend>{texts.colors}</legend>
        <label className={craft.color === null ? "swatch swatch-any swatch-chosen" : "swatch swatch-any"}>
          <input type="radio" name="craft-color" checked={craft.color === null} onChange={() => keeper.choose({ ...craft, color: null })} />
          {texts.anyColor}
        </label>
        {COLOR_LEVELS.map((from, color) => {
          const name = texts.color(color + 1);
          return (
            <label
              key={name}
              className={craft.color === color ? "swatch swatch-chosen" : "swatch"}
              style={{ background: cssColor(craftColor(color)) }}
              title={level < from ? texts.fromLevel(from) : name}
            >
              <input
                type="radio"
                name="craft-color"
                aria-label={level < from ? `${name}, ${texts.fromLevel(from)}` : name}
                disabled={level < from}
                checked={craft.color === color}
                onChange={() => keeper.choose({ ...craft, color })}
              />
              {level < from && <span className="swatch-level">{from}</span>}
            </label>
          );
        })}
      </fieldset>
      <fieldset className="choices choices-trails">
        <legend>{texts.trails}</legend>
        {TRAILS.map((trail, index) => {
          const from = TRAIL_LEVELS[index] ?? 1;
          return (
            <label key={trail} className={`choice${craft.trail === index ? " choice-chosen" : ""}${level < from ? " choice-locked" : ""}`}>
              <input
                type="radio"
                name="craft-trail"
                disabled={level < from}
                checked={craft.trail === index}
                onChange={() => keeper.choose({ ...craft, trail: index })}
              />
              <TrailDrawing index={index} color={shown} />
              <span>{texts.trailNames[trail]}</span>
              {level < from && <span className="quiet">{texts.fromLevel(from)}</span>}
            </label>
          );
        })}
      </fieldset>
      <p className="quiet">{texts.onlyLooks}</p>
    </>
  );
}

/** Each trail in small, in the order of TRAILS. */
const TRAIL_PATHS: readonly string[] = [
  "M34 8H52",
  "M4 8H52",
  "M4 4H52M4 12H52",
  "M4 8H12M20 8H28M36 8H44",
  "M4 8Q10 2 16 8T28 8T40 8T52 8M4 8Q10 14 16 8T28 8T40 8T52 8",
  "M4 4Q16 16 28 8T52 8M4 12Q16 0 28 8T52 8",
];

function TrailDrawing({ index, color }: { index: number; color: string }) {
  return (
    <svg className="trail-drawing" viewBox="0 0 60 16" aria-hidden="true" style={{ color }}>
      <path d={TRAIL_PATHS[index]} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" opacity="0.7" />
      <path d="M58 8L50 4V12Z" fill="currentColor" />
    </svg>
  );
}
