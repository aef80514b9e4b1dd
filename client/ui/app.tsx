import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { ModeName } from "../../shared/content/modes.ts";
import type { Arena } from "../game/arena.ts";
import type { InterfaceAction } from "../game/input/devices.ts";
import type { Connect, WantedMatch } from "../game/match-source.ts";
import type { EndReason } from "../game/scene.ts";
import type { Self } from "../matchmaking/matchmaking.ts";
import { useAppearance } from "./appearance.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { ControlsLine, weaponKeys } from "./control-hints.tsx";
import { EndingCard } from "./ending-card.tsx";
import type { WayOn } from "./endings.ts";
import { freshPagePorts, reloadIfOutdated } from "./fresh-page.ts";
import { Hints } from "./hints.tsx";
import { Hud } from "./hud.tsx";
import { HudStore } from "./hud-state.ts";
import { IdleNotice } from "./idle-notice.tsx";
import { LossNotice } from "./loss-notice.tsx";
import { MatchNews } from "./match-news.ts";
import { Menu } from "./menu.tsx";
import { NetGraph } from "./net-graph.tsx";
import { Farewell, OperatorNotice } from "./operator-notice.tsx";
import { usePadMenu } from "./pad-menu.ts";
import { ARENA_MATCH, askedMatch, isTicketMode, lookOf, type MoveReason, otherMatch, type Page, type PanelName, ratedRound } from "./page.ts";
import { askedMode, askedParty, askedWatch, askForMode, shareLink, showPartyInAddress, showRoomInAddress } from "./page-address.ts";
import { Pause } from "./pause.tsx";
import { useControllerNotice, usePlayerDevices } from "./player-devices.ts";
import { Keeper } from "./progress/keeper.ts";
import { RegionChoice } from "./region-choice.tsx";
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
import { useArena } from "./use-arena.ts";
import { CallsButton, useCalls } from "./use-calls.tsx";
import { useQueueing } from "./use-queueing.ts";
import { nearestFirst, useRegions } from "./use-regions.ts";

const PrivatePanel = lazy(async () => ({ default: (await import("./private-panel.tsx")).PrivatePanel }));
const SharePanel = lazy(async () => ({ default: (await import("./private-panel.tsx")).SharePanel }));
const ProfilePanel = lazy(async () => ({ default: (await import("./profile-panel.tsx")).ProfilePanel }));
const WatchBar = lazy(async () => ({ default: (await import("./watch-bar.tsx")).WatchBar }));
const BindingsPanel = lazy(async () => ({ default: (await import("./bindings.tsx")).BindingsPanel }));
const QueueCard = lazy(async () => ({ default: (await import("./queue-card.tsx")).QueueCard }));
const PartyPanel = lazy(async () => ({ default: (await import("./party-panel.tsx")).PartyPanel }));
const RatingChange = lazy(async () => ({ default: (await import("./rating-change.tsx")).RatingChange }));

type Watching = "looking" | "shown" | "none";

/**
 * The whole page: the arena's canvas at the back, and over it the menu, a match's HUD or the reason why it ended. `interrupted`: a
 * reload cut a match off, and it goes on at once.
 */
