import { useEffect, useRef, useSyncExternalStore } from "react";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { type Side, STICK_REACH, type Touch } from "../game/input/touch.ts";
import { WeaponMark } from "./hud.tsx";
import type { HudStore } from "./hud-state.ts";
import { useTexts } from "./texts/language.ts";
import { weaponName } from "./words.ts";
import "./touch.css";

interface TouchLayerProps {
  touch: Touch;
  store: HudStore;
  /** Fingers are what is played with: the buttons are shown. */
  shown: boolean;
  onPause: () => void;
  onBoard: () => void;
}

/** Tells fingers on the arena to `touch`, and draws its sticks where the thumbs are and its buttons where they reach. */
export function TouchLayer({ touch, store, shown, onPause, onBoard }: TouchLayerProps) {
  const texts = useTexts();
  useFingers(touch);
  const { vitals, phase } = useSyncExternalStore(store.subscribe, store.read);
  if (!shown) return null;
  const alive = vitals?.alive === true && phase === "playing";
  return (
    <div className="touch">
      {phase === "playing" && (
        <>
          <ThumbStick touch={touch} side="move" />
          <ThumbStick touch={touch} side="aim" />
        </>
      )}
      <button type="button" className="touch-button touch-pause" aria-label={texts.touch.pause} onClick={onPause}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M9 6V18M15 6V18" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
        </svg>
      </button>
      <button type="button" className="touch-button touch-board" aria-label={texts.touch.scoreboard} onClick={onBoard}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 7H19M5 12H19M5 17H13" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
        </svg>
      </button>
      {alive && (
        <div className="touch-column">
          <div className="touch-weapons">
            {WEAPONS.map((weapon, index) => (
              <button
                key={weapon.name}
                type="button"
                className="touch-button touch-weapon"
                aria-label={weaponName(texts, index)}
                aria-pressed={vitals.weapon === index}
                data-empty={(weapon.ammoMax > 0 && vitals.ammo[index] === 0) || undefined}
                onPointerDown={() => touch.take(index)}
              >
                <WeaponMark weapon={index} />
                {weapon.ammoMax > 0 && <span className="touch-ammo">{vitals.ammo[index]}</span>}
              </button>
            ))}
          </div>
          <button type="button" className="touch-button touch-dash" aria-label={texts.touch.dash} onPointerDown={() => touch.dash()}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M5 6L11 12L5 18M12 6L18 12L12 18" fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
            </svg>
          </button>
        </div>
      )}
    </div>
  );
}

function ThumbStick({ touch, side }: { touch: Touch; side: Side }) {
  const base = useRef<HTMLDivElement>(null);
  const knob = useRef<HTMLDivElement>(null);
  // Straight onto the elements: thumbs move more often than a page should be rendered.
  useEffect(() => {
    const place = (): void => {
      const thumb = touch.thumbOn(side);
      if (base.current === null || knob.current === null) return;
      base.current.hidden = thumb === null;
      if (thumb === null) return;
      base.current.style.transform = `translate(${thumb.originX}px, ${thumb.originY}px)`;
      knob.current.style.transform = `translate(${thumb.x - thumb.originX}px, ${thumb.y - thumb.originY}px)`;
    };
    place();
    return touch.subscribe(place);
  }, [touch, side]);
  return (
    <div ref={base} className={`stick stick-${side}`} aria-hidden="true" hidden>
      <div className="stick-base" style={{ width: STICK_REACH * 2, height: STICK_REACH * 2 }} />
      <div ref={knob} className="stick-knob" />
    </div>
  );
}

/** Everything that a finger could do to the page itself, but for buttons and fields, is held back while a match is played. */
function useFingers(touch: Touch): void {
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const onInterface = (event: Event): boolean => event.target instanceof Element && event.target.closest("button, input, a, dialog, .podium") !== null;
    const listen = <K extends "pointerdown" | "pointermove" | "pointerup" | "pointercancel">(kind: K, take: (event: PointerEvent) => void): void =>
      window.addEventListener(
        kind,
        (event) => {
          if (event.pointerType === "touch") take(event);
        },
        { signal },
      );
    listen("pointerdown", (event) => {
      if (!onInterface(event)) touch.land(event.pointerId, event.clientX, event.clientY, window.innerWidth);
    });
    listen("pointermove", (event) => touch.drag(event.pointerId, event.clientX, event.clientY));
    listen("pointerup", (event) => touch.lift(event.pointerId));
    listen("pointercancel", (event) => touch.lift(event.pointerId));
    window.addEventListener("blur", () => touch.letGo(), { signal });
    const holdBack = (event: Event): void => {
      if (event.cancelable && !onInterface(event)) event.preventDefault();
    };
    // Scrolling and pulling down, pinching where touch-action is not known, and the menu of a long press.
    for (const kind of ["touchmove", "gesturestart", "contextmenu"]) window.addEventListener(kind, holdBack, { signal, passive: false });
    return () => {
      stop.abort();
      touch.letGo();
    };
  }, [touch]);
}
