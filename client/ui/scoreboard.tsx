import { ARENA } from "../../shared/content/modes.ts";
import { craftColor, cssColor } from "../game/render/palette.ts";
import type { ScoreRow } from "./hud-state.ts";
import { useTexts } from "./texts/language.ts";
import { clockText, contentName } from "./words.ts";

/** Everyone, best first. */
export function Scoreboard({ rows, clock }: { rows: readonly ScoreRow[]; clock: number }) {
  const texts = useTexts();
  return (
    <section className="card board" aria-label={texts.scoreboard.label}>
      <header>
        <span>{contentName(texts, ARENA)}</span>
        <span className="quiet">{texts.hud.timeLeft(clockText(clock))}</span>
      </header>
      <ScoreTable rows={rows} />
    </section>
  );
}

export function ScoreTable({ rows }: { rows: readonly ScoreRow[] }) {
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
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.id} className={row.own ? "row-own" : row.dropped ? "row-dropped" : undefined}>
            <td className="cell-place">{index + 1}</td>
            <td className="cell-name">
              <span className="dot" style={{ background: cssColor(craftColor(row.color)) }} />
              <span className="cell-text">{row.name}</span>
              {row.bot && <span className="tag">{texts.bot}</span>}
              {row.dropped && <span className="tag">{texts.away}</span>}
            </td>
            <td>{row.kills}</td>
            <td>{row.deaths}</td>
            <td>{row.assists}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