export function App({ connect, self, interrupted }: { connect: Connect; self: Self; interrupted: boolean }) {
  const texts = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const arena = useRef<Promise<Arena> | null>(null);
  const store = useMemo(() => new HudStore(), []);
  const keeper = useMemo(() => new Keeper(rememberedProgress), []);
  const news = useMemo(() => new MatchNews(keeper), [keeper]);
  const [page, setPage] = useState<Page>({ kind: "menu" });
  const [watching, setWatching] = useState<Watching>("looking");
  const [panel, setPanel] = useState<PanelName>(() => (askedParty() === null ? "none" : "party"));
  const [wanted, setWanted] = useState<WantedMatch>(askedMatch);
  const [muted, setMuted] = useState<ReadonlySet<number>>(new Set());
  const [hints, setHints] = useState<readonly Hint[]>(hintsLeft);
  const [preferences, setPreferences] = useState<Preferences>(rememberedPreferences);
  useAppearance(preferences);
  const [netGraph, setNetGraph] = useState(false);
  const [board, setBoard] = useState(false);
  const hands = usePlayerDevices();
  const { touch, device, controller, bindings } = hands;
  const regions = useRegions();
  const calls = useCalls(arena);

  const play = useCallback(
    async (match: WantedMatch, moving: MoveReason | null = null): Promise<void> => {
      if (arena.current === null) return;
      setWanted(match);
      setPage(moving === null ? { kind: "joining" } : { kind: "moving", reason: moving });
      const outcome = await (await arena.current).play(match, rememberedName(), lookOf(keeper.read().craft));
      switch (outcome.kind) {
        case "playing": {
          // A match that was arranged has no place for who follows a link.
          const roomId = match.kind === "found" ? "" : outcome.roomId;
          showRoomInAddress(roomId);
          setPage({ kind: "playing", roomId, match, isAfterLoss: moving === "server-gone" });
          if (match.kind === "private") {
            setWanted({ kind: "room", roomId });
            setPanel("share");
          }
          return;
        }
        case "failed":
          if (outcome.reason === "version" && (await reloadIfOutdated(goOnWith(match)))) return;
          setPage({ kind: "ended", reason: outcome.reason, match, rated: null });
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

  const { party, queueFor } = useQueueing({ self, page, regions, craft: () => lookOf(keeper.read().craft), setPage, setPanel, watch });
  /** Whichever match of a mode: by ticket where that counts, at once elsewhere. */
  const enter = (mode: ModeName): void => {
    if (isTicketMode(mode)) queueFor(mode);
    else void play({ kind: "mode", mode });
  };

  /** A match that was played is over. Where its server restarts or was lost another takes its players, maybe one of another version. */
  const finish = async (reason: EndReason): Promise<void> => {
    setPanel("none");
    setBoard(false);
    const match = page.kind === "playing" ? page.match : wanted;
    // A match of one round that stood on its podium has been played to its end.
    const { phase, round } = store.read();
    const wasPlayed = reason === "server-gone" && match.kind === "found" && phase === "podium";
    if (wasPlayed || !(reason === "server-gone" || (reason === "restarting" && match.kind !== "room"))) {
      return setPage({ kind: "ended", reason: wasPlayed ? "match-over" : reason, match, rated: phase === "podium" ? ratedRound(match, round) : null });
    }
    const other = otherMatch(match);
    if (reason === "restarting" && (await reloadIfOutdated(goOnWith(other)))) return;
    await play(other, reason);
  };

  const { hold: holdCalls } = calls;
  /** What was asked of the page with a key or button bound to it. */
  const answer = (action: InterfaceAction, down: boolean): void => {
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
  };

  const { nemesis } = useSyncExternalStore(news.subscribe, news.read);
  const playing = page.kind === "playing";
  const listening = playing && panel === "none";
  useArena(
    arena,
    canvas,
    connect,
    { hands, preferences, muted, nemesis, listening },
    {
      opened: () => {
        const watched = askedWatch();
        if (watched !== null) watchAs("arena", watched);
        else void (interrupted || askedMode() !== null ? play(askedMatch()) : watch());
      },
      observe: (scene, now) => {
        store.observe(scene, now);
        news.observe(scene, now);
      },
      changedMatch: () => {
        store.reset();
        news.reset();
        setMuted(new Set());
      },
      ended: (reason) => void finish(reason),
      did: (hint) => {
        rememberHint(hint);
        setHints(hintsLeft);
      },
      asked: answer,
    },
  );

  const onPodium = useSyncExternalStore(store.subscribe, () => store.read().phase === "podium");
  const round = useSyncExternalStore(store.subscribe, () => store.read().round);
  const rated = playing && onPodium ? ratedRound(page.match, round) : null;
  const queuedMode = playing && page.match.kind === "found" ? page.match.mode : null;
  const queueAgain = useRef(queueFor);
  useEffect(() => {
    queueAgain.current = queueFor;
  });
  const live = useMemo(
    () => ({
      news,
      muted,
      onMute: (body: number): void => setMuted((before) => toggled(before, body)),
      onAgain: (): void => void arena.current?.then((it) => it.askAgain()),
      onQueue: queuedMode === null ? null : () => queueAgain.current(queuedMode),
      rating: rated === null ? null : <RatingChange self={self} matchId={rated} />,
    }),
    [news, muted, rated, self, queuedMode],
  );

  const onMenu = page.kind === "menu";
  useEffect(() => {
    if (onMenu) void reloadIfOutdated(freshPagePorts(() => undefined));
  }, [onMenu]);
  useEffect(() => {
    if (!listening) setBoard(false);
  }, [listening]);
  usePadMenu(!listening || onPodium);
  // The same list while nothing changes: the HUD is shown anew only when it has something new to show.
  const keys = useMemo(() => weaponKeys(texts, { device, controller, bindings }), [texts, device, controller, bindings]);
  const notice = useControllerNotice(hands.controller);

  const partyCode = party.state.kind === "in" ? party.state.code : null;
  const toMenu = useCallback(() => {
    setPanel("none");
    setPage({ kind: "menu" });
    setWanted(ARENA_MATCH);
    showRoomInAddress(null);
    void watch();
  }, [watch]);
  const hasRoomInAddress = page.kind === "playing" || page.kind === "joining" || page.kind === "moving";
  useEffect(() => {
    if (partyCode !== null && !hasRoomInAddress) showPartyInAddress(partyCode);
  }, [partyCode, hasRoomInAddress]);

  const go = (way: WayOn, match: WantedMatch): void => {
    switch (way) {
      case "play":
        return match.kind === "found" ? enter(match.mode) : void play(match);
      case "another":
        showRoomInAddress(null);
        return enter(otherMatch(match).mode);
      case "reload":
        return location.reload();
      case "menu":
        return toMenu();
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
          partySize={party.state.kind === "in" ? party.state.members.length : 0}
          onName={rememberName}
          onCancel={toMenu}
          onPlay={(mode) => (mode === null ? void play(wanted) : enter(mode))}
          onPanel={setPanel}
          onWatch={() => watchAs("arena")}
          controls={<ControlsLine {...hands} />}
          regions={<RegionChoice regions={regions} />}
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
          <IdleNotice store={store} />
          <OperatorNotice />
          {page.isAfterLoss && <LossNotice />}
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
      {page.kind === "moving" && (
        <EndingCard reason={page.reason} ways={["menu"]} onWay={toMenu}>
          <p role="status">{texts.connection.another}</p>
        </EndingCard>
      )}
      {page.kind === "ended" && <Ended page={page} self={self} onWay={(way) => go(way, page.match)} />}
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
        {page.kind === "queueing" && (
          <QueueCard
            key={page.mode}
            queue={page.queue}
            mode={page.mode}
            regions={nearestFirst(regions).map(([name, ping]) => texts.regions.withPing(name, ping))}
            onFound={({ mode, seat, ranked }) => void play({ kind: "found", mode, seat, ranked })}
            onAgain={page.mode === null ? null : () => page.mode !== null && queueFor(page.mode)}
            onArena={() => void play(ARENA_MATCH)}
            onMenu={toMenu}
          />
        )}
        {page.kind === "watching" && (
          <WatchBar
            store={store}
            mode={page.mode}
            roomId={page.roomId}
            found={watching}
            onMode={(mode) => watchAs(mode)}
            onMatch={({ mode, roomId }) => watchAs(mode, roomId)}
            onFollow={(body) => void arena.current?.then((it) => it.follow(body))}
            onPlay={() => enter(page.mode)}
            onLeave={toMenu}
          />
        )}
        {panel === "private" && (
          <PrivatePanel
            onCreate={(match) => {
              setPanel("none");
              void play(match);
            }}
            onClose={() => setPanel("none")}
          />
        )}
        {panel === "share" && playing && <SharePanel link={shareLink(page.roomId)} onClose={() => setPanel("none")} />}
        {panel === "profile" && <ProfilePanel keeper={keeper} self={self} onClose={() => setPanel("none")} />}
        {panel === "party" && !playing && (
          <PartyPanel
            party={party}
            onQueue={queueFor}
            onLeave={() => {
              party.leave();
              showRoomInAddress(null);
            }}
            onClose={() => setPanel("none")}
          />
        )}
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

/** Reasons that are an operator's. */
const OPERATORS: ReadonlySet<EndReason> = new Set(["kicked", "banned", "maintenance"]);

/** Why a match ended, with what it did to the player's rating where it counted. */
function Ended({ page, self, onWay }: { page: Extract<Page, { kind: "ended" }>; self: Self; onWay: (way: WayOn) => void }) {
  return (
    <EndingCard reason={page.reason} queued={page.match.kind === "found"} onWay={onWay}>
      {OPERATORS.has(page.reason) && <Farewell />}
      {page.rated !== null && (
        <Suspense fallback={null}>
          <RatingChange self={self} matchId={page.rated} />
        </Suspense>
      )}
    </EndingCard>
  );
}

/** A page that has to be loaded anew goes on with what was wanted; a link is in its address already. */
function goOnWith(match: WantedMatch) {
  return freshPagePorts(() => {
    if (match.kind === "mode") askForMode(match.mode);
  });
}

function toggled(set: ReadonlySet<number>, entry: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(entry)) next.add(entry);
  return next;
}
