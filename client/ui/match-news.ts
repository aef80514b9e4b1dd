import { modeNamed } from "../../shared/content/modes.ts";
import { isKill, type WireEvent, type WireEventOf } from "../../shared/protocol/events.ts";
import type { PlayerResults } from "../../shared/protocol/messages.ts";
import type { Scene } from "../game/scene.ts";
import { type Announcement, Announcer, type Kill, type Line } from "./announcer.ts";
import { rankingOf, type Who } from "./hud-state.ts";
import { levelOf, POINTS } from "./progress/levels.ts";
import type { Gain } from "./progress/progress.ts";
import { Rivalry } from "./rivalry.ts";

/** ms that a quick call is written on the screen, and how many at once. */
const CALL_TIME = 4500;
const CALL_LINES = 3;

/** Kills kept to be read out: one shot rarely ends more lives. */
const SPOKEN_KILLS = 3;

export interface CallLine {
  key: number;
  who: Who;
  call: number;
  until: number;
}

/** What a screen reader says of one kill: each has one, whatever else is shown of it. */
export interface SpokenKill {
  key: number;
  /** What the kill was to the player; null for others', of which only the announcement is said. */
  own: "killed" | "died" | "diedByOwnHand" | null;
  /** The other body's name. */
  name: string;
  announcement: Announcement | null;
}

export type Outcome = "won" | "lost" | "draw" | "over";

/** What the podium says of the round and of the player in it. */
export interface RoundSummary {
  outcome: Outcome;
  /** The winning team; 0 for none. */
  team: number;
  map: { name: string; title: string };
  own: {
    who: Who;
    place: number;
    players: number;
    kills: number;
    deaths: number;
    assists: number;
    /** Null until the server has said it. */
    results: PlayerResults | null;
    /** What the round brought, and the level before and after. */
    points: number;
    levelBefore: number;
    level: number;
  } | null;
}

export interface News {
  line: { line: Line; name: string } | null;
  /** Id of the player's nemesis; 0 for none. */
  nemesis: number;
  calls: readonly CallLine[];
  /** The newest, in order. */
  spoken: readonly SpokenKill[];
  /** While the podium stands. */
  summary: RoundSummary | null;
}

const NO_NEWS: News = { line: null, nemesis: 0, calls: [], spoken: [], summary: null };

/** Where gains go to and points come from. */
export interface ProgressKeeper {
  readonly points: () => number;
  readonly gain: (gain: Gain) => void;
}

/** Folds displayed frames into what is told of a match: announcer, nemesis, calls, the round's end; and into the player's progress. */
export class MatchNews {
  private news: News = NO_NEWS;
  private readonly keeper: ProgressKeeper;
  private readonly listeners = new Set<() => void>();
  private announcer = new Announcer();
  private rivalry = new Rivalry();
  private round = -1;
  private phase: Scene["phase"] | null = null;
  private pointsBefore = 0;
  /** The own body has done or suffered something in this round. */
  private hasPlayed = false;
  private ended: WireEventOf<"roundEnded"> | null = null;
  private callKey = 0;
  private spokenKey = 0;
  private spoken: readonly SpokenKill[] = [];
  private readonly names = new Map<number, Who>();

  constructor(keeper: ProgressKeeper) {
    this.keeper = keeper;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): News => this.news;

  /** Another match begins: old rivals are not in it. */
  reset(): void {
    this.announcer = new Announcer();
    this.rivalry = new Rivalry();
    this.round = -1;
    this.phase = null;
    this.names.clear();
    this.spoken = [];
    this.show(NO_NEWS);
  }

  observe(scene: Scene, now: number): void {
    if (scene.happened.length > 0 || scene.calls.length > 0 || scene.phase !== this.phase) this.know(scene);
    if (scene.round !== this.round || (this.phase === "waiting" && scene.phase !== "waiting")) this.beginRound(scene);
    this.phase = scene.phase;
    for (const { event } of scene.happened) this.hear(event, scene);
    const line = this.announcer.lineAt(now);
    const next: News = {
      line: line === null ? null : line === this.news.line?.line ? this.news.line : { line, name: this.nameIn(line) },
      nemesis: this.rivalry.nemesis,
      calls: this.callsAfter(scene, now),
      spoken: this.spoken,
      summary: scene.phase === "podium" ? this.summaryOf(scene) : null,
    };
    const { news } = this;
    if (next.line !== news.line || next.nemesis !== news.nemesis || next.calls !== news.calls || next.spoken !== news.spoken || next.summary !== news.summary)
      this.show(next);
  }

  private show(news: News): void {
    this.news = news;
    for (const listener of this.listeners) listener();
  }

