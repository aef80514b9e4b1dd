import { useEffect, useRef } from "react";
import type { EndReason } from "../game/scene.ts";
import { WAYS_ON, type WayOn } from "./endings.ts";
import { useTexts } from "./texts/language.ts";

/** Why it ended, in words, and what can be done about it. */
export function EndingCard({ reason, onWay }: { reason: EndReason; onWay: (way: WayOn) => void }) {
  const texts = useTexts();
  const ending = texts.endings[reason];
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <main className="menu">
      <section className="card ending" role="alertdialog" aria-label={ending.title} data-reason={reason}>
        <h2>{ending.title}</h2>
        {ending.text !== "" && <p>{ending.text}</p>}
        <div className="ways">
          {WAYS_ON[reason].map((way, index) => (
            <button
              key={way}
              ref={index === 0 ? first : undefined}
              type="button"
              className={index === 0 ? "button button-first" : "button"}
              onClick={() => onWay(way)}
            >
              {ending.ways[way] ?? texts.ways[way]}
            </button>
          ))}
        </div>
      </section>
    </main>
  );
}
