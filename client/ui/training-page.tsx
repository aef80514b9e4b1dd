import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Arena, openArena } from "../game/arena.ts";
import type { InterfaceAction } from "../game/input/devices.ts";
import { openTraining, type TrainingRoom } from "../game/training/room.ts";
import { useAppearance } from "./appearance.ts";
import { Hud } from "./hud.tsx";
import { HudStore } from "./hud-state.ts";
import { usePadMenu } from "./pad-menu.ts";
import { Pause } from "./pause.tsx";
import { gamepads, usePlayerDevices } from "./player-devices.ts";
import { type Preferences, rememberedPreferences, rememberPreferences } from "./remembered.ts";
import { Settings } from "./settings.tsx";
import { useTexts } from "./texts/language.ts";
import { TouchLayer } from "./touch.tsx";
import { TrainingPanel } from "./training.tsx";

const BindingsPanel = lazy(async () => ({ default: (await import("./bindings.tsx")).BindingsPanel }));

/** Nobody else is here. */
const NOBODY_MUTED: ReadonlySet<number> = new Set();

/** The training room: the arena at the back, the player's HUD, and the panel with all that can be changed. Needs no server. */
export function TrainingPage() {
  const texts = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const arena = useRef<Promise<Arena> | null>(null);
  const store = useMemo(() => new HudStore(), []);
  const [room, setRoom] = useState<TrainingRoom | null>(null);
  const [panel, setPanel] = useState<"none" | "pause" | "settings" | "controls">("none");
  const [preferences, setPreferences] = useState<Preferences>(rememberedPreferences);
  useAppearance(preferences);
  const hands = usePlayerDevices();
  const { touch, bindings, setDevice, setController } = hands;
  const firstHands = useRef(hands);

  const leave = useCallback((): void => location.assign(location.pathname), []);
  const answer = useCallback((action: InterfaceAction, down: boolean): void => {
    if (action === "pause" && down) setPanel("pause");
  }, []);

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
    arena.current = opened;
    void opened.then((it) => it.play({ kind: "mode", mode: "arena" }, "", { trail: 0 }));
    return () => {
      arena.current = null;
      void opened.then((it) => it.close());
    };
  }, [store, touch, setDevice, setController, answer, leave]);

  useEffect(() => {
    void arena.current?.then((it) => it.bind(bindings));
  }, [bindings]);
  useEffect(() => {
    void arena.current?.then((it) => it.prefer(preferences));
  }, [preferences]);
  const listening = room !== null && panel === "none";
  useEffect(() => {
    void arena.current?.then((it) => it.listen(listening));
  }, [listening]);
  usePadMenu(!listening);

  return (
    <div className={`page page-playing page-${hands.device}`}>
      <canvas ref={canvas} className="arena" aria-label={texts.page.arena} />
      <Hud store={store} board={false} endless />
      <TouchLayer touch={touch} store={store} shown={hands.device === "touch"} onPause={() => setPanel("pause")} onBoard={() => undefined} />
      {room !== null && <TrainingPanel room={room} store={store} onLeave={leave} />}
      {panel === "pause" && (
        <Pause
          link=""
          store={store}
          muted={NOBODY_MUTED}
          onMute={() => undefined}
          onResume={() => setPanel("none")}
          onSettings={() => setPanel("settings")}
          onLeave={leave}
        />
      )}
      {panel === "settings" && (
        <Settings
          preferences={preferences}
          onChange={(next) => {
            rememberPreferences(next);
            setPreferences(next);
          }}
          onControls={() => setPanel("controls")}
          onClose={() => setPanel("none")}
        />
      )}
      {panel === "controls" && (
        <Suspense fallback={null}>
          <BindingsPanel
            bindings={bindings}
            device={hands.device === "gamepad" ? "gamepad" : "keyboard"}
            controller={hands.controller}
            onChange={hands.rebind}
            onClose={() => setPanel("settings")}
          />
        </Suspense>
      )}
    </div>
  );
}