  private know(scene: Scene): void {
    for (const { id, name, color, team } of scene.roster) this.names.set(id, { id, name, color, team });
    this.rivalry.keepOnly((id) => scene.roster.some((entry) => entry.id === id));
  }

  private nameIn({ announcement }: Line): string {
    return this.names.get(announcement.kind === "revenge" ? announcement.victim : announcement.killer)?.name ?? "";
  }

  private beginRound(scene: Scene): void {
    this.round = scene.round;
    this.ended = null;
    this.hasPlayed = false;
    this.pointsBefore = this.keeper.points();
    this.announcer.beginRound(scene.roster.every(({ kills, deaths }) => kills + deaths === 0) || this.phase !== null);
  }

  private hear(event: WireEvent, { own, phase }: Scene): void {
    // While warming up nothing counts.
    if (phase === "waiting") {
      if (isKill(event)) this.say(event, own, null);
      return;
    }
    if (isKill(event)) {
      const rivalry = own === 0 ? null : this.rivalry.killed(own, event.attacker, event.victim);
      this.say(event, own, this.announcer.killed(event, own, rivalry));
      if (own === 0 || (event.attacker !== own && event.victim !== own)) return;
      this.hasPlayed = true;
      if (event.attacker === own && event.victim !== own) this.keeper.gain({ points: POINTS.kill, kills: 1, bestStreak: event.streak });
    } else if (event.kind === "killAssisted" && event.body === own && own !== 0) {
      this.hasPlayed = true;
      this.keeper.gain({ points: POINTS.assist });
    } else if (event.kind === "roundEnded") this.ended = event;
  }

  private say(kill: Kill, own: number, announcement: Announcement | null): void {
    const part = partIn(kill, own);
    if (part === null && announcement === null) return;
    const name = this.names.get(part === "killed" ? kill.victim : kill.attacker)?.name ?? "";
    this.spokenKey += 1;
    this.spoken = [...this.spoken, { key: this.spokenKey, own: part, name, announcement }].slice(-SPOKEN_KILLS);
  }

  private callsAfter(scene: Scene, now: number): readonly CallLine[] {
    let { calls } = this.news;
    if (calls.some(({ until }) => until <= now)) calls = calls.filter(({ until }) => until > now);
    for (const { from, call } of scene.calls) {
      const who = this.names.get(from);
      if (who === undefined) continue;
      this.callKey += 1;
      calls = [...calls, { key: this.callKey, who, call, until: now + CALL_TIME }].slice(-CALL_LINES);
    }
    return calls;
  }

  /** Made as soon as the winner is known, and again when the figures come. */
  private summaryOf(scene: Scene): RoundSummary | null {
    const before = this.news.summary;
    const results = scene.results?.players.find(({ body }) => body === scene.own) ?? null;
    if (before !== null && (before.own === null || before.own.results !== null || results === null)) return before;
    if (scene.results === null && this.ended === null) return before;
    const ranking = rankingOf(scene.roster);
    const at = ranking.findIndex(({ id }) => id === scene.own);
    const own = ranking[at];
    const team = scene.results?.team ?? this.ended?.team ?? 0;
    const outcome = this.outcomeOf(scene, own?.team ?? 0, team, ranking[0]?.id ?? 0);
    if (before === null && own !== undefined && this.hasPlayed) {
      this.keeper.gain({ points: POINTS.round + (outcome === "won" ? POINTS.win : 0), rounds: 1, wins: outcome === "won" ? 1 : 0 });
    }
    const { name, title } = scene.map;
    return {
      outcome,
      team,
      map: { name, title },
      own:
        own === undefined
          ? null
          : {
              who: { id: own.id, name: own.name, color: own.color, team: own.team },
              place: at + 1,
              players: ranking.length,
              kills: own.kills,
              deaths: own.deaths,
              assists: own.assists,
              results,
              points: this.keeper.points() - this.pointsBefore,
              levelBefore: levelOf(this.pointsBefore).level,
              level: levelOf(this.keeper.points()).level,
            },
    };
  }

  private outcomeOf(scene: Scene, ownTeam: number, team: number, first: number): Outcome {
    const mode = modeNamed(scene.mode);
    if (mode !== undefined && mode.teams !== 0) return team === 0 ? "draw" : ownTeam === 0 ? "over" : ownTeam === team ? "won" : "lost";
    const winner = scene.results?.winner ?? this.ended?.winner ?? first;
    if (scene.own !== 0 && winner === scene.own) return "won";
    // Among many, who is not first has not lost.
    return mode?.bodies === 2 && scene.own !== 0 ? "lost" : "over";
  }
}

function partIn({ attacker, victim }: Kill, own: number): SpokenKill["own"] {
  if (own === 0) return null;
  if (victim === own) return attacker === own || attacker === 0 ? "diedByOwnHand" : "died";
  return attacker === own ? "killed" : null;
}
