import { useEffect, useEffectEvent, useState } from "react";

export type Loaded<T> = { kind: "loading" } | { kind: "loaded"; value: T } | { kind: "failed" };

/** What `load` brings, anew whenever `key` is another. */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; loaded: Loaded<T> }>({ key, loaded: { kind: "loading" } });
  const begin = useEffectEvent(load);
  useEffect(() => {
    const stop = new AbortController();
    const show = (loaded: Loaded<T>): void => {
      if (!stop.signal.aborted) setState({ key, loaded });
    };
    begin(stop.signal).then(
      (value) => show({ kind: "loaded", value }),
      (error: unknown) => {
        if (!stop.signal.aborted) console.warn("Not loaded:", error);
        show({ kind: "failed" });
      },
    );
    return () => stop.abort();
  }, [key]);
  return state.key === key ? state.loaded : { kind: "loading" };
}
