import { craftColor, cssColor } from "../game/render/palette.ts";
import type { ScoreRow } from "./hud-state.ts";
import { clockText } from "./words.ts";

/** Everyone, best first. */
export function Scoreboard({ rows, clock }: { rows: readonly ScoreRow[]; clock: number }) {
  return (
    <section className="card board" aria-label="Scoreboard">
      <header>
        <span>Arena</span>
        <span className="quiet">{clockText(clock)} left</span>
      </header>
      <ScoreTable rows={rows} />
    </section>
  );
}

export function ScoreTable({ rows }: { rows: readonly ScoreRow[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col" className="cell-place">
            <span className="unseen">Place</span>
          </th>
          <th scope="col" className="cell-name">
            <span className="unseen">Name</span>
          </th>
          <th scope="col">Kills</th>
          <th scope="col">Deaths</th>
          <th scope="col">Assists</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.id} className={row.own ? "row-own" : row.dropped ? "row-dropped" : undefined}>
            <td className="cell-place">{index + 1}</td>
            <td className="cell-name">
              <span className="dot" style={{ background: cssColor(craftColor(row.color)) }} />
              <span className="cell-text">{row.name}</span>
              {row.bot && <span className="tag">bot</span>}
              {row.dropped && <span className="tag">away</span>}
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
