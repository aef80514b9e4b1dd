import { useEffect, useState } from "react";
import { MODES } from "../../shared/content/modes.ts";
import type { PublicMatch } from "../../shared/protocol/public-match.ts";
import { askPublicMatches } from "../game/public-matches.ts";
import type { Texts } from "./texts/catalogue.ts";
import { useTexts } from "./texts/language.ts";
import { clockText, contentName } from "./words.ts";

/** ms between two looks at what is under way. */
const LOOK_PERIOD = 5000;
/** px: in a narrower window the list would cover the match. It begins closed there. */
const WIDE = 700;

type Listed = { kind: "asking" } | { kind: "listed"; matches: readonly PublicMatch[] } | { kind: "failed" };

interface WatchListProps {
  /** The match that was chosen here; null for none. */
  chosen: string | null;
  onChoose: (match: PublicMatch) => void;
}

/** Every public match, to be chosen from: mode, map, who is in it and how long it lasts. */
export function WatchList({ chosen, onChoose }: WatchListProps) {
  const texts = useTexts();
  const listed = usePublicMatches();
  return (
    <details className="watch-list" open={window.innerWidth > WIDE}>
      <summary>{texts.watching.matches}</summary>
      <p className="quiet" role="status">
        {listed.kind === "failed" && texts.watching.notListed}
        {listed.kind === "listed" && listed.matches.length === 0 && texts.watching.noMatches}
      </p>
      {listed.kind === "listed" && (
        <ul aria-label={texts.watching.matches}>
          {listed.matches.map((match) => (
            <li key={match.roomId}>
              <button type="button" className="watch-match" aria-current={match.roomId === chosen} onClick={() => onChoose(match)}>
                <span>
                  {contentName(texts, MODES[match.mode])} · {contentName(texts, match.map)}
                </span>{" "}
                <span className="quiet">{detailsOf(texts, match)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function detailsOf(texts: Texts, { people, bots, secondsLeft }: PublicMatch): string {
  const details = [texts.watching.people(people)];
  if (bots > 0) details.push(texts.watching.bots(bots));
  if (secondsLeft !== null) details.push(texts.hud.timeLeft(clockText(secondsLeft)));
  return details.join(" · ");
}

/** Asked for again and again: matches come and go. One after the other, however long an answer takes. */
function usePublicMatches(): Listed {
  const [listed, setListed] = useState<Listed>({ kind: "asking" });
  useEffect(() => {
    const stop = new AbortController();
    let timer = 0;
    const look = async (): Promise<void> => {
      const next = await askPublicMatches(stop.signal).then(
        (matches): Listed => ({ kind: "listed", matches }),
        (): Listed => ({ kind: "failed" }),
      );
      if (stop.signal.aborted) return;
      setListed(next);
      timer = window.setTimeout(() => void look(), LOOK_PERIOD);
    };
    void look();
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, []);
  return listed;
}
