import type { Death } from "./hud-state.ts";
import { PlayerName } from "./player-name.tsx";
import { weaponName } from "./words.ts";

/** Who, with what, and what they had left. */
export function DeathCard({ death, respawnIn }: { death: Death; respawnIn: number }) {
  return (
    <section className="card death" aria-live="polite">
      {death.killer === null ? (
        <p className="card-line">You took yourself out</p>
      ) : (
        <>
          <p className="quiet">{weaponName(death.weapon)}</p>
          <p className="card-line">
            <PlayerName who={death.killer} /> got you
          </p>
          <div className="death-left">
            <div className="bar">
              <div className="bar-health" style={{ transform: `scaleX(${death.killerHealth / 100})` }} />
            </div>
            <span>
              {death.killerHealth > 0 ? `${death.killerHealth} health left` : "and went down as well"}
              {death.killerShield > 0 && ` +${death.killerShield} shield`}
            </span>
          </div>
        </>
      )}
      <p className="quiet">{respawnIn > 0 ? `Back in ${respawnIn}` : "Coming back"}</p>
    </section>
  );
}
