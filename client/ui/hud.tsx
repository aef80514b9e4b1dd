import { memo, useSyncExternalStore } from "react";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { DeathCard } from "./death-card.tsx";
import type { FeedLine, HudStore, Vitals } from "./hud-state.ts";
import { LOW_HEALTH } from "./hud-state.ts";
import { PlayerName } from "./player-name.tsx";
import { Podium } from "./podium.tsx";
import { Scoreboard } from "./scoreboard.tsx";
import { useTexts } from "./texts/language.ts";
import { clockText, weaponName } from "./words.ts";

interface HudProps {
  store: HudStore;
  /** The player holds the scoreboard open. */
  board: boolean;
  /** What takes each weapon in hand, as it is printed on the player's device; left out, nothing is shown. */
  weaponKeys?: readonly (string | undefined)[];
}

const NO_KEYS: readonly string[] = [];

/** Everything drawn over a match that is played. */
export function Hud({ store, board, weaponKeys = NO_KEYS }: HudProps) {
  const hud = useSyncExternalStore(store.subscribe, store.read);
  const podium = hud.phase === "podium";
  return (
    <div className="hud">
      {hud.vitals?.alive === true && hud.vitals.health <= LOW_HEALTH && !podium && <div className="hurt-edge" />}
      <Score kills={hud.kills} place={hud.place} players={hud.players} clock={hud.clock} podium={podium} />
      <Feed lines={hud.feed} />
      {hud.vitals?.alive === true && !podium && <VitalsBar vitals={hud.vitals} weaponKeys={weaponKeys} />}
      {hud.death !== null && hud.vitals !== null && !podium && !board && <DeathCard death={hud.death} respawnIn={hud.vitals.respawnIn} />}
      {podium ? <Podium rows={hud.rows} clock={hud.clock} /> : board && <Scoreboard rows={hud.rows} clock={hud.clock} />}
    </div>
  );
}

const Score = memo(function Score(props: { kills: number; place: number; players: number; clock: number; podium: boolean }) {
  const { hud: texts } = useTexts();
  return (
    <div className="score halo">
      <span className="score-kills">{props.kills}</span>
      <span className="score-lines">
        <span>{texts.kills(props.kills)}</span>
        <span className="quiet">
          {props.place > 0 ? texts.place(props.place, props.players) : " "}
          {!props.podium && <span className="score-clock">{clockText(props.clock)}</span>}
        </span>
      </span>
    </div>
  );
});

const Feed = memo(function Feed({ lines }: { lines: readonly FeedLine[] }) {
  const { hud: texts } = useTexts();
  return (
    <ol className="feed halo" aria-label={texts.feed}>
      {lines.map((line) => (
        <li key={line.key} className={line.own ? "feed-own" : undefined}>
          {line.killer !== null && <PlayerName who={line.killer} />}
          <WeaponMark weapon={line.weapon} />
          <PlayerName who={line.victim} />
        </li>
      ))}
    </ol>
  );
});

/** Small drawings that say with what: pulse three bolts, rail one line through a ring. */
export function WeaponMark({ weapon }: { weapon: number }) {
  const texts = useTexts();
  return (
    <svg className="weapon-mark" viewBox="0 0 24 12" role="img" aria-label={weaponName(texts, weapon)}>
      {weapon === 1 ? (
        <path d="M1 6H23M14 1.500a4.500 4.500 0 1 1-.01 0" fill="none" stroke="currentColor" strokeWidth="1.6" />
      ) : (
        <path d="M2 6H6M10 6H14M18 6H22" fill="none" stroke="currentColor" strokeWidth="3.2" strokeLinecap="round" />
      )}
    </svg>
  );
}

const VitalsBar = memo(function VitalsBar({ vitals, weaponKeys }: { vitals: Vitals; weaponKeys: readonly (string | undefined)[] }) {
  const { hud: texts } = useTexts();
  const low = vitals.health <= LOW_HEALTH;
  return (
    <div className={low ? "vitals halo vitals-low" : "vitals halo"}>
      <Slot index={0} shortcut={weaponKeys[0]} held={vitals.weapon === 0} ammunition="∞" />
      <div className="vitals-middle">
        <div className="vitals-numbers">
          <span className="vitals-health" role="img" aria-label={texts.health(vitals.health)}>
            {vitals.health}
          </span>
          {vitals.shield > 0 && <span className="vitals-shield">+{vitals.shield}</span>}
        </div>
        <div className="bar" aria-hidden="true">
          <div className="bar-health" style={{ transform: `scaleX(${vitals.health / 100})` }} />
        </div>
        <div className="bar bar-thin" aria-hidden="true">
          <div className="bar-shield" style={{ transform: `scaleX(${Math.min(1, vitals.shield / 100)})` }} />
        </div>
      </div>
      {WEAPONS.map(({ name, ammoMax }, index) =>
        ammoMax === 0 ? null : (
          <Slot
            key={name}
            index={index}
            shortcut={weaponKeys[index]}
            held={vitals.weapon === index}
            ammunition={String(vitals.ammo[index] ?? 0)}
            empty={(vitals.ammo[index] ?? 0) === 0}
          />
        ),
      )}
    </div>
  );
});

interface SlotProps {
  index: number;
  /** What takes it in hand. */
  shortcut: string | undefined;
  held: boolean;
  ammunition: string;
  empty?: boolean;
}

function Slot({ index, shortcut, held, ammunition, empty = false }: SlotProps) {
  const texts = useTexts();
  const classes = ["slot", held ? "slot-held" : "", empty ? "slot-empty" : ""].filter(Boolean).join(" ");
  return (
    <div className={classes}>
      {shortcut === undefined ? <span /> : <kbd>{shortcut}</kbd>}
      <WeaponMark weapon={index} />
      <span className="slot-name">{weaponName(texts, index)}</span>
      <span className="slot-count">{ammunition}</span>
    </div>
  );
}
