import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { ModeName } from "../../shared/content/modes.ts";
import type { CraftLook } from "../../shared/protocol/craft.ts";
import type { Arena } from "../game/arena.ts";
import type { InterfaceAction } from "../game/input/devices.ts";
import type { Connect, WantedMatch } from "../game/match-source.ts";
import type { EndReason } from "../game/scene.ts";
import { useAppearance } from "./appearance.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { ControlsLine, weaponKeys } from "./control-hints.tsx";
import { EndingCard } from "./ending-card.tsx";
import type { WayOn } from "./endings.ts";
import { freshPagePorts, reloadIfOutdated } from "./fresh-page.ts";
import { Hints } from "./hints.tsx";
import { Hud } from "./hud.tsx";
import { HudStore } from "./hud-state.ts";
import { MatchNews } from "./match-news.ts";
import { Menu } from "./menu.tsx";
import { NetGraph } from "./net-graph.tsx";
import { usePadMenu } from "./pad-menu.ts";
import { askedMode, askedRoom, askForMode, shareLink, showRoomInAddress } from "./page-address.ts";
import { Pause } from "./pause.tsx";
import { gamepads, useControllerNotice, usePlayerDevices } from "./player-devices.ts";
import { Keeper } from "./progress/keeper.ts";
import type { CraftChoice } from "./progress/progress.ts";
import {
  type Hint,
  hintsLeft,
  type Preferences,
  rememberedName,
  rememberedPreferences,
  rememberedProgress,
  rememberHint,
  rememberName,
  rememberPreferences,
} from "./remembered.ts";
import { RestartNotice } from "./restart-notice.tsx";
import { Settings } from "./settings.tsx";
import { Spoken } from "./spoken.tsx";
import { useTexts } from "./texts/language.ts";
import { TouchLayer } from "./touch.tsx";
import { CallsButton, useCalls } from "./use-calls.tsx";

const PrivatePanel = lazy(async () => ({ default: (await import("./private-panel.tsx")).PrivatePanel }));
const SharePanel = lazy(async () => ({ default: (await import("./private-panel.tsx")).SharePanel }));
const ProfilePanel = lazy(async () => ({ default: (await import("./profile-panel.tsx")).ProfilePanel }));
const WatchBar = lazy(async () => ({ default: (await import("./watch-bar.tsx")).WatchBar }));
const BindingsPanel = lazy(async () => ({ default: (await import("./bindings.tsx")).BindingsPanel }));

type Page =
  | { kind: "menu" }
  | { kind: "joining" }
  | { kind: "playing"; roomId: string }
  | { kind: "watching"; mode: ModeName; roomId: string | null }
  | { kind: "ended"; reason: EndReason };
type Watching = "looking" | "shown" | "none";
type Panel = "none" | "pause" | "settings" | "controls" | "private" | "share" | "profile";

const ARENA_MATCH: WantedMatch = { kind: "mode", mode: "arena" };

/**
 * The whole page: the arena's canvas at the back, and over it the menu, a match's HUD or the reason why it ended. `interrupted`: a
 * reload cut a match off, and it goes on at once.
 */
