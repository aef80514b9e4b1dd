import { useSyncExternalStore } from "react";
import type { HudStore } from "./hud-state.ts";
import { useTexts } from "./texts/language.ts";
import { clockText } from "./words.ts";

/**
 * Says that the server of this match restarts, and in how much time, below the score. What is seen counts down by the second; what is
 * read out changes by the minute.
 */
export function RestartNotice({ store }: { store: HudStore }) {
  const { connection: texts } = useTexts();
  const { restartIn } = useSyncExternalStore(store.subscribe, store.read);
  return (
    <>
      {restartIn !== null && (
        <p className="banner restart" aria-hidden="true">
          {texts.restarts(clockText(restartIn))}
        </p>
      )}
      <p className="unseen" role="status" data-spoken="restart">
        {restartIn !== null && texts.restartSpoken(Math.ceil(restartIn / 60))}
      </p>
    </>
  );
}
