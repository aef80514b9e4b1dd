import { useSyncExternalStore } from "react";
import type { HudStore } from "./hud-state.ts";
import { useTexts } from "./texts/language.ts";

/** Says that something is wrong with the connection while it lasts, and what is done about it. */
export function ConnectionBanner({ store }: { store: HudStore }) {
  const { connection: texts } = useTexts();
  const { connection } = useSyncExternalStore(store.subscribe, store.read);
  if (connection.kind === "troubled") return <Banner text={texts.trouble} />;
  if (connection.kind === "reconnecting") return <Banner text={texts.reconnecting(connection.attempt)} />;
  return null;
}

function Banner({ text }: { text: string }) {
  return (
    <div className="banner" role="status">
      <span className="banner-light" />
      {text}
    </div>
  );
}
