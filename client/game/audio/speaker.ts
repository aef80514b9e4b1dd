import type { Scene } from "../scene.ts";
import type { Desk } from "./desk.ts";
import type { Soundscape } from "./soundscape.ts";
import { DEFAULT_VOLUMES, type Volumes } from "./volumes.ts";

/** What makes the game heard. Silent until the player first touches anything: browsers want it so, and people do. */
export interface Speaker {
  /** Every frame that is shown. `now`: ms. */
  hear(scene: Scene, now: number): void;
  prefer(volumes: Volumes): void;
  close(): void;
}

/** What counts as touching: a browser lets sound begin in one of these. */
const GESTURES = ["pointerdown", "pointerup", "keydown"] as const;

/** What clicks when it is used, by hand or by key. */
const CLICKABLE = "button, a[href], summary, input[type=checkbox], input[type=radio], select";

interface Playing {
  desk: Desk;
  soundscape: Soundscape;
  click: () => void;
}

/** The sounds themselves are loaded at the first gesture: nobody waits for them to see the page. */
export function openSpeaker(): Speaker {
  let wanted = DEFAULT_VOLUMES;
  let context: AudioContext | null = null;
  let playing: Playing | null = null;

  const wake = (): void => {
    if (context?.state === "running" || document.hidden || !navigator.userActivation.hasBeenActive) return;
    if (context === null) {
      context = new AudioContext({ latencyHint: "interactive" });
      load(context).catch((error: unknown) => console.warn("The game stays silent.", error));
    }
    void context.resume();
  };

  const load = async (into: AudioContext): Promise<void> => {
    const { Desk, INSIDE, Soundscape, startAmbience } = await import("./playing.ts");
    if (into.state === "closed") return;
    const desk = new Desk(into, wanted, Math.random);
    startAmbience(into, desk.noise, desk.bus("ambience"));
    playing = { desk, soundscape: new Soundscape(desk), click: () => desk.play("click", INSIDE, 1) };
  };

  const isHeard = (): boolean => context?.state === "running";

  const click = (event: Event): void => {
    if (isHeard() && event.target instanceof Element && event.target.closest(CLICKABLE) !== null) playing?.click();
  };

  /** A hidden page is silent. */
  const rest = (): void => {
    if (document.hidden) void context?.suspend();
    else void context?.resume();
  };

  for (const gesture of GESTURES) window.addEventListener(gesture, wake, { capture: true, passive: true });
  document.addEventListener("click", click, { capture: true, passive: true });
  document.addEventListener("visibilitychange", rest);

  return {
    hear(scene, now) {
      // While the context's clock stands still, sounds would pile up for its next moment.
      if (isHeard()) playing?.soundscape.hear(scene, now);
    },
    prefer(next) {
      wanted = next;
      playing?.desk.prefer(next);
    },
    close() {
      for (const gesture of GESTURES) window.removeEventListener(gesture, wake, { capture: true });
      document.removeEventListener("click", click, { capture: true });
      document.removeEventListener("visibilitychange", rest);
      playing = null;
      void context?.close();
    },
  };
}
