import { type ReactNode, useEffect, useRef } from "react";
import type { EndReason } from "../game/scene.ts";
import { WAYS_ON, type WayOn } from "./endings.ts";
import { useTexts } from "./texts/language.ts";

interface EndingCardProps {
  reason: EndReason;
  /** The match came by a ticket, and so will another. */
  queued?: boolean;
  /** Left out: all that there are for this reason. */
  ways?: readonly WayOn[];
  onWay: (way: WayOn) => void;
  children?: ReactNode;
}

/** Why it ended, in words, and what can be done about it. */
export function EndingCard({ reason, queued = false, ways = WAYS_ON[reason], onWay, children }: EndingCardProps) {
  const texts = useTexts();
  const ending = texts.endings[reason];
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <main className="menu">
      <section className="card ending" role="alertdialog" aria-label={ending.title} data-reason={reason}>
        <h2>{ending.title}</h2>
        {ending.text !== "" && <p>{ending.text}</p>}
        {children}
        <div className="ways">
          {ways.map((way, index) => (
            <button
              key={way}
              ref={index === 0 ? first : undefined}
              type="button"
              className={index === 0 ? "button button-first" : "button"}
              onClick={() => onWay(way)}
            >
              {way === "another" && queued ? texts.queue.again : (ending.ways[way] ?? texts.ways[way])}
            </button>
          ))}
        </div>
      </section>
    </main>
  );
}
