import { MODES, type ModeName } from "../../shared/content/modes.ts";
import { isKill } from "../../shared/protocol/events.ts";
import type { ConnectionState, NetFigures, Scene, SceneBody, SceneEntry } from "../game/scene.ts";

/** How long a kill stays in the feed, ms, and how many stand there at once. */
const FEED_TIME = 5000;
const FEED_LINES = 4;
/** The scoreboard and the net graph need no more than this many ms between updates. */
const TABLE_PERIOD = 250;
/** Health at or below this is low: about two pulse hits from death. */
export const LOW_HEALTH = 30;

export interface Who {
  id: number;
  name: string;
  color: number;
  /** 1 or 2; 0 without teams. */
  team: number;
}

export interface FeedLine {
  key: number;
  /** null: died by no one's hand. */
  killer: Who | null;
  victim: Who;
  weapon: number;
  /** The own body killed or died. */
  own: boolean;
  /** ms of the display's clock. */
  until: number;
}

export interface Death {
  killer: Who | null;
  weapon: number;
  /** What the killer had left, 0..100 each. */
  killerHealth: number;
  killerShield: number;
}

export interface ScoreRow extends Who {
  bot: boolean;
  dropped: boolean;
  kills: number;
  deaths: number;
  assists: number;
  own: boolean;
  /** On the podium: wants another round. */
  again: boolean;
}

export interface Vitals {
  alive: boolean;
  health: number;
  shield: number;
  weapon: number;
  /** Shots left, by the index into `WEAPONS`. */
  ammo: readonly number[];
  /** Whole seconds. */
  respawnIn: number;
}

/** What the HUD shows. A new object whenever something in it changed; the parts that did not change are the same objects. */
export interface Hud {
  /** The player takes part, whoever is on screen. */
  playing: boolean;
  mode: ModeName;
  /** Id of the own body; 0 while watching. */
  own: number;
  /** Whom the camera follows, where that is somebody else. */
  watched: Who | null;
  /** Of the own body; 0 without teams. */
  team: number;
  /** Kills of team 1 and of team 2; empty without teams. */
  scores: readonly number[];
  /** Whole seconds until somebody who lost the connection has lost the match as well; null while nobody has. */
  forfeit: { name: string; own: boolean; left: number } | null;
  vitals: Vitals | null;
  kills: number;
  /** 1 is first; 0 while not playing. */
  place: number;
  players: number;
  phase: Scene["phase"];
  /** Whole seconds until the phase ends. */
  clock: number;
  round: number;
  feed: readonly FeedLine[];
  death: Death | null;
  /** Best first. */
  rows: readonly ScoreRow[];
  /** Whole seconds until the server restarts; null while it is not going to. */
  restartIn: number | null;
  /** Whole seconds until the player, who does nothing, is out; null while they play. */
  idleIn: number | null;
  connection: ConnectionState;
  net: NetFigures;
}

export const NO_NET: NetFigures = {
  roundTrip: 0,
  jitter: 0,
  tickRate: 0,
  queue: 0,
  interpolationDelay: 0,
  corrections: { drift: 0, impulse: 0, invented: 0 },
  drift: 0,
  driftPeak: 0,
  bytesIn: 0,
  bytesOut: 0,
  framesPerSecond: 0,
  load: 0,
};

export const EMPTY_HUD: Hud = {
  playing: false,
  mode: "arena",
  own: 0,
  watched: null,
  team: 0,
  scores: [],
  forfeit: null,
  vitals: null,
  kills: 0,
  place: 0,
  players: 0,
  phase: "playing",
  clock: 0,
  round: 0,
  feed: [],
  death: null,
  rows: [],
  restartIn: null,
  idleIn: null,
  connection: { kind: "connecting" },
  net: NO_NET,
};

