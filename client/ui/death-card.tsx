import type { Death } from "./hud-state.ts";
import { PlayerName } from "./player-name.tsx";
import { Filled } from "./texts/filled.tsx";
import { useTexts } from "./texts/language.ts";
import { weaponName } from "./words.ts";

/** Who, with what, and what they had left. */
export function DeathCard({ death, respawnIn }: { death: Death; respawnIn: number }) {
  const texts = useTexts();
  const { death: words } = texts;
  return (
    <section className="card death">
      {death.killer === null ? (
        <p className="card-line">{words.byOwnHand}</p>
      ) : (
        <>
          <p className="quiet">{weaponName(texts, death.weapon)}</p>
          <p className="card-line">
            <Filled text={words.by} with={{ killer: <PlayerName who={death.killer} /> }} />
          </p>
          <div className="death-left">
            <div className="bar">
              <div className="bar-health" style={{ transform: `scaleX(${death.killerHealth / 100})` }} />
            </div>
            <span>
              {death.killerHealth > 0 ? words.healthLeft(death.killerHealth) : words.both}
              {death.killerShield > 0 && ` ${words.shieldLeft(death.killerShield)}`}
            </span>
          </div>
        </>
      )}
      <p className="quiet">{respawnIn > 0 ? words.backIn(respawnIn) : words.back}</p>
    </section>
  );
}
