import { type ReactNode, useCallback, useRef, useState } from "react";
import { CALL_PERIOD, CALLS_MAX } from "../../shared/protocol/messages.ts";
import type { Arena } from "../game/arena.ts";
import { CallWheel } from "./call-wheel.tsx";
import { gamepads } from "./player-devices.ts";
import { useTexts } from "./texts/language.ts";
import { meansPlace, mustWait } from "./wheel-direction.ts";

/** ms: a key let go of sooner than that, without pointing anywhere, marks the place under the cursor. */
const TAP = 250;
/** The call that a tap is. */
const LOOK_HERE = 0;
/** Part of its way from which the aiming stick chooses. */
const STICK_LEAST = 0.5;
/** ms for which "wait" stands. */
const WAIT_SHOWN = 1500;

interface Opened {
  at: { x: number; y: number } | null;
  since: number;
}

export interface Calls {
  /** The key or button of the wheel went down or up. */
  hold: (down: boolean) => void;
  wheel: ReactNode;
  /** The server would take no more calls now. */
  waiting: boolean;
}

/** For fingers: hold it, drag towards a call, let go. */
export function CallsButton({ hold }: Pick<Calls, "hold">) {
  const { calls: texts } = useTexts();
  return (
    <button
      type="button"
      className="touch-button touch-calls"
      aria-label={texts.wheel}
      onPointerDown={() => hold(true)}
      onPointerUp={() => hold(false)}
      onPointerCancel={() => hold(false)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M5 6H19V15H12L8 18.500V15H5Z" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
      </svg>
    </button>
  );
}

/** The wheel of quick calls while it is held, and what is sent of it. What it marks is where the player pointed when it opened. */
export function useCalls(arena: { readonly current: Promise<Arena> | null }): Calls {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [held, setHeld] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const sent = useRef<number[]>([]);
  const forgetWait = useRef(0);

  const hold = useCallback(
    (down: boolean): void => {
      setHeld(down);
      if (!down) return;
      void arena.current?.then((it) => setOpened((before) => before ?? { at: it.pointedAt(), since: performance.now() }));
    },
    [arena],
  );

  const send = (call: number, at: Opened["at"]): void => {
    const now = performance.now();
    if (mustWait(sent.current, now, CALLS_MAX, CALL_PERIOD)) {
      setWaiting(true);
      window.clearTimeout(forgetWait.current);
      forgetWait.current = window.setTimeout(() => setWaiting(false), WAIT_SHOWN);
      return;
    }
    sent.current = [...sent.current, now].slice(-CALLS_MAX);
    void arena.current?.then((it) => it.call(call, meansPlace(call) ? at : null));
  };

  const close = (call: number | null): void => {
    setOpened(null);
    if (opened === null) return;
    const wasTap = performance.now() - opened.since < TAP;
    if (call !== null) send(call, opened.at);
    else if (wasTap) send(LOOK_HERE, opened.at);
  };

  return { hold, waiting, wheel: opened === null ? null : <CallWheel held={held} stick={aimingStick} onClose={close} /> };
}

/** Where a controller's right stick points, radians; null while it rests. */
function aimingStick(): number | null {
  for (const pad of gamepads()) {
    const x = pad?.axes[2] ?? 0;
    const y = pad?.axes[3] ?? 0;
    if (Math.hypot(x, y) >= STICK_LEAST) return Math.atan2(y, x);
  }
  return null;
}
