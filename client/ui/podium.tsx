import { type ReactNode, Suspense, useEffect, useRef, useSyncExternalStore } from "react";
import { MODES } from "../../shared/content/modes.ts";
import { liveryColor } from "../game/render/livery.ts";
import { cssColor } from "../game/render/palette.ts";
import { glyphOf } from "./glyphs.ts";
import type { Hud, ScoreRow } from "./hud-state.ts";
import type { MatchNews, RoundSummary } from "./match-news.ts";
import { PlayerName } from "./player-name.tsx";
import { ResultsCard } from "./results-card.tsx";
import { TeamMark } from "./round-score.tsx";
import { Filled } from "./texts/filled.tsx";
import { useTexts } from "./texts/language.ts";
import "./podium.css";

/** Beside Enter, what goes on to the next round. */
const AGAIN_KEY = "KeyR";

/** Second, first, third: as they stand on a podium. */
const STEPS = [1, 0, 2] as const;

interface PodiumProps {
  hud: Hud;
  news: MatchNews;
  /** What the round did to the player's rating, if it counted. */
  rating: ReactNode;
  onAgain: () => void;
  /** Null where the match did not come by a ticket. */
  onQueue: (() => void) | null;
}

/** Between two rounds: who won, the best three, what the player did, and the way on. */
export function Podium({ hud, news, rating, onAgain, onQueue }: PodiumProps) {
  const { podium: texts } = useTexts();
  const { summary } = useSyncExternalStore(news.subscribe, news.read);
  const { rows } = hud;
  return (
    <section className="podium halo" aria-label={texts.label}>
      <Title summary={summary} isDuel={MODES[hud.mode].bodies === 2} isFirst={rows[0]?.own === true} />
      <div className="podium-middle">
        <div className="podium-stand">
          {hud.scores.length > 0 && <TeamScores scores={hud.scores} />}
          <Steps rows={MODES[hud.mode].bodies === 2 ? rows.slice(0, 2) : rows} />
        </div>
        {summary?.own != null && <ResultsCard summary={summary} own={summary.own} mode={hud.mode} />}
      </div>
      <Suspense fallback={null}>{rating}</Suspense>
      <WayOn hud={hud} onAgain={onAgain} onQueue={onQueue} />
    </section>
  );
}

function Title({ summary, isDuel, isFirst }: { summary: RoundSummary | null; isDuel: boolean; isFirst: boolean }) {
  const { podium, results, modes } = useTexts();
  const outcome = summary?.outcome ?? (isFirst ? "won" : "over");
  const titles = { won: isDuel || summary?.team !== 0 ? results.won : podium.won, lost: results.lost, draw: results.draw, over: podium.over };
  return (
    <h2 className={`podium-title podium-${outcome}`} role="status">
      {titles[outcome]}
      {summary !== null && summary.team !== 0 && (
        <span className="podium-team">
          <TeamMark team={summary.team} /> <Filled text={results.teamWon} with={{ team: modes.teams[summary.team - 1] }} />
        </span>
      )}
    </h2>
  );
}

function TeamScores({ scores }: { scores: readonly number[] }) {
  return (
    <p className="podium-scores">
      <TeamMark team={1} /> <strong>{scores[0]}</strong> <span className="quiet">:</span> <strong>{scores[1]}</strong> <TeamMark team={2} />
    </p>
  );
}

function Steps({ rows }: { rows: readonly ScoreRow[] }) {
  const { hud } = useTexts();
  return (
    <div className="podium-steps">
      {STEPS.map((place) => {
        const row = rows[place];
        if (row === undefined) return null;
        return (
          <div key={row.id} className={`podium-step podium-${place + 1}`}>
            <span className="podium-name">
              {row.team !== 0 && <TeamMark team={row.team} />}
              <PlayerName who={row} />
            </span>
            <div className="podium-block" style={{ borderColor: cssColor(liveryColor(row)) }}>
              <span className="podium-kills">{row.kills}</span>
              <span className="quiet">{hud.kills(row.kills)}</span>
            </div>
          </div>
        );
      })}
    </div>
  );
}

/** One key or one button goes on at once; when everybody wants to, nobody waits for the clock. */
function WayOn({ hud, onAgain, onQueue }: Pick<PodiumProps, "hud" | "onAgain" | "onQueue">) {
  const all = useTexts();
  const { podium, results: texts } = all;
  const people = hud.rows.filter(({ bot }) => !bot);
  const own = people.find((row) => row.own);
  useAgainKey(own !== undefined && !own.again, onAgain);
  if (own === undefined) return <p className="quiet">{podium.nextRound(hud.clock)}</p>;
  const willing = people.filter(({ again }) => again).length;
  return (
    <div className="podium-way">
      <div className="podium-ways">
        {own.again ? (
          <p className="podium-asked" role="status">
            {texts.asked}
            {people.length > 1 && <span className="quiet"> · {texts.askedBy(willing, people.length)}</span>}
          </p>
        ) : (
          <button type="button" className="button button-first podium-again" onClick={onAgain}>
            {MODES[hud.mode].forfeitMs === null ? texts.again : texts.rematch}
            <span className="podium-keys" aria-hidden="true">
              <kbd>{glyphOf(all, AGAIN_KEY, null)}</kbd> {texts.pressKey} <kbd>{"⏎"}</kbd>
            </span>
          </button>
        )}
        {onQueue !== null && (
          <button type="button" className="button podium-queue" onClick={onQueue}>
            {all.queue.again}
          </button>
        )}
      </div>
      <p className="quiet">{podium.nextRound(hud.clock)}</p>
    </div>
  );
}

/** R or Enter, for as long as that is a question. */
function useAgainKey(active: boolean, onAgain: () => void): void {
  const again = useRef(onAgain);
  again.current = onAgain;
  useEffect(() => {
    if (!active) return;
    const down = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      // Enter on a button is that button's.
      const onControl = event.target instanceof Element && event.target.closest("button, input, dialog") !== null;
      if (event.code === AGAIN_KEY || (event.key === "Enter" && !onControl)) again.current();
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [active]);
}
