import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Arena } from "../game/arena.ts";
import type { InterfaceAction } from "../game/input/devices.ts";
import type { Connect } from "../game/match-source.ts";
import type { EndReason } from "../game/scene.ts";
import { useAppearance } from "./appearance.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { ControlsLine, weaponKeys } from "./control-hints.tsx";
import { EndingCard } from "./ending-card.tsx";
import type { WayOn } from "./endings.ts";
import { Hints } from "./hints.tsx";
import { Hud } from "./hud.tsx";
import { HudStore } from "./hud-state.ts";
import { Menu } from "./menu.tsx";
import { NetGraph } from "./net-graph.tsx";
import { usePadMenu } from "./pad-menu.ts";
import { askedRoom, asksToPlay, shareLink, showRoomInAddress } from "./page-address.ts";
import { Pause } from "./pause.tsx";
import { gamepads, useControllerNotice, usePlayerDevices } from "./player-devices.ts";
import {
  type Hint,
  hintsLeft,
  type Preferences,
  rememberedName,
  rememberedPreferences,
  rememberHint,
  rememberName,
  rememberPreferences,
} from "./remembered.ts";
import { Settings } from "./settings.tsx";
import { Spoken } from "./spoken.tsx";
import { useTexts } from "./texts/language.ts";
import { TouchLayer } from "./touch.tsx";

const BindingsPanel = lazy(async () => ({ default: (await import("./bindings.tsx")).BindingsPanel }));

type Page = { kind: "menu" } | { kind: "joining" } | { kind: "playing"; roomId: string } | { kind: "ended"; reason: EndReason };
type Watching = "looking" | "shown" | "none";
type Panel = "none" | "pause" | "settings" | "controls";

/**
 * The whole page: the arena's canvas at the back, and over it the menu, a match's HUD or the reason why it ended. `interrupted`: a
 * reload cut a match off, and it goes on at once.
 */
