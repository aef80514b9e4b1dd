import { useSyncExternalStore } from "react";
import { type HudStore, LOW_HEALTH } from "./hud-state.ts";
import type { MatchNews } from "./match-news.ts";
import { spokenText } from "./spoken-text.ts";
import { useTexts } from "./texts/language.ts";

/**
 * All that a screen reader says of a fight by itself: that the player killed or died, streaks and rivals, and that the health is
 * low, each once. Other kills, numbers and countdowns change too often to be said; they can be read where they stand.
 */
export function Spoken({ store, news }: { store: HudStore; news: MatchNews }) {
  const texts = useTexts();
  const { vitals } = useSyncExternalStore(store.subscribe, store.read);
  const { spoken } = useSyncExternalStore(news.subscribe, news.read);
  const isLow = vitals?.alive === true && vitals.health <= LOW_HEALTH;
  return (
    <>
      {/* Elements that are new are said, alone: the same words again of another kill, and of two at once both. */}
      <p className="unseen" role="status" aria-atomic="false" data-spoken="kills">
        {spoken.map((kill) => (
          <span key={kill.key}>{spokenText(texts, kill)}</span>
        ))}
      </p>
      <p className="unseen" role="status" data-spoken="health">
        {isLow && texts.spoken.lowHealth}
      </p>
    </>
  );
}
