import { craftColor, cssColor } from "../game/render/palette.ts";
import type { ScoreRow } from "./hud-state.ts";
import { PlayerName } from "./player-name.tsx";
import { useTexts } from "./texts/language.ts";

/** Second, first, third: as they stand on a podium. */
const STEPS = [1, 0, 2] as const;

/** Between two rounds: the best three, the own place, and when it goes on. */
export function Podium({ rows, clock }: { rows: readonly ScoreRow[]; clock: number }) {
  const { podium: texts, hud } = useTexts();
  const own = rows.findIndex((row) => row.own);
  const ownRow = rows[own];
  return (
    <section className="podium halo" aria-label={texts.label}>
      <h2>{own === 0 ? texts.won : texts.over}</h2>
      <div className="podium-steps">
        {STEPS.map((place) => {
          const row = rows[place];
          if (row === undefined) return null;
          return (
            <div key={row.id} className={`podium-step podium-${place + 1}`}>
              <PlayerName who={row} />
              <div className="podium-block" style={{ borderColor: cssColor(craftColor(row.color)) }}>
                <span className="podium-kills">{row.kills}</span>
                <span className="quiet">{hud.kills(row.kills)}</span>
              </div>
            </div>
          );
        })}
      </div>
      {ownRow !== undefined && (
        <p>
          {own > 2 && `${texts.came(own + 1)} `}
          {texts.figures(ownRow.kills, ownRow.deaths, ownRow.assists)}
        </p>
      )}
      <p className="quiet">{texts.nextRound(clock)}</p>
    </section>
  );
}
