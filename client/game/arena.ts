import type { CraftLook } from "../../shared/protocol/craft.ts";
import { clampAspect } from "../../shared/protocol/view.ts";
import { openSpeaker } from "./audio/speaker.ts";
import type { Volumes } from "./audio/volumes.ts";
import type { Bindings } from "./input/bindings.ts";
import { restingControls } from "./input/controls.ts";
import { type Device, type DevicePorts, Devices } from "./input/devices.ts";
import { showForInspection } from "./inspection.ts";
import { type Connect, ConnectError, type MatchSource, type WantedMatch, type Wish } from "./match-source.ts";
import { createRenderer, type RendererPreferences } from "./render/renderer.ts";
import { safeArea } from "./safe-area.ts";
import type { EndReason, Scene } from "./scene.ts";

export interface ArenaPorts {
  connect: Connect;
  /** Every frame that was drawn. */
  observe: (scene: Scene, now: number) => void;
  /** Another match is on screen from now on. */
  changedMatch: () => void;
  /** A match that was played is over for this player. */
  ended: (reason: EndReason) => void;
  /** What the player plays with, and what they ask of the page with it. */
  devices: DevicePorts;
}

/** "overtaken": the player meanwhile wanted something else. */
export type PlayOutcome = { kind: "playing"; roomId: string } | { kind: "failed"; reason: EndReason } | { kind: "overtaken" };

/** The canvas and all that moves on it: one match at a time, watched or played. */
export interface Arena {
  /** Shows a live match without taking part; false when there is none to show. */
  watch(match: WantedMatch): Promise<boolean>;
  play(match: WantedMatch, name: string, craft: CraftLook): Promise<PlayOutcome>;
  /** Sends a quick call; `at`: the place that it means, units. */
  call(call: number, at: { x: number; y: number } | null): void;
  /** Where the player points now, units; null while they point nowhere. */
  pointedAt(): { x: number; y: number } | null;
  /** On the podium: asks for another round. */
  askAgain(): void;
  /** Follows this body from now on, for who only watches. */
  follow(id: number): void;
  /** Calls of these bodies are neither shown nor heard. */
  mute(bodies: ReadonlySet<number>): void;
  /** This body's name carries the nemesis' mark; 0 for nobody's. */
  markNemesis(id: number): void;
  /** Whether the player's devices reach the own craft. */
  listen(on: boolean): void;
  bind(bindings: Bindings): void;
  prefer(preferences: RendererPreferences & { volumes: Volumes }): void;
  close(): void;
}

/** A frame is never taken to be longer than this, ms: after a hidden tab, effects go on where they were. */
const FRAME_LONGEST = 100;

/** `device`: what the player probably holds, until they use one. */
export async function openArena(canvas: HTMLCanvasElement, device: Device, bindings: Bindings, ports: ArenaPorts): Promise<Arena> {
  const renderer = await createRenderer(canvas);
  const speaker = openSpeaker();
  const controls = restingControls();
  const changedDevice = (device: Device): void => {
    renderer.underThumbs(device === "touch");
    ports.devices.changed(device);
  };
  const devices = new Devices(canvas, device, bindings, { ...ports.devices, changed: changedDevice });
  renderer.underThumbs(device === "touch");
  let source: MatchSource | null = null;
  let wishes = 0;
  let playing = false;
  let muted: ReadonlySet<number> = new Set();
  let scene: Scene | null = null;
  let closed = false;
  let before = performance.now();
  let request = 0;

  const windowAspect = (): number => clampAspect(window.innerWidth / window.innerHeight);
  const fitWindow = (): void => renderer.fit(window.innerWidth, window.innerHeight, window.devicePixelRatio, safeArea());

  const frame = (now: number): void => {
    request = requestAnimationFrame(frame);
    const elapsed = Math.min(now - before, FRAME_LONGEST);
    before = now;
    if (source === null) return;
    devices.read(controls, scene, elapsed);
    scene = source.frame(now, controls);
    if (scene.calls.some(({ from }) => muted.has(from))) scene.calls = scene.calls.filter(({ from }) => !muted.has(from));
    controls.aim = renderer.draw(scene, elapsed, devices.pointing(controls)) ?? controls.aim;
    showForInspection(scene);
    speaker.hear(scene, now);
    ports.observe(scene, now);
    if (scene.connection.kind === "ended") finish(scene.connection.reason);
  };

  const finish = (reason: EndReason): void => {
    const wasPlayed = playing;
    show(null, false);
    if (wasPlayed) ports.ended(reason);
  };

  const show = (next: MatchSource | null, asPlayer: boolean): void => {
    source?.leave();
    source = next;
    playing = asPlayer;
    scene = null;
    devices.hold(0);
    if (next === null) return;
    // Fixed while the match lasts: a window that changes its shape gets borders, not more to see. A phone may be turned.
    renderer.begin(windowAspect());
    fitWindow();
    ports.changedMatch();
  };

  /** Null when a newer wish overtook this one. */
  const connect = async (wish: Wish): Promise<MatchSource | EndReason | null> => {
    wishes += 1;
    const mine = wishes;
    try {
      const made = await ports.connect(wish);
      if (mine === wishes && !closed) return made;
      made.leave();
      return null;
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      return mine === wishes ? error.reason : null;
    }
  };

  /** A phone that was turned shows the same area in its other shape. */
  const turned = window.matchMedia("(orientation: portrait) and (pointer: coarse)");
  const turn = (): void => {
    renderer.begin(windowAspect());
    fitWindow();
    source?.turn(windowAspect());
  };

  window.addEventListener("resize", fitWindow);
  turned.addEventListener("change", turn);
  renderer.begin(windowAspect());
  fitWindow();
  request = requestAnimationFrame(frame);

  return {
    async watch(match) {
      if (playing) show(null, false);
      const made = await connect({ kind: "watch", match, aspect: windowAspect() });
      if (typeof made === "string") return false;
      if (made !== null) show(made, false);
      return true;
    },
    async play(match, name, craft) {
      const made = await connect({ kind: "play", match, name, craft, aspect: windowAspect() });
      if (made === null) return { kind: "overtaken" };
      if (typeof made === "string") return { kind: "failed", reason: made };
      show(made, true);
      return { kind: "playing", roomId: made.roomId };
    },
    call(call, at) {
      source?.call(at === null ? { call } : { call, ...at });
    },
    pointedAt() {
      const pointing = devices.pointing(controls);
      return pointing === null ? null : renderer.placeAt(pointing);
    },
    askAgain() {
      source?.askAgain();
    },
    follow(id) {
      source?.follow(id);
    },
    mute(bodies) {
      muted = bodies;
    },
    markNemesis(id) {
      renderer.markNemesis(id);
    },
    listen(on) {
      devices.listen(on);
    },
    bind(bindings) {
      devices.bind(bindings);
    },
    prefer(preferences) {
      renderer.prefer(preferences);
      speaker.prefer(preferences.volumes);
    },
    close() {
      closed = true;
      cancelAnimationFrame(request);
      speaker.close();
      window.removeEventListener("resize", fitWindow);
      turned.removeEventListener("change", turn);
      devices.close();
      source?.leave();
      source = null;
      renderer.destroy();
    },
  };
}
