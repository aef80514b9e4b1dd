import { craftColor, cssColor } from "../game/render/palette.ts";
import type { ScoreRow } from "./hud-state.ts";
import { PlayerName } from "./player-name.tsx";
import { ordinal } from "./words.ts";

/** Second, first, third: as they stand on a podium. */
const STEPS = [1, 0, 2] as const;

/** Between two rounds: the best three, the own place, and when it goes on. */
export function Podium({ rows, clock }: { rows: readonly ScoreRow[]; clock: number }) {
  const own = rows.findIndex((row) => row.own);
  const ownRow = rows[own];
  return (
    <section className="podium halo" aria-label="Podium">
      <h2>{own === 0 ? "You won the round" : "Round over"}</h2>
      <div className="podium-steps">
        {STEPS.map((place) => {
          const row = rows[place];
          if (row === undefined) return null;
          return (
            <div key={row.id} className={`podium-step podium-${place + 1}`}>
              <PlayerName who={row} />
              <div className="podium-block" style={{ borderColor: cssColor(craftColor(row.color)) }}>
                <span className="podium-kills">{row.kills}</span>
                <span className="quiet">{row.kills === 1 ? "kill" : "kills"}</span>
              </div>
            </div>
          );
        })}
      </div>
      {ownRow !== undefined && (
        <p>
          {own > 2 && `You came ${ordinal(own + 1)}: `}
          {ownRow.kills} kills, {ownRow.deaths} deaths, {ownRow.assists} assists
        </p>
      )}
      <p className="quiet">Next round in {clock}</p>
    </section>
  );
}
