import { memo, type ReactNode, useSyncExternalStore } from "react";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { Announcements, CallLines, NemesisMark } from "./announcements.tsx";
import { DeathCard } from "./death-card.tsx";
import type { FeedLine, HudStore, Vitals } from "./hud-state.ts";
import { LOW_HEALTH } from "./hud-state.ts";
import { MatchNews } from "./match-news.ts";
import { PlayerName } from "./player-name.tsx";
import { Podium } from "./podium.tsx";
import { RoundScore } from "./round-score.tsx";
import { type Muting, Scoreboard } from "./scoreboard.tsx";
import { Filled } from "./texts/filled.tsx";
import { useTexts } from "./texts/language.ts";
import { clockText, weaponName } from "./words.ts";
import "./match.css";

/** What there is to a live match beside its picture. */
export interface LiveMatch extends Muting {
  news: MatchNews;
  /** On the podium: the player wants another round. */
  onAgain: () => void;
  /** On the podium of a match that came by a ticket: the player wants another such match. Null: it did not. */
  onQueue: (() => void) | null;
  /** On the podium: what the round did to the player's rating. */
  rating: ReactNode;
}

/** Of a match that is only shown: a stage's, the training room's. */
const NOT_LIVE: LiveMatch = {
  news: new MatchNews({ points: () => 0, gain: () => undefined }),
  onAgain: () => undefined,
  onQueue: null,
  rating: null,
  muted: new Set(),
  onMute: () => undefined,
};

interface HudProps {
  store: HudStore;
  live?: LiveMatch;
  /** The player holds the scoreboard open. */
  board: boolean;
  /** The round has no end worth a clock. */
  endless?: boolean;
  /** What takes each weapon in hand, as it is printed on the player's device; left out, nothing is shown. */
  weaponKeys?: readonly (string | undefined)[];
}

const NO_KEYS: readonly string[] = [];

/** Everything drawn over a match that is played. */
export function Hud({ store, live = NOT_LIVE, board, endless = false, weaponKeys = NO_KEYS }: HudProps) {
  const { news, onAgain, onQueue, rating, ...muting } = live;
  const { watching: texts } = useTexts();
  const hud = useSyncExternalStore(store.subscribe, store.read);
  const { nemesis } = useSyncExternalStore(news.subscribe, news.read);
  const podium = hud.phase === "podium";
  return (
    <div className="hud">
      {hud.vitals?.alive === true && hud.vitals.health <= LOW_HEALTH && !podium && <div className="hurt-edge" />}
      <RoundScore hud={hud} />
      {!podium && <Score kills={hud.kills} place={hud.place} players={hud.players} clock={hud.mode === "arena" && !endless ? hud.clock : null} />}
      {!podium && <Feed lines={hud.feed} nemesis={nemesis} />}
      <CallLines news={news} />
      {hud.vitals?.alive === true && !podium && <VitalsBar vitals={hud.vitals} weaponKeys={weaponKeys} />}
      {hud.death !== null && hud.vitals !== null && !podium && !board && <DeathCard death={hud.death} respawnIn={hud.vitals.respawnIn} />}
      {hud.watched !== null && hud.playing && !podium && (
        <p className="watched halo">
          <Filled text={texts.killer} with={{ name: <PlayerName who={hud.watched} /> }} />
        </p>
      )}
      {!podium && <Announcements news={news} />}
      {podium ? (
        <Podium hud={hud} news={news} rating={rating} onAgain={onAgain} onQueue={onQueue} />
      ) : (
        board && <Scoreboard hud={hud} news={news} {...muting} />
      )}
    </div>
  );
}

const Score = memo(function Score(props: { kills: number; place: number; players: number; clock: number | null }) {
  const { hud: texts } = useTexts();
  return (
    <div className="score halo">
      <span className="score-kills">{props.kills}</span>
      <span className="score-lines">
        <span>{texts.kills(props.kills)}</span>
        <span className="quiet">
          {props.place > 0 ? texts.place(props.place, props.players) : " "}
          {props.clock !== null && <span className="score-clock">{clockText(props.clock)}</span>}
        </span>
      </span>
    </div>
  );
});

const Feed = memo(function Feed({ lines, nemesis }: { lines: readonly FeedLine[]; nemesis: number }) {
  const { hud: texts } = useTexts();
  return (
    <ol className="feed halo" aria-label={texts.feed}>
      {lines.map((line) => (
        <li key={line.key} className={line.own ? "feed-own" : undefined}>
          {line.killer !== null && line.killer.id === nemesis && <NemesisMark />}
          {line.killer !== null && <PlayerName who={line.killer} />}
          <WeaponMark weapon={line.weapon} />
          <PlayerName who={line.victim} />
          {line.victim.id === nemesis && <NemesisMark />}
        </li>
      ))}
    </ol>
  );
});

/** Small drawings that say with what: pulse three bolts, rail one line through a ring, scatter a fan, mortar a ball on its bow. */
const WEAPON_PATHS: readonly { path: string; width: number }[] = [
  { path: "M2 6H6M10 6H14M18 6H22", width: 3.2 },
  { path: "M1 6H23M14 1.500a4.500 4.500 0 1 1-.01 0", width: 1.6 },
  { path: "M3 6L20 1.500M3 6L22 4.600M3 6L22 7.400M3 6L20 10.500", width: 1.7 },
  { path: "M2 11Q10 -3 17 6M18.500 6.500a2.200 2.200 0 1 1-.01 0", width: 2 },
];

export function WeaponMark({ weapon }: { weapon: number }) {
  const texts = useTexts();
  const drawing = WEAPON_PATHS[weapon] ?? WEAPON_PATHS[0];
  return (
    <svg className="weapon-mark" viewBox="0 0 24 12" role="img" aria-label={weaponName(texts, weapon)}>
      <path d={drawing?.path} fill="none" stroke="currentColor" strokeWidth={drawing?.width} strokeLinecap="round" />
    </svg>
  );
}

const VitalsBar = memo(function VitalsBar({ vitals, weaponKeys }: { vitals: Vitals; weaponKeys: readonly (string | undefined)[] }) {
  const { hud: texts } = useTexts();
  const low = vitals.health <= LOW_HEALTH;
  // As many on either side, so that health stays in the middle.
  const half = Math.ceil(WEAPONS.length / 2);
  const slots = WEAPONS.map(({ name, ammoMax }, index) => {
    const left = vitals.ammo[index] ?? 0;
    return (
      <Slot
        key={name}
        index={index}
        shortcut={weaponKeys[index]}
        held={vitals.weapon === index}
        ammunition={ammoMax === 0 ? "∞" : String(left)}
        empty={ammoMax > 0 && left === 0}
      />
    );
  });
  return (
    <div className={low ? "vitals halo vitals-low" : "vitals halo"}>
      <div className="vitals-side">{slots.slice(0, half)}</div>
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
      <div className="vitals-side">{slots.slice(half)}</div>
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
