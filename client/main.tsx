import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import type { Connect } from "./game/match-source.ts";
import { seatIn } from "./game/net/seat.ts";
import type { Self } from "./matchmaking/matchmaking.ts";
import { reportErrors, sendReport } from "./page-errors.ts";
import { App } from "./ui/app.tsx";
import { asksToTrain } from "./ui/page-address.ts";
import { rememberedLanguage } from "./ui/remembered.ts";
import { chooseLanguage, speak } from "./ui/texts/language.ts";
import "./ui/style.css";

reportErrors(window, sendReport);

/** The network comes after the menu: nobody waits for it to see the page. */
const connect: Connect = async (wish) => (await import("./game/connect.ts")).connect(wish);

/** Who plays: known by the first request. Kept, so that the last one, while the page is being closed, waits for nothing. */
let known: Promise<Self> | null = null;
const selfKnown = (): Promise<Self> => {
  known ??= import("./game/self.ts").then((loaded) => loaded.self);
  return known;
};
const self: Self = {
  id: async () => (await selfKnown()).id(),
  authorised: async (path, init) => (await selfKnown()).authorised(path, init),
};

/** A page of its own: who comes to play does not load it. */
const TrainingPage = lazy(async () => ({ default: (await import("./ui/training-page.tsx")).TrainingPage }));

/** A reload interrupted a match that still waits for this player. */
const interrupted = seatIn(sessionStorage).read() !== null;

// Nobody sees the page in one language and then in another. Texts that do not come leave it in English.
await speak(chooseLanguage(rememberedLanguage(), navigator.languages)).catch((error: unknown) => console.warn("No texts in this language:", error));

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  asksToTrain() ? (
    <Suspense fallback={null}>
      <TrainingPage />
    </Suspense>
  ) : (
    <StrictMode>
      <App connect={connect} self={self} interrupted={interrupted} />
    </StrictMode>
  ),
);
