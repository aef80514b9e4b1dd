import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Arena, openArena } from "../game/arena.ts";
import type { InterfaceAction } from "../game/input/devices.ts";
import { openTraining, type TrainingRoom } from "../game/training/room.ts";
import { Hud } from "./hud.tsx";
import { HudStore } from "./hud-state.ts";
import { gamepads, usePlayerDevices } from "./player-devices.ts";
import { rememberedPreferences } from "./remembered.ts";
import { useTexts } from "./texts/language.ts";
import { TouchLayer } from "./touch.tsx";
import { TrainingPanel } from "./training.tsx";

/** The training room: the arena at the back, the player's HUD, and the panel with all that can be changed. Needs no server. */
export function TrainingPage() {
  const texts = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useMemo(() => new HudStore(), []);
  const [room, setRoom] = useState<TrainingRoom | null>(null);
  const hands = usePlayerDevices();
  const { touch, setDevice, setController } = hands;
  const firstHands = useRef(hands);

  const leave = useCallback((): void => location.assign(location.pathname), []);
  const answer = useCallback(
    (action: InterfaceAction, down: boolean): void => {
      if (action === "pause" && down) leave();
    },
    [leave],
  );

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const { device, bindings } = firstHands.current;
    const opened: Promise<Arena> = openArena(element, device, bindings, {
      connect: async () => {
        const made = await openTraining();
        setRoom(made);
        return made.source;
      },
      observe: (scene, now) => store.observe(scene, now),
      changedMatch: () => store.reset(),
      ended: leave,
      devices: { touch, pads: gamepads, did: () => undefined, changed: setDevice, controller: setController, asked: answer },
    });
    void opened.then(async (arena) => {
      arena.prefer(rememberedPreferences());
      await arena.play({ kind: "mode", mode: "arena" }, "", { trail: 0 });
      arena.listen(true);
    });
    return () => void opened.then((arena) => arena.close());
  }, [store, touch, setDevice, setController, answer, leave]);

  return (
    <div className={`page page-playing page-${hands.device}`}>
      <canvas ref={canvas} className="arena" aria-label={texts.page.arena} />
      <Hud store={store} board={false} />
      <TouchLayer touch={touch} store={store} shown={hands.device === "touch"} onPause={leave} onBoard={() => undefined} />
      {room !== null && <TrainingPanel room={room} store={store} onLeave={leave} />}
    </div>
  );
}
