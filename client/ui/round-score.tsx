import { memo } from "react";
import { MODES } from "../../shared/content/modes.ts";
import { liveryOf } from "../game/render/livery.ts";
import { craftColor, cssColor } from "../game/render/palette.ts";
import type { Hud } from "./hud-state.ts";
import { Filled } from "./texts/filled.tsx";
import { useTexts } from "./texts/language.ts";
import { clockText } from "./words.ts";

/** The colour of a team's craft, for whatever stands for it. */
export function teamColor(team: number): string {
  return cssColor(craftColor(liveryOf({ team, color: 0 })));
}

/** A team's mark as its craft carry it: a filled chevron, an open diamond. Told apart without any colour. */
export function TeamMark({ team }: { team: number }) {
  const { modes: texts } = useTexts();
  return (
    <svg className="team-mark" viewBox="-11 -11 22 22" role="img" aria-label={texts.teams[team - 1]} style={{ color: teamColor(team) }}>
      {team === 1 ? (
        <path d="M0 -8L10 4L6 9L0 2L-6 9L-10 4Z" fill="currentColor" />
      ) : (
        <path d="M0 -8.500L8.500 0L0 8.500L-8.500 0Z" fill="none" stroke="currentColor" strokeWidth="3.4" strokeLinejoin="round" />
      )}
    </svg>
  );
}

/** Top middle: how a duel or a match of squads stands, and what it waits for. An arena has neither. */
export const RoundScore = memo(function RoundScore({ hud }: { hud: Hud }) {
  const { round: texts } = useTexts();
  const mode = MODES[hud.mode];
  if (hud.phase === "podium") return null;
  if (hud.phase === "waiting") return <Waiting bots={hud.rows.some(({ bot }) => bot)} clock={hud.clock} />;
  return (
    <>
      {mode.teams !== 0 && (
        <div className="round-score halo">
          {[1, 2].map((team) => (
            <span key={team} className={team === hud.team ? "round-side round-own" : "round-side"}>
              <TeamMark team={team} />
              <strong>{hud.scores[team - 1] ?? 0}</strong>
            </span>
          ))}
          <span className="round-goal quiet">
            {mode.killsToWin !== null && texts.firstTo(mode.killsToWin)} · {clockText(hud.clock)}
          </span>
        </div>
      )}
      {mode.bodies === 2 && <DuelScore hud={hud} goal={mode.killsToWin} />}
      {hud.forfeit !== null && !hud.forfeit.own && (
        <p className="round-notice halo" role="status">
          <Filled text={texts.forfeit(hud.forfeit.left)} with={{ name: <strong>{hud.forfeit.name}</strong> }} />
        </p>
      )}
    </>
  );
});

function DuelScore({ hud, goal }: { hud: Hud; goal: number | null }) {
  const { round: texts } = useTexts();
  const sides = hud.playing ? [hud.rows.find(({ own }) => own), hud.rows.find(({ own }) => !own)] : [...hud.rows].sort((a, b) => a.id - b.id);
  return (
    <div className="round-score halo">
      {sides.slice(0, 2).map((row) =>
        row === undefined ? null : (
          <span key={row.id} className={row.own ? "round-side round-own" : "round-side"}>
            <span className="round-name" style={{ color: cssColor(craftColor(row.color)) }}>
              {row.own ? texts.you : row.name}
            </span>
            <strong>{row.kills}</strong>
          </span>
        ),
      )}
      <span className="round-goal quiet">
        {goal !== null && texts.firstTo(goal)} · {clockText(hud.clock)}
      </span>
    </div>
  );
}

/** `clock`: until a bot takes the free place, where one does. */
function Waiting({ bots, clock }: { bots: boolean; clock: number }) {
  const { round: texts } = useTexts();
  return (
    <div className="round-waiting halo">
      <p className="round-waiting-title" role="status">
        <span className="pulse-dot" />
        {texts.waiting}
      </p>
      {bots && (
        <>
          <p>{texts.warmUp}</p>
          {clock > 0 && clock <= LONGEST_COUNTDOWN && <p className="quiet">{texts.startsIn(clock)}</p>}
        </>
      )}
    </div>
  );
}

/** Seconds: the longest wait that is worth counting down. */
const LONGEST_COUNTDOWN = 60;
