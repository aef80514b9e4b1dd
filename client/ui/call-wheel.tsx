import { useEffect, useRef, useState } from "react";
import { CALLS } from "../../shared/protocol/messages.ts";
import { CallGlyph } from "./call-glyphs.tsx";
import { useTexts } from "./texts/language.ts";
import { callAt } from "./wheel-direction.ts";
import "./calls.css";

/** Units of the drawing: from the middle to a call's sign. */
const RADIUS = 122;

interface CallWheelProps {
  /** Where a stick points, radians, while it does: for controllers. */
  stick: () => number | null;
  /** The call that was pointed at when the key was let go; null for none. */
  onClose: (call: number | null) => void;
  /** Whether it is still held. */
  held: boolean;
}

/** Eight quick calls around the middle: point towards one and let go, by mouse, stick or finger. */
export function CallWheel({ stick, held, onClose }: CallWheelProps) {
  const { calls: texts } = useTexts();
  const [chosen, setChosen] = useState<number | null>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const latest = useRef<number | null>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const stop = new AbortController();
    const choose = (call: number | null): void => {
      latest.current = call;
      setChosen(call);
    };
    const point = (event: PointerEvent): void => {
      from.current ??= { x: event.clientX, y: event.clientY };
      choose(callAt(event.clientX - from.current.x, event.clientY - from.current.y));
    };
    window.addEventListener("pointermove", point, { signal: stop.signal });
    let request = 0;
    const look = (): void => {
      request = requestAnimationFrame(look);
      const angle = stick();
      if (angle !== null) choose(callAt(Math.cos(angle) * RADIUS, Math.sin(angle) * RADIUS));
    };
    look();
    return () => {
      stop.abort();
      cancelAnimationFrame(request);
    };
  }, [stick]);

  useEffect(() => {
    if (!held) close.current(latest.current);
  }, [held]);

  return (
    <section className="call-wheel" aria-label={texts.wheel}>
      <ol>
        {Array.from({ length: CALLS }, (_, call) => {
          const angle = (call / CALLS) * 2 * Math.PI - Math.PI / 2;
          return (
            <li
              key={texts.names[call]}
              className={call === chosen ? "call call-chosen" : "call"}
              style={{ transform: `translate(-50%, -50%) translate(${Math.cos(angle) * RADIUS * 1.3}px, ${Math.sin(angle) * RADIUS}px)` }}
            >
              <CallGlyph call={call} />
              {texts.names[call]}
            </li>
          );
        })}
      </ol>
      <p className="call-how quiet">{texts.how}</p>
    </section>
  );
}
