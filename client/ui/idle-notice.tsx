import { useSyncExternalStore } from "react";
import type { HudStore } from "./hud-state.ts";
import { useTexts } from "./texts/language.ts";

/** Asks a player who does nothing whether they are still there, and counts down; read out once. */
export function IdleNotice({ store }: { store: HudStore }) {
  const { connection: texts } = useTexts();
  const { idleIn } = useSyncExternalStore(store.subscribe, store.read);
  return (
    <>
      {idleIn !== null && (
        <p className="banner idle" aria-hidden="true">
          {texts.idles(idleIn)}
        </p>
      )}
      <p className="unseen" role="alert" data-spoken="idle">
        {idleIn !== null && texts.idleSpoken}
      </p>
    </>
  );
}
