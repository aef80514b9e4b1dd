import { useEffect, useRef } from "react";
import type { BoundDevice, Code } from "../game/input/bindings.ts";
import { codesDown } from "../game/input/gamepad.ts";

/** Listens for the next code of a device, and keeps it from doing anything else; null: not at all. Keys come for every device, to cancel with. */
export function useCapture(device: BoundDevice | null, take: (code: Code) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (device === null) return;
    const stop = new AbortController();
    const options = { signal: stop.signal, capture: true };
    const swallow = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener(
      "keydown",
      (event) => {
        swallow(event);
        const cancels = ["Escape", "Backspace", "Delete"].includes(event.code);
        if (event.repeat || (device === "gamepad" && !cancels)) return;
        swallowRest("keyup");
        latest.current(event.code);
      },
      options,
    );
    if (device === "gamepad") watchPads(stop.signal, (code) => latest.current(code));
    else {
      window.addEventListener(
        "pointerdown",
        (event) => {
          if (event.pointerType === "touch" || !(event.target instanceof Element) || event.target.closest("[data-asked]") === null) return;
          swallow(event);
          if (event.button === 0) swallowRest("click");
          if (event.button === 2) swallowRest("contextmenu");
          latest.current(`Mouse${event.button}`);
        },
        options,
      );
      window.addEventListener(
        "wheel",
        (event) => {
          swallow(event);
          latest.current(event.deltaY > 0 ? "WheelDown" : "WheelUp");
        },
        { ...options, passive: false },
      );
    }
    return () => stop.abort();
  }, [device]);
}

/** ms within which the end of a press follows it; a key held longer presses nothing any more. */
const REST_OF_PRESS = 1000;

/** What belongs to a press that was captured must not press whatever has the focus then. */
function swallowRest(kind: "keyup" | "click" | "contextmenu"): void {
  const stop = AbortSignal.timeout(REST_OF_PRESS);
  window.addEventListener(
    kind,
    (event) => {
      event.preventDefault();
      event.stopPropagation();
    },
    { signal: stop, capture: true, once: true },
  );
}

/** Looks at all gamepads now and in every frame; what is down at first counts only once it was released. */
function watchPads(signal: AbortSignal, take: (code: Code) => void): void {
  const codesOfAll = (): readonly Code[] => [...navigator.getGamepads()].flatMap((pad) => (pad === null ? [] : codesDown(pad)));
  let before = codesOfAll();
  const look = (): void => {
    if (signal.aborted) return;
    const codes = codesOfAll();
    const fresh = codes.find((code) => !before.includes(code));
    before = codes;
    if (fresh !== undefined) take(fresh);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
