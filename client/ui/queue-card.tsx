import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { MODES } from "../../shared/content/modes.ts";
import type { Queue, QueueState, TicketMode } from "../matchmaking/queue.ts";
import { Panel } from "./panel.tsx";
import type { Texts } from "./texts/catalogue.ts";
import { useTexts } from "./texts/language.ts";
import { clockText, contentName } from "./words.ts";
import "./queue.css";

/** ms for which it is said that there is a match. Its seat waits for 8 s. */
const FOUND_MOMENT = 800;

export type Found = Extract<QueueState, { kind: "found" }>;

interface QueueCardProps {
  queue: Queue;
  /** Null while only the leader of the party knows. */
  mode: TicketMode | null;
  /** Regions that come into question, with their pings. */
  regions: readonly string[];
  onFound: (found: Found) => void;
  /** Null for who cannot queue: a member of a party that somebody else leads. */
  onAgain: (() => void) | null;
  onArena: () => void;
  onMenu: () => void;
}

/** What is being looked for and for how long, over the match behind it; then what was found, or why nothing was. */
export function QueueCard({ queue, mode, regions, onFound, onAgain, onArena, onMenu }: QueueCardProps) {
  const all = useTexts();
  const { queue: texts } = all;
  const state = useSyncExternalStore(queue.subscribe, queue.read);
  const shownMode = "mode" in state ? state.mode : mode;
  useFound(state, onFound);
  useTicketWithPage(queue);
  const leave = (go: () => void) => (): void => {
    queue.cancel();
    go();
  };
  const isOver = state.kind === "over";
  return (
    <Panel title={isOver ? texts.ended : shownMode === null ? all.party.title : contentName(all, MODES[shownMode])} onClose={leave(onMenu)}>
      <div className={`queue queue-${state.kind}`}>
        <p className="queue-status" role="status">
          {statusText(all, state)}
        </p>
        {state.kind === "waiting" && <Wait state={state} />}
        {state.kind === "waiting" && regions.length > 0 && <p className="quiet">{texts.regions(regions)}</p>}
        {state.kind === "found" && <p className="quiet">{state.ranked ? texts.ranked : texts.unranked}</p>}
      </div>
      {state.kind !== "found" &&
        (isOver ? (
          <Ways key="over" first={onAgain === null ? null : { text: texts.again, go: onAgain }} other={{ text: all.ways.menu, go: onMenu }} />
        ) : (
          <Ways key="waiting" first={{ text: texts.cancel, go: leave(onMenu) }} other={{ text: texts.arena, go: leave(onArena) }} />
        ))}
    </Panel>
  );
}

function statusText({ queue: texts }: Texts, state: QueueState): string {
  switch (state.kind) {
    case "opening":
      return texts.opening;
    case "waiting":
      return state.players > 1 ? texts.searchingParty(state.players) : texts.searching;
    case "proposed":
      return texts.proposed;
    case "found":
      return texts.found;
    case "over":
      return state.words ?? texts.ends[state.why];
  }
}

/** How long already, how long it usually takes, and what comes after that. Counts on by itself; nobody is told of each second. */
function Wait({ state }: { state: Extract<QueueState, { kind: "waiting" }> }) {
  const { queue: texts } = useTexts();
  const { estimate, full, botsAfter } = state;
  const waited = Math.max(0, useNow() - state.since);
  return (
    <>
      <p className="queue-clock">
        <span className="quiet">{texts.waited}</span> <strong role="timer">{secondsText(waited)}</strong>{" "}
        <span className="quiet">{texts.estimate(secondsText(estimate))}</span>
      </p>
      <div className="bar" aria-hidden="true">
        <div className="bar-queue" style={{ transform: `scaleX(${Math.min(1, waited / botsAfter)})` }} />
      </div>
      <p className="quiet">{full ? texts.full : waited < botsAfter ? texts.botsAfter(secondsText(botsAfter)) : texts.botsSoon}</p>
    </>
  );
}

const secondsText = (ms: number): string => clockText(Math.round(ms / 1000));

interface Way {
  text: string;
  go: () => void;
}

/** The first of them has the focus: what had it before is gone. */
function Ways({ first, other }: { first: Way | null; other: Way }) {
  const way = useRef<HTMLDivElement>(null);
  useEffect(() => way.current?.querySelector("button")?.focus({ preventScroll: true }), []);
  return (
    <div ref={way} className="queue-ways">
      {first !== null && (
        <button type="button" className="button button-first" onClick={first.go}>
          {first.text}
        </button>
      )}
      <button type="button" className="button" onClick={other.go}>
        {other.text}
      </button>
    </div>
  );
}

/** The page's clock, every quarter of a second. */
function useNow(): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(performance.now()), 250);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

function useFound(state: QueueState, onFound: (found: Found) => void): void {
  const go = useEffectEvent(onFound);
  useEffect(() => {
    if (state.kind !== "found") return;
    const timer = window.setTimeout(() => go(state), FOUND_MOMENT);
    return () => window.clearTimeout(timer);
  }, [state]);
}

/** Who closes the page does not want a match any more. */
function useTicketWithPage(queue: Queue): void {
  useEffect(() => {
    const close = (): void => queue.cancel();
    window.addEventListener("pagehide", close);
    return () => window.removeEventListener("pagehide", close);
  }, [queue]);
}
