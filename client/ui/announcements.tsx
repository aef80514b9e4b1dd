import { type ReactNode, useSyncExternalStore } from "react";
import type { MatchNews, News } from "./match-news.ts";
import { PlayerName } from "./player-name.tsx";
import type { Texts } from "./texts/catalogue.ts";
import { Filled } from "./texts/filled.tsx";
import { useTexts } from "./texts/language.ts";

/** One line for two seconds: streaks, first blood, nemesis, revenge. Read out by `Spoken`, with the kill that they are about. */
export function Announcements({ news }: { news: MatchNews }) {
  const texts = useTexts();
  const { line } = useSyncExternalStore(news.subscribe, news.read);
  return (
    <div className="announcer halo">
      {line !== null && (
        <p key={line.line.key} className={`announcer-line announcer-${line.line.announcement.kind}${line.line.announcement.own ? " announcer-own" : ""}`}>
          {announcementText(texts, line)}
        </p>
      )}
    </div>
  );
}

function announcementText({ announcer: texts }: Texts, { line, name }: NonNullable<News["line"]>): ReactNode {
  const { announcement } = line;
  const who = <strong>{name}</strong>;
  switch (announcement.kind) {
    case "firstBlood":
      return announcement.own ? texts.ownFirstBlood : <Filled text={texts.firstBlood} with={{ killer: who }} />;
    case "streak":
      return announcement.own ? texts.ownStreak(announcement.count) : <Filled text={texts.streak(announcement.count)} with={{ killer: who }} />;
    case "nemesis":
      return <Filled text={texts.nemesis} with={{ killer: who }} />;
    case "revenge":
      return <Filled text={texts.revenge} with={{ victim: who }} />;
  }
}

/** Two blades crossed, beside the name of who killed the player most. */
export function NemesisMark() {
  const { announcer: texts } = useTexts();
  return (
    <svg className="nemesis-mark" viewBox="0 0 16 16" role="img" aria-label={texts.nemesisMark}>
      <path d="M2 2L12 12M14 2L4 12M9.500 14L14 9.500M2 9.500L6.500 14" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

/** What players called, as text. */
export function CallLines({ news }: { news: MatchNews }) {
  const { calls: texts } = useTexts();
  const { calls } = useSyncExternalStore(news.subscribe, news.read);
  return (
    <ol className="call-lines halo" aria-label={texts.label} aria-live="polite">
      {calls.map(({ key, who, call }) => (
        <li key={key}>
          <PlayerName who={who} /> {texts.names[call]}
        </li>
      ))}
    </ol>
  );
}
