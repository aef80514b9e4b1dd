import { useSyncExternalStore } from "react";
import { MODES } from "../../shared/content/modes.ts";
import { liveryColor } from "../game/render/livery.ts";
import { cssColor } from "../game/render/palette.ts";
import { NemesisMark } from "./announcements.tsx";
import type { Hud, HudStore, ScoreRow } from "./hud-state.ts";
import type { MatchNews } from "./match-news.ts";
import { PlayerName } from "./player-name.tsx";
import { TeamMark } from "./round-score.tsx";
import { useTexts } from "./texts/language.ts";
import { clockText, contentName } from "./words.ts";

/** Who is not heard: their quick calls are neither written nor marked. */
export interface Muting {
  muted: ReadonlySet<number>;
  onMute: (body: number) => void;
}

interface ScoreboardProps extends Muting {
  hud: Hud;
  news: MatchNews;
}

/** Everyone, best first; with teams, each team by itself. */
export function Scoreboard({ hud, news, ...muting }: ScoreboardProps) {
  const texts = useTexts();
  const { nemesis } = useSyncExternalStore(news.subscribe, news.read);
  const teams = MODES[hud.mode].teams === 0 ? [0] : [1, 2];
  return (
    <section className={teams.length > 1 ? "card board board-teams" : "card board"} aria-label={texts.scoreboard.label}>
      <header>
        <span>{contentName(texts, MODES[hud.mode])}</span>
        {hud.phase !== "waiting" && <span className="quiet">{texts.hud.timeLeft(clockText(hud.clock))}</span>}
      </header>
      <div className="board-tables">
        {teams.map((team) => (
          <div key={team}>
            {team !== 0 && (
              <h3 className="board-team">
                <TeamMark team={team} /> {texts.modes.teams[team - 1]}
                <strong>{hud.scores[team - 1] ?? 0}</strong>
              </h3>
            )}
            <ScoreTable rows={hud.rows.filter((row) => team === 0 || row.team === team)} nemesis={nemesis} {...muting} />
          </div>
        ))}
      </div>
    </section>
  );
}

function ScoreTable({ rows, nemesis, ...muting }: Muting & { rows: readonly ScoreRow[]; nemesis: number }) {
  const { scoreboard: texts } = useTexts();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col" className="cell-place">
            <span className="unseen">{texts.place}</span>
          </th>
          <th scope="col" className="cell-name">
            <span className="unseen">{texts.name}</span>
          </th>
          <th scope="col">{texts.kills}</th>
          <th scope="col">{texts.deaths}</th>
          <th scope="col">{texts.assists}</th>
          <th scope="col" className="cell-mute" />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.id} className={row.own ? "row-own" : row.dropped ? "row-dropped" : undefined}>
            <td className="cell-place">{index + 1}</td>
            <td className="cell-name">
              <span className="dot" style={{ background: cssColor(liveryColor(row)) }} />
              <span className="cell-text">{row.name}</span>
              {row.id === nemesis && <NemesisMark />}
              {row.bot && <span className="tag">{texts.bot}</span>}
              {row.dropped && <span className="tag">{texts.away}</span>}
            </td>
            <td>{row.kills}</td>
            <td>{row.deaths}</td>
            <td>{row.assists}</td>
            <td className="cell-mute">{!row.own && !row.bot && <MuteButton row={row} {...muting} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Everybody else who can be heard, with a button each to mute them: the scoreboard's, for who cannot point while they hold it open. */
export function MuteList({ store, ...muting }: Muting & { store: HudStore }) {
  const { calls: texts } = useTexts();
  const { rows } = useSyncExternalStore(store.subscribe, store.read);
  // In an order that stays: a button that moved would lose the focus.
  const others = rows.filter(({ own, bot }) => !own && !bot).sort((a, b) => a.id - b.id);
  if (others.length === 0) return null;
  return (
    <section className="mute-list" aria-label={texts.players}>
      <h3>{texts.players}</h3>
      <ul>
        {others.map((row) => (
          <li key={row.id}>
            <PlayerName who={row} />
            <MuteButton row={row} {...muting} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MuteButton({ row, muted, onMute }: Muting & { row: ScoreRow }) {
  const { calls: texts } = useTexts();
  const isMuted = muted.has(row.id);
  return (
    <button
      type="button"
      className={isMuted ? "mute mute-on" : "mute"}
      aria-label={(isMuted ? texts.unmute : texts.mute)(row.name)}
      onClick={() => onMute(row.id)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path
          d={isMuted ? "M2 6H5L9 3V13L5 10H2ZM11 6L15 10M15 6L11 10" : "M2 6H5L9 3V13L5 10H2ZM11.500 5.500Q13.500 8 11.500 10.500"}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}
