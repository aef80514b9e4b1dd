import { useEffect } from "react";

interface MatchKeys {
  /** Whether a match is on screen that answers to them. */
  active: boolean;
  onBoard: (held: boolean) => void;
  onNetGraph: () => void;
  onPause: () => void;
}

/** Keys of the interface during a match: Tab held for the scoreboard, F3 for the net graph, Escape for the way out. */
export function useMatchKeys({ active, onBoard, onNetGraph, onPause }: MatchKeys): void {
  useEffect(() => {
    if (!active) return;
    const down = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.code === "Tab") onBoard(true);
      else if (event.code === "F3") onNetGraph();
      else if (event.code === "Escape") onPause();
      else return;
      event.preventDefault();
    };
    const up = (event: KeyboardEvent): void => {
      if (event.code === "Tab") onBoard(false);
    };
    const away = (): void => onBoard(false);
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    window.addEventListener("blur", away);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", away);
      onBoard(false);
    };
  }, [active, onBoard, onNetGraph, onPause]);
}