export function App({ connect, interrupted }: { connect: Connect; interrupted: boolean }) {
  const texts = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const arena = useRef<Promise<Arena> | null>(null);
  const store = useMemo(() => new HudStore(), []);
  const [page, setPage] = useState<Page>({ kind: "menu" });
  const [watching, setWatching] = useState<Watching>("looking");
  const [panel, setPanel] = useState<Panel>("none");
  const [room, setRoom] = useState<string | null>(askedRoom);
  const [hints, setHints] = useState<readonly Hint[]>(hintsLeft);
  const [preferences, setPreferences] = useState<Preferences>(rememberedPreferences);
  useAppearance(preferences);
  const [netGraph, setNetGraph] = useState(false);
  const [board, setBoard] = useState(false);
  const hands = usePlayerDevices();
  const { touch, device, controller, bindings, setDevice, setController } = hands;
  const firstHands = useRef(hands);

  const play = useCallback(async (name: string, wanted: string | null): Promise<void> => {
    if (arena.current === null) return;
    if (name !== "") rememberName(name);
    setPage({ kind: "joining" });
    const outcome = await (await arena.current).play(wanted === null ? { kind: "mode", mode: "arena" } : { kind: "room", roomId: wanted }, name, { trail: 0 });
    switch (outcome.kind) {
      case "playing":
        showRoomInAddress(outcome.roomId);
        setPage({ kind: "playing", roomId: outcome.roomId });
        return;
      case "failed":
        setPage({ kind: "ended", reason: outcome.reason });
        return;
      case "overtaken":
        return;
    }
  }, []);

  const watch = useCallback(async (): Promise<void> => {
    if (arena.current === null) return;
    setWatching("looking");
    setWatching((await (await arena.current).watch({ kind: "mode", mode: "arena" })) ? "shown" : "none");
  }, []);

  /** What was asked of the page with a key or button bound to it. */
  const answer = useCallback((action: InterfaceAction, down: boolean): void => {
    switch (action) {
      case "scoreboard":
        return setBoard(down);
      case "net-graph":
        return setNetGraph((shown) => !shown);
      case "pause":
        return setPanel("pause");
    }
  }, []);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const opened = import("../game/arena.ts").then(({ openArena }) =>
      openArena(element, firstHands.current.device, firstHands.current.bindings, {
        connect,
        observe: (scene, now) => store.observe(scene, now),
        changedMatch: () => store.reset(),
        ended: (reason) => {
          setPanel("none");
          setPage({ kind: "ended", reason });
        },
        devices: {
          touch,
          pads: gamepads,
          did: (hint) => {
            rememberHint(hint);
            setHints(hintsLeft);
          },
          changed: setDevice,
          controller: setController,
          asked: (action, down) => answer(action, down),
        },
      }),
    );
    arena.current = opened;
    if (interrupted || asksToPlay()) void play(rememberedName(), askedRoom());
    else void watch();
    return () => {
      arena.current = null;
      void opened.then((it) => it.close());
    };
  }, [connect, interrupted, store, play, watch, touch, setDevice, setController, answer]);

  useEffect(() => {
    void arena.current?.then((it) => it.bind(bindings));
  }, [bindings]);

  useEffect(() => {
    void arena.current?.then((it) => it.prefer(preferences));
  }, [preferences]);

  const playing = page.kind === "playing";
  const listening = playing && panel === "none";
  useEffect(() => {
    void arena.current?.then((it) => it.listen(listening));
    if (!listening) setBoard(false);
  }, [listening]);
  usePadMenu(!listening);
  // The same list while nothing changes: the HUD is shown anew only when it has something new to show.
  const keys = useMemo(() => weaponKeys(texts, { device, controller, bindings }), [texts, device, controller, bindings]);
  const notice = useControllerNotice(hands.controller);

  const toMenu = useCallback(() => {
    setPanel("none");
    setPage({ kind: "menu" });
    setRoom(null);
    showRoomInAddress(null);
    void watch();
  }, [watch]);

  const go = (way: WayOn): void => {
    switch (way) {
      case "play":
        void play(rememberedName(), room);
        return;
      case "another":
        setRoom(null);
        showRoomInAddress(null);
        void play(rememberedName(), null);
        return;
      case "reload":
        location.reload();
        return;
      case "menu":
        toMenu();
        return;
    }
  };

  return (
    <div className={`page page-${page.kind} page-${hands.device}`}>
      <canvas ref={canvas} className="arena" aria-label={texts.page.arena} />
      {!playing && <div className="veil" />}
      {(page.kind === "menu" || page.kind === "joining") && (
        <Menu
          initialName={rememberedName()}
          invited={room !== null}
          busy={page.kind === "joining"}
          store={store}
          watching={watching}
          onCancel={toMenu}
          onPlay={(name) => void play(name, room)}
          onSettings={() => setPanel("settings")}
          controls={<ControlsLine {...hands} />}
        />
      )}
      {playing && (
        <>
          <Hud store={store} board={board} weaponKeys={keys} />
          <Hints store={store} left={hints} {...hands} />
          <ConnectionBanner store={store} />
          <Spoken store={store} />
        </>
      )}
      {listening && (
        <TouchLayer
          touch={touch}
          store={store}
          shown={hands.device === "touch"}
          onPause={() => setPanel("pause")}
          onBoard={() => setBoard((shown) => !shown)}
        />
      )}
      <p className="device-notice halo" role="status">
        {notice !== null && texts.controller[notice]}
      </p>
      {netGraph && playing && <NetGraph store={store} />}
      {page.kind === "ended" && <EndingCard reason={page.reason} onWay={go} />}
      {playing && panel === "pause" && (
        <Pause
          link={page.roomId === "" ? "" : shareLink(page.roomId)}
          onResume={() => setPanel("none")}
          onSettings={() => setPanel("settings")}
          onLeave={toMenu}
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
