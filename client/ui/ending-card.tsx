import { useEffect, useRef } from "react";
import type { EndReason } from "../game/scene.ts";
import { ENDINGS, type WayOn } from "./endings.ts";

/** Why it ended, in words, and what can be done about it. */
export function EndingCard({ reason, onWay }: { reason: EndReason; onWay: (way: WayOn) => void }) {
  const ending = ENDINGS[reason];
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <main className="menu">
      <section className="card ending" role="alertdialog" aria-label={ending.title} data-reason={reason}>
        <h2>{ending.title}</h2>
        {ending.text !== "" && <p>{ending.text}</p>}
        <div className="ways">
          {ending.ways.map(({ way, label }, index) => (
            <button
              key={way}
              ref={index === 0 ? first : undefined}
              type="button"
              className={index === 0 ? "button button-first" : "button"}
              onClick={() => onWay(way)}
            >
              {label}
            </button>
          ))}
        </div>
      </section>
    </main>
  );
}
