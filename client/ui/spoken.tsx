import { useSyncExternalStore } from "react";
import { type HudStore, LOW_HEALTH } from "./hud-state.ts";
import { useTexts } from "./texts/language.ts";

/**
 * What a screen reader says of a match by itself: that the player killed or died, and that their health is low, each once. The
 * kills of others, numbers and countdowns change too often to be said; they can be read where they stand.
 */
export function Spoken({ store }: { store: HudStore }) {
  const { spoken: texts } = useTexts();
  const { feed, vitals } = useSyncExternalStore(store.subscribe, store.read);
  const last = feed.findLast((line) => line.own);
  const isLow = vitals?.alive === true && vitals.health <= LOW_HEALTH;
  const died = vitals?.alive === false;
  return (
    <>
      <p className="unseen" role="status" data-spoken="kills">
        {last !== undefined && (died ? (last.killer === null ? texts.diedByOwnHand : texts.died(last.killer.name)) : texts.killed(last.victim.name))}
      </p>
      <p className="unseen" role="status" data-spoken="health">
        {isLow && texts.lowHealth}
      </p>
    </>
  );
}
