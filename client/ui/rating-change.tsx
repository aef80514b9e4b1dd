import { useEffect, useState } from "react";
import type { Self } from "../matchmaking/matchmaking.ts";
import { type PlayedMatch, recordService } from "../matchmaking/record-service.ts";
import { useTexts } from "./texts/language.ts";

/** ms between two looks, and how many: a result that is not written by then waits for a storage that is away. */
const LOOK_PERIOD = 1500;
const LOOKS = 12;

/** What a round that has just ended did to the player's rating, as soon as it is written; nothing where it does not come. */
export function RatingChange({ self, matchId }: { self: Self; matchId: string }) {
  const { records: texts } = useTexts();
  const written = useWritten(self, matchId);
  if (written === "never") return null;
  if (written === null) return <p className="quiet">{texts.ratingSoon}</p>;
  const { rating } = written;
  if (rating === null) return <p className="quiet">{texts.uncounted}</p>;
  return (
    <p className="rating-change" role="status">
      {texts.newRating(rating.after)} <strong>{texts.change(rating.after - rating.before)}</strong>
    </p>
  );
}

/** Null until it is known. */
function useWritten(self: Self, matchId: string): PlayedMatch | "never" | null {
  const [written, setWritten] = useState<PlayedMatch | "never" | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const service = recordService(self.authorised);
    const look = async (left: number): Promise<void> => {
      // A look that fails is made again, like one that came too early.
      const record = await service.player(await self.id(), stop.signal).catch(() => null);
      if (stop.signal.aborted) return;
      const match = record?.matches.find((each) => each.matchId === matchId);
      if (match !== undefined) return setWritten(match);
      if (left === 0) return setWritten("never");
      timer = window.setTimeout(() => void look(left - 1), LOOK_PERIOD);
    };
    let timer = window.setTimeout(() => void look(LOOKS), 0);
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [self, matchId]);
  return written;
}