export function App({ connect, interrupted }: { connect: Connect; interrupted: boolean }) {
  const texts = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const arena = useRef<Promise<Arena> | null>(null);
  const store = useMemo(() => new HudStore(), []);
  const keeper = useMemo(() => new Keeper(rememberedProgress), []);
  const news = useMemo(() => new MatchNews(keeper), [keeper]);
  const [page, setPage] = useState<Page>({ kind: "menu" });
  const [watching, setWatching] = useState<Watching>("looking");
  const [panel, setPanel] = useState<Panel>("none");
  const [wanted, setWanted] = useState<WantedMatch>(askedMatch);
  const [muted, setMuted] = useState<ReadonlySet<number>>(new Set());
  const [hints, setHints] = useState<readonly Hint[]>(hintsLeft);
  const [preferences, setPreferences] = useState<Preferences>(rememberedPreferences);
  useAppearance(preferences);
  const [netGraph, setNetGraph] = useState(false);
  const [board, setBoard] = useState(false);
  const hands = usePlayerDevices();
  const { touch, device, controller, bindings, setDevice, setController } = hands;
  const firstHands = useRef(hands);

  const calls = useCalls(arena);
  const play = useCallback(
    async (name: string, match: WantedMatch): Promise<void> => {
      if (arena.current === null) return;
      if (name !== "") rememberName(name);
      setWanted(match);
      setPage({ kind: "joining" });
      const outcome = await (await arena.current).play(match, name, lookOf(keeper.read().craft));
      switch (outcome.kind) {
        case "playing":
          showRoomInAddress(outcome.roomId);
          setPage({ kind: "playing", roomId: outcome.roomId });
          if (match.kind === "private") {
            setWanted({ kind: "room", roomId: outcome.roomId });
            setPanel("share");
          }
          return;
        case "failed":
          if (outcome.reason === "version" && (await reloadIfOutdated(goOnWith(match)))) return;
          setPage({ kind: "ended", reason: outcome.reason });
          return;
        case "overtaken":
          return;
      }
    },
    [keeper],
  );

  const watch = useCallback(async (match: WantedMatch = ARENA_MATCH): Promise<void> => {
    if (arena.current === null) return;
    setWatching("looking");
    setWatching((await (await arena.current).watch(match)) ? "shown" : "none");
  }, []);
  const watchAs = (mode: ModeName, roomId: string | null = null): void => {
    setPage({ kind: "watching", mode, roomId });
    void watch(roomId === null ? { kind: "mode", mode } : { kind: "room", roomId });
  };

  /** A match that was played is over. Where its server restarts another takes its players, maybe one of another version. */
  const finish = useCallback(
    async (reason: EndReason, match: WantedMatch): Promise<void> => {
      setPanel("none");
      setPage({ kind: "ended", reason });
      if (reason === "restarting" && match.kind === "mode" && !(await reloadIfOutdated(goOnWith(match)))) void play(rememberedName(), match);
    },
    [play],
  );
  const finished = useRef<(reason: EndReason) => void>(() => undefined);
  useEffect(() => {
    finished.current = (reason) => void finish(reason, wanted);
  }, [finish, wanted]);

  const { hold: holdCalls } = calls;
  /** What was asked of the page with a key or button bound to it. */
  const answer = useCallback(
    (action: InterfaceAction, down: boolean): void => {
      switch (action) {
        case "scoreboard":
          return setBoard(down);
        case "net-graph":
          return setNetGraph((shown) => !shown);
        case "pause":
          return setPanel("pause");
        case "calls":
          return holdCalls(down);
      }
    },
    [holdCalls],
  );

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const opened = import("../game/arena.ts").then(({ openArena }) =>
      openArena(element, firstHands.current.device, firstHands.current.bindings, {
        connect,
        observe: (scene, now) => {
          store.observe(scene, now);
          news.observe(scene, now);
        },
        changedMatch: () => {
          store.reset();
          news.reset();
          setMuted(new Set());
        },
        ended: (reason) => finished.current(reason),
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
    if (interrupted || askedMode() !== null) void play(rememberedName(), askedMatch());
    else void watch();
    return () => {
      arena.current = null;
      void opened.then((it) => it.close());
    };
  }, [connect, interrupted, store, news, play, watch, touch, setDevice, setController, answer]);

  useEffect(() => {
    void arena.current?.then((it) => it.bind(bindings));
  }, [bindings]);

  useEffect(() => {
    void arena.current?.then((it) => it.prefer(preferences));
  }, [preferences]);

  useEffect(() => {
    void arena.current?.then((it) => it.mute(muted));
  }, [muted]);
  const { nemesis } = useSyncExternalStore(news.subscribe, news.read);
  useEffect(() => {
    void arena.current?.then((it) => it.markNemesis(nemesis));
  }, [nemesis]);
  const live = useMemo(
    () => ({
      news,
      muted,
      onMute: (body: number): void => setMuted((before) => toggled(before, body)),
      onAgain: (): void => void arena.current?.then((it) => it.askAgain()),
    }),
    [news, muted],
  );

  const onMenu = page.kind === "menu";
  useEffect(() => {
    if (onMenu) void reloadIfOutdated(freshPagePorts(() => undefined));
  }, [onMenu]);

  const playing = page.kind === "playing";
  const listening = playing && panel === "none";
  useEffect(() => {
    void arena.current?.then((it) => it.listen(listening));
    if (!listening) setBoard(false);
  }, [listening]);
  const onPodium = useSyncExternalStore(store.subscribe, () => store.read().phase === "podium");
  usePadMenu(!listening || onPodium);
  // The same list while nothing changes: the HUD is shown anew only when it has something new to show.
  const keys = useMemo(() => weaponKeys(texts, { device, controller, bindings }), [texts, device, controller, bindings]);
  const notice = useControllerNotice(hands.controller);

  const toMenu = useCallback(() => {
    setPanel("none");
    setPage({ kind: "menu" });
    setWanted(ARENA_MATCH);
    showRoomInAddress(null);
    void watch();
  }, [watch]);

  const go = (way: WayOn): void => {
    switch (way) {
      case "play":
        void play(rememberedName(), wanted);
        return;
      case "another":
        showRoomInAddress(null);
        void play(rememberedName(), wanted.kind === "mode" ? wanted : ARENA_MATCH);
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
      {!playing && page.kind !== "watching" && <div className="veil" />}
      {(page.kind === "menu" || page.kind === "joining") && (
        <Menu
          initialName={rememberedName()}
          invited={wanted.kind === "room"}
          busy={page.kind === "joining"}
          store={store}
          watching={watching}
          onCancel={toMenu}
          onPlay={(name, mode) => void play(name, mode === null ? wanted : { kind: "mode", mode })}
          onPrivate={(name) => {
            if (name !== "") rememberName(name);
            setPanel("private");
          }}
          onWatch={() => watchAs("arena")}
          onProfile={() => setPanel("profile")}
          onSettings={() => setPanel("settings")}
          controls={<ControlsLine {...hands} />}
        />
      )}
      {playing && (
        <>
          <Hud store={store} live={live} board={board} weaponKeys={keys} />
          {calls.wheel}
          <p className="call-wait halo" role="status">
            {calls.waiting && texts.calls.wait}
          </p>
          <Hints store={store} left={hints} {...hands} />
          <ConnectionBanner store={store} />
          <RestartNotice store={store} />
          <Spoken store={store} news={news} />
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
      {listening && hands.device === "touch" && <CallsButton hold={calls.hold} />}
      <p className="device-notice halo" role="status">
        {notice !== null && texts.controller[notice]}
      </p>
      {netGraph && playing && <NetGraph store={store} />}
      {page.kind === "ended" && <EndingCard reason={page.reason} onWay={go} />}
      {playing && panel === "pause" && (
        <Pause
          link={page.roomId === "" ? "" : shareLink(page.roomId)}
          store={store}
          muted={muted}
          onMute={live.onMute}
          onResume={() => setPanel("none")}
          onSettings={() => setPanel("settings")}
          onLeave={toMenu}
        />
      )}
      <Suspense fallback={null}>
        {page.kind === "watching" && (
          <WatchBar
            store={store}
            mode={page.mode}
            roomId={page.roomId}
            found={watching}
            onMode={(mode) => watchAs(mode)}
            onMatch={({ mode, roomId }) => watchAs(mode, roomId)}
            onFollow={(body) => void arena.current?.then((it) => it.follow(body))}
            onPlay={() => void play(rememberedName(), { kind: "mode", mode: page.mode })}
            onLeave={toMenu}
          />
        )}
        {panel === "private" && (
          <PrivatePanel
            onCreate={(match) => {
              setPanel("none");
              void play(rememberedName(), match);
            }}
            onClose={() => setPanel("none")}
          />
        )}
        {panel === "share" && playing && <SharePanel link={shareLink(page.roomId)} onClose={() => setPanel("none")} />}
        {panel === "profile" && <ProfilePanel keeper={keeper} onClose={() => setPanel("none")} />}
      </Suspense>
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

/** The match that the page's address leads to; any arena when it leads nowhere. */
function askedMatch(): WantedMatch {
  const roomId = askedRoom();
  return roomId === null ? { kind: "mode", mode: askedMode() ?? "arena" } : { kind: "room", roomId };
}

/** A page that has to be loaded anew goes on with what was wanted; a link is in its address already. */
function goOnWith(match: WantedMatch) {
  return freshPagePorts(() => {
    if (match.kind === "mode") askForMode(match.mode);
  });
}

function lookOf({ color, trail }: CraftChoice): CraftLook {
  return color === null ? { trail } : { color, trail };
}

function toggled(set: ReadonlySet<number>, entry: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(entry)) next.add(entry);
  return next;
}
