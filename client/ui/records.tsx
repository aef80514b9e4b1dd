import { useState } from "react";
import { MODES, type ModeName } from "../../shared/content/modes.ts";
import type { Self } from "../matchmaking/matchmaking.ts";
import { type LeaderboardEntry, type PlayedMatch, type PlayerRecord, recordService } from "../matchmaking/record-service.ts";
import { Tabs } from "./tabs.tsx";
import { useLanguage, useTexts } from "./texts/language.ts";
import { type Loaded, useLoaded } from "./use-loaded.ts";
import { contentName } from "./words.ts";
import "./records.css";

/** The modes in which there are ratings. */
const RATED = [MODES.duel, MODES.squads] as const;

/** The player's ratings and last matches. */
export function History({ self }: { self: Self }) {
  const loaded = useLoaded("own", async (signal) => recordService(self.authorised).player(await self.id(), signal));
  if (loaded.kind !== "loaded") return <NotYet loaded={loaded} />;
  return (
    <>
      <Ratings record={loaded.value} />
      <Matches matches={loaded.value.matches} />
    </>
  );
}

function NotYet({ loaded }: { loaded: Loaded<unknown> }) {
  const { records: texts } = useTexts();
  return (
    <p className="quiet records-none" role="status">
      {loaded.kind === "failed" ? texts.failed : texts.loading}
    </p>
  );
}

function Ratings({ record }: { record: PlayerRecord }) {
  const all = useTexts();
  const { records: texts } = all;
  return (
    <dl className="records-ratings" aria-label={texts.ratings}>
      {RATED.map((mode) => {
        const own = record.ratings.find((rating) => rating.mode === mode.name);
        return (
          <div key={mode.name}>
            <dt>{contentName(all, mode)}</dt>
            <dd>{own === undefined ? texts.unrated : texts.ratingOf(own.rating, own.matches)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function Matches({ matches }: { matches: readonly PlayedMatch[] }) {
  const { records: texts } = useTexts();
  if (matches.length === 0) return <p className="quiet records-none">{texts.noMatches}</p>;
  return (
    <ol className="records-list" aria-label={texts.matches}>
      {matches.map((match) => (
        <Match key={match.matchId} match={match} />
      ))}
    </ol>
  );
}

function Match({ match }: { match: PlayedMatch }) {
  const all = useTexts();
  const { records: texts } = all;
  const language = useLanguage();
  const { rating } = match;
  const when = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" }).format(match.endedAt);
  const change = rating === null ? 0 : rating.after - rating.before;
  return (
    <li>
      <span className="records-what">
        <strong>{outcomeOf(match, texts)}</strong> {contentName(all, MODES[match.mode])}
        {match.forfeited && <span className="records-forfeited"> {texts.forfeited}</span>}
      </span>
      {rating === null ? (
        <span className="quiet">{texts.uncounted}</span>
      ) : (
        <span className={change < 0 ? "records-change records-down" : "records-change"}>{texts.change(change)}</span>
      )}
      <span className="quiet">{texts.figures(match.kills, match.deaths)}</span>
      <span className="quiet">{when}</span>
    </li>
  );
}

/** In a mode of two sides there is but won and lost. */
function outcomeOf({ mode, place }: PlayedMatch, texts: { won: string; lost: string; placed: (place: number) => string }): string {
  if (MODES[mode].bodies === null) return texts.placed(place);
  return place === 1 ? texts.won : texts.lost;
}

/** The best of a mode, by their ratings. */
export function Leaderboard({ self }: { self: Self }) {
  const all = useTexts();
  const { records: texts } = all;
  const [mode, setMode] = useState<ModeName>("duel");
  const loaded = useLoaded(mode, async (signal) => {
    const [best, own] = await Promise.all([recordService(self.authorised).leaderboard(mode, signal), self.id()]);
    return { best, own };
  });
  return (
    <>
      <Tabs label={texts.mode} value={mode} options={RATED.map((each) => ({ value: each.name, label: contentName(all, each) }))} onChange={setMode} />
      {loaded.kind === "loaded" ? <Best {...loaded.value} /> : <NotYet loaded={loaded} />}
    </>
  );
}

function Best({ best, own }: { best: readonly LeaderboardEntry[]; own: string }) {
  const { records: texts, number, scoreboard } = useTexts();
  if (best.length === 0) return <p className="quiet records-none">{texts.noBest}</p>;
  return (
    <table className="records-best" aria-label={texts.best}>
      <thead className="unseen">
        <tr>
          <th scope="col">{scoreboard.place}</th>
          <th scope="col">{scoreboard.name}</th>
          <th scope="col">{texts.rating}</th>
        </tr>
      </thead>
      <tbody>
        {best.map((entry) => (
          <tr key={entry.playerId} className={entry.playerId === own ? "records-own" : undefined}>
            <td className="quiet">{number(entry.place)}</td>
            <td className="records-name">{entry.name}</td>
            <td>{number(entry.rating)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