/** Folds displayed frames into a `Hud` that React can subscribe to: most frames change nothing and wake nobody. */
export class HudStore {
  private hud: Hud = EMPTY_HUD;
  private readonly listeners = new Set<() => void>();
  private readonly known = new Map<number, Who>();
  private feedKey = 0;
  private droppedAt: number | null = null;
  private tablesAt = Number.NEGATIVE_INFINITY;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): Hud => this.hud;

  /** Forgets everything: another match begins. */
  reset(): void {
    this.known.clear();
    this.droppedAt = null;
    this.tablesAt = Number.NEGATIVE_INFINITY;
    this.show(EMPTY_HUD);
  }

  observe(scene: Scene, now: number): void {
    const before = this.hud;
    const entry = scene.own === 0 ? undefined : scene.roster.find(({ id }) => id === scene.own);
    const own = scene.own === 0 ? undefined : scene.bodies.find(({ id }) => id === scene.own);
    // In a crowd something happens in every frame; only a kill changes what the tables say.
    const scored = scene.happened.some(({ event }) => event.kind === "bodyKilled");
    const tablesDue = now - this.tablesAt >= TABLE_PERIOD || scene.phase !== before.phase || scored;
    if (tablesDue) {
      this.tablesAt = now;
      for (const each of scene.roster) this.know(each);
    }
    const rows = tablesDue ? sameOr(before.rows, scoreRows(scene), sameRow) : before.rows;
    const next: Hud = {
      playing: scene.own !== 0,
      mode: scene.mode,
      own: scene.own,
      watched: scene.focus === scene.own ? null : this.who(scene.focus),
      team: entry?.team ?? 0,
      scores: sameOr(before.scores, scene.scores, (a, b) => a === b),
      forfeit: keep(before.forfeit, this.forfeitAfter(scene, now)),
      vitals: keep(before.vitals, vitalsOf(scene, own)),
      kills: entry?.kills ?? 0,
      place: rows.findIndex((row) => row.own) + 1,
      players: scene.roster.length,
      phase: scene.phase,
      clock: Math.max(0, Math.ceil(scene.phaseLeft / 1000)),
      round: scene.round,
      feed: this.feedAfter(scene, now),
      death: this.deathAfter(scene, own),
      rows,
      restartIn: scene.restartIn === null ? null : Math.ceil(scene.restartIn / 1000),
      idleIn: scene.idleIn === null ? null : Math.ceil(scene.idleIn / 1000),
      connection: keep(before.connection, scene.connection),
      net: tablesDue ? { ...scene.net, corrections: { ...scene.net.corrections } } : before.net,
    };
    if (!sameFields(before, next)) this.show(next);
  }

  private show(hud: Hud): void {
    this.hud = hud;
    for (const listener of this.listeners) listener();
  }

  private know({ id, name, color, team }: SceneEntry): void {
    const who = this.known.get(id);
    if (who?.name !== name || who.color !== color || who.team !== team) this.known.set(id, { id, name, color, team });
  }

  private who(id: number): Who | null {
    return this.known.get(id) ?? null;
  }

  /** Counted from when the drop was first seen here: the server's own clock ends it. */
  private forfeitAfter(scene: Scene, now: number): Hud["forfeit"] {
    const { forfeitMs } = MODES[scene.mode];
    const dropped = forfeitMs === null || scene.phase !== "playing" ? undefined : scene.roster.find((entry) => entry.dropped);
    if (dropped === undefined || forfeitMs === null) {
      this.droppedAt = null;
      return null;
    }
    this.droppedAt ??= now;
    return { name: dropped.name, own: dropped.id === scene.own, left: Math.max(0, Math.ceil((this.droppedAt + forfeitMs - now) / 1000)) };
  }

  private feedAfter(scene: Scene, now: number): readonly FeedLine[] {
    let feed = this.hud.feed;
    if (feed.some((line) => line.until <= now)) feed = feed.filter((line) => line.until > now);
    for (const { event } of scene.happened) {
      if (!isKill(event)) continue;
      const victim = this.who(event.victim);
      if (victim === null) continue;
      const killer = event.attacker === event.victim ? null : this.who(event.attacker);
      const own = scene.own !== 0 && (event.attacker === scene.own || event.victim === scene.own);
      this.feedKey += 1;
      feed = [...feed, { key: this.feedKey, killer, victim, weapon: event.weapon, own, until: now + FEED_TIME }].slice(-FEED_LINES);
    }
    return feed;
  }

  private deathAfter(scene: Scene, own: SceneBody | undefined): Death | null {
    let death = own === undefined || own.alive ? null : this.hud.death;
    for (const { event } of scene.happened) {
      if (event.kind !== "bodyKilled" || event.victim !== scene.own || scene.own === 0) continue;
      death = {
        killer: event.attacker === event.victim ? null : this.who(event.attacker),
        weapon: event.weapon,
        killerHealth: event.attackerHealth,
        killerShield: event.attackerShield,
      };
    }
    return death;
  }
}

function vitalsOf(scene: Scene, own: SceneBody | undefined): Vitals | null {
  if (own === undefined || scene.self === null) return null;
  return {
    alive: own.alive,
    health: Math.ceil(own.health),
    shield: Math.ceil(own.shield),
    weapon: scene.self.weapon,
    ammo: [...scene.self.ammo],
    respawnIn: Math.ceil(scene.self.respawnIn / 1000),
  };
}

type Ranked = Pick<SceneEntry, "id" | "kills" | "deaths" | "assists">;

/** Best first: more kills, then fewer deaths, then more assists, then who came first. */
export function rankingOf<T extends Ranked>(roster: readonly T[]): T[] {
  return [...roster].sort((a, b) => b.kills - a.kills || a.deaths - b.deaths || b.assists - a.assists || a.id - b.id);
}

function scoreRows(scene: Scene): ScoreRow[] {
  const rows = scene.roster.map((entry) => ({
    id: entry.id,
    name: entry.name,
    color: entry.color,
    team: entry.team,
    bot: entry.bot,
    dropped: entry.dropped,
    kills: entry.kills,
    deaths: entry.deaths,
    assists: entry.assists,
    own: scene.own !== 0 && entry.id === scene.own,
    again: entry.again,
  }));
  return rankingOf(rows);
}

const sameRow = (a: ScoreRow, b: ScoreRow): boolean => sameFields(a, b);

function sameOr<T>(before: readonly T[], next: readonly T[], same: (a: T, b: T) => boolean): readonly T[] {
  const unchanged =
    before.length === next.length &&
    before.every((each, index) => {
      const other = next[index];
      return other !== undefined && same(each, other);
    });
  return unchanged ? before : next;
}

/** The old object when the new one says the same. */
function keep<T extends object | null>(before: T, next: T): T {
  return before !== null && next !== null && sameFields(before, next) ? before : next;
}

function sameFields<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(b);
  return Object.keys(a).length === keys.length && keys.every((key) => isSame(Reflect.get(a, key), Reflect.get(b, key)));
}

/** Lists are told apart by what is in them. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, index) => each === b[index]));
}
