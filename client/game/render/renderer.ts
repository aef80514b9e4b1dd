import "pixi.js/unsafe-eval";
import { Container, WebGLRenderer } from "pixi.js";
import type { MapData } from "../../../shared/content/map-data.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { isCalm, type Motion } from "../motion.ts";
import type { Pointing } from "../pointing.ts";
import type { SafeArea } from "../safe-area.ts";
import type { Scene } from "../scene.ts";
import { TEXT_SCALE, type TextSize } from "../text-size.ts";
import { CallMarks } from "./call-marks.ts";
import { Camera } from "./camera.ts";
import { Crafts } from "./crafts.ts";
import { Cursor } from "./cursor.ts";
import { Effects } from "./effects.ts";
import { type EventTargets, showEvent } from "./event-effects.ts";
import { FlashBudget } from "./flash-budget.ts";
import { Ground } from "./ground.ts";
import { LastSeen } from "./last-seen.ts";
import { Minimap } from "./minimap.ts";
import { Names } from "./names.ts";
import { Pads } from "./pads.ts";
import { choosePalette, type PaletteName } from "./palette.ts";
import { type Quality, QualityLadder } from "./quality.ts";
import { Shots } from "./shots.ts";
import { Sighting } from "./sighting.ts";
import { nightColor } from "./terrain-drawing.ts";
import { createTextures, type Textures } from "./textures.ts";
import { Trails } from "./trails.ts";
import { Veil } from "./veil.ts";

/** What the player chose of how the arena is drawn. */
export interface RendererPreferences {
  damageNumbers: boolean;
  cameraShake: boolean;
  motion: Motion;
  palette: PaletteName;
  textSize: TextSize;
}

const NOT_CHOSEN: RendererPreferences = { damageNumbers: false, cameraShake: true, motion: "system", palette: "standard", textSize: "normal" };

export interface ArenaRenderer {
  /** What is drawn at present: less, where the machine did not keep up. */
  readonly quality: Quality;
  /** A match begins: the visible area gets this shape (width over height) until the next one. */
  begin(aspect: number): void;
  /** The window has this size, CSS pixels; what the view's shape leaves of it stays dark. Nothing to read is drawn beyond `safe`. */
  fit(width: number, height: number, devicePixelRatio: number, safe: SafeArea): void;
  prefer(preferences: RendererPreferences): void;
  /** Whether thumbs lie on the lower corners: nothing is drawn there then. */
  underThumbs(on: boolean): void;
  /**
   * Draws a scene, `elapsed` ms after the last. `pointing`: null while nobody aims. Returns where that aims from the own craft,
   * radians, or null.
   */
  draw(scene: Scene, elapsed: number, pointing: Pointing | null): number | null;
  /** Where that points, whole units of the map; null before anything was drawn. */
  placeAt(pointing: Pointing): { x: number; y: number } | null;
  /** From now on this body's name carries the nemesis' mark; 0 for nobody's. */
  markNemesis(id: number): void;
  destroy(): void;
}

/** More device pixels than this per CSS pixel cost much and show little. */
const FINEST = 2;

/** How far towards the nearer edge a direction looks, and the CSS pixels from the own craft to the cursor that it gets. */
const DIRECTION_LOOK = 0.7;
const CURSOR_AWAY = 96;

/** Units from the own craft to the place that a direction means. */
const POINT_AWAY = 320;

/** Everything on screen for one map at one size; built anew when either changes. */
interface Stage {
  map: MapData;
  sighting: Sighting;
  root: Container;
  world: Container;
  textures: Textures;
  ground: Ground;
  pads: Pads;
  effects: Effects;
  trails: Trails;
  crafts: Crafts;
  veil: Veil;
  lastSeen: LastSeen;
  shots: Shots;
  calls: CallMarks;
  names: Names;
  minimap: Minimap;
  cursor: Cursor;
  targets: EventTargets;
}

export interface RendererOptions {
  /** 0..1; for looks only. */
  random: () => number;
  /** Always as fine as the display, however slow: for pictures rather than play. */
  finest: boolean;
}

const FOR_PLAY: RendererOptions = { random: Math.random, finest: false };

export async function createRenderer(canvas: HTMLCanvasElement, options: RendererOptions = FOR_PLAY): Promise<ArenaRenderer> {
  const renderer = new WebGLRenderer();
  await renderer.init({ canvas, width: 16, height: 9, antialias: false, backgroundColor: 0x0b1018, skipExtensionImports: true });
  // Few textures per batch: nearly everything is on one sheet anyway, and a shader with little to choose is far cheaper without a
  // graphics card. Not one: after a change of blending, Pixi's batches then end at every sprite.
  renderer.limits.maxBatchableTextures = 2;
  const systemWish = window.matchMedia("(prefers-reduced-motion: reduce)");
  const camera = new Camera();
  const seen = { x: 0, y: 0 };
  let preferences = NOT_CHOSEN;
  const ladder = new QualityLadder();
  const flashes = new FlashBudget();
  let pixelRatio = 1;
  let stage: Stage | null = null;
  let clock = 0;
  let thumbs = false;
  let safe: SafeArea = { top: 0, right: 0, bottom: 0, left: 0 };
  let nemesis = 0;
  let followed = 0;

  const calm = (): boolean => isCalm(preferences.motion, systemWish.matches);

  /** Pixels per CSS pixel. */
  const resolution = (): number => Math.min(FINEST, pixelRatio) * ladder.quality.resolution;

  const clear = (): void => {
    ladder.settle();
    if (stage === null) return;
    stage.ground.destroy();
    stage.veil.destroy();
    stage.names.destroy();
    stage.minimap.destroy();
    stage.root.destroy({ children: true });
    stage.textures.atlas.destroy();
    stage = null;
  };

  const stageFor = (map: MapData): Stage => {
    if (stage !== null && stage.map === map) return stage;
    clear();
    stage = buildStage(map, camera, resolution(), options.random, () => !calm() && flashes.allow(clock), TEXT_SCALE[preferences.textSize]);
    renderer.background.color = nightColor(map);
    return stage;
  };

  const resize = (): void => {
    const { width, height } = camera.size;
    renderer.resize(width * camera.scale, height * camera.scale, resolution());
  };

  return {
    get quality() {
      return ladder.quality;
    },

    begin(aspect) {
      camera.begin(aspect);
      followed = 0;
      clear();
    },

    fit(width, height, devicePixelRatio, safeArea) {
      const aspect = camera.size.width / camera.size.height;
      const shownWidth = Math.min(width, height * aspect);
      const shownHeight = shownWidth / aspect;
      pixelRatio = devicePixelRatio;
      safe = safeArea;
      camera.fit(shownWidth);
      resize();
      canvas.style.width = `${shownWidth}px`;
      canvas.style.height = `${shownHeight}px`;
      clear();
    },

    prefer(wanted) {
      const drawnAnew = wanted.palette !== preferences.palette || wanted.textSize !== preferences.textSize;
      preferences = wanted;
      if (!drawnAnew) return;
      choosePalette(wanted.palette);
      clear();
    },

    underThumbs(on) {
      thumbs = on;
    },

    draw(scene, elapsed, pointing) {
      clock += elapsed;
      if (!options.finest && ladder.judge(elapsed)) resize();
      const { quality } = ladder;
      const on = stageFor(scene.map);
      const focus = scene.bodies.find((body) => body.id === scene.focus) ?? null;
      const { width, height } = camera.size;
      if (focus === null) {
        // Dead, or not known yet: the screen stays with what it last saw.
        camera.rest(on.map.width / 2, on.map.height / 2);
        if (followed === 0) {
          seen.x = camera.x;
          seen.y = camera.y;
        }
      } else {
        const look = lookOf(pointing, camera);
        if (focus.id !== followed) camera.cut();
        followed = focus.id;
        camera.follow(focus.x, focus.y, look.x, look.y, elapsed);
        seen.x = focus.x;
        seen.y = focus.y;
      }
      on.effects.particles = quality.particles;
      on.targets.damageNumbers = preferences.damageNumbers;
      on.targets.shake = preferences.cameraShake && !calm();
      on.sighting.look(scene, seen, camera, elapsed);
      for (const happened of scene.happened) showEvent(scene, happened, on.targets);
      camera.tremble(elapsed, clock);
      const ownX = (seen.x - camera.x + width / 2) * camera.scale;
      const ownY = (seen.y - camera.y + height / 2) * camera.scale;
      const pointer = placeOf(pointing, ownX, ownY);

      on.ground.draw(camera);
      on.pads.draw(scene, elapsed, clock);
      on.trails.draw(on.sighting.shown, camera, elapsed, quality);
      on.crafts.draw(scene, on.sighting.shown, elapsed, clock, quality);
      on.shots.draw(scene, on.sighting, elapsed, quality);
      on.effects.advance(elapsed);
      on.veil.draw(camera, seen.x, seen.y);
      on.lastSeen.draw(on.sighting.marks);
      on.calls.draw(scene, on.sighting, camera, elapsed);
      on.names.nemesis = nemesis;
      on.names.draw(scene, on.sighting.shown, camera, elapsed, pointer);
      on.minimap.draw(scene, camera, elapsed, thumbs, safe);
      on.cursor.draw(scene, pointer, ownX, ownY, elapsed);

      on.world.scale.set(camera.scale);
      on.world.position.set((width / 2 - camera.x) * camera.scale + camera.shakeX, (height / 2 - camera.y) * camera.scale + camera.shakeY);
      renderer.render(on.root);
      if (pointing === null || pointer === null || !scene.playing) return null;
      return pointing.kind === "direction" ? pointing.angle : Math.atan2(pointer.y - ownY, pointer.x - ownX);
    },

    placeAt(pointing) {
      if (stage === null) return null;
      const { map } = stage;
      const fromCamera =
        pointing.kind === "place"
          ? { x: camera.x - camera.size.width / 2 + pointing.x / camera.scale, y: camera.y - camera.size.height / 2 + pointing.y / camera.scale }
          : { x: seen.x + Math.cos(pointing.angle) * POINT_AWAY, y: seen.y + Math.sin(pointing.angle) * POINT_AWAY };
      return { x: Math.round(Math.max(0, Math.min(map.width, fromCamera.x))), y: Math.round(Math.max(0, Math.min(map.height, fromCamera.y))) };
    },

    markNemesis(id) {
      nemesis = id;
    },

    destroy() {
      clear();
      renderer.destroy();
    },
  };
}

/** How far to look ahead: -1..1 each. A direction looks always equally far, so that a stick let go moves nothing. */
function lookOf(pointing: Pointing | null, { size, scale }: Camera): { x: number; y: number } {
  if (pointing === null) return { x: 0, y: 0 };
  if (pointing.kind === "place") return { x: clampUnit((pointing.x / scale / size.width) * 2 - 1), y: clampUnit((pointing.y / scale / size.height) * 2 - 1) };
  const reach = DIRECTION_LOOK * Math.min(size.width, size.height);
  return { x: (Math.cos(pointing.angle) * reach) / size.width, y: (Math.sin(pointing.angle) * reach) / size.height };
}

/** Where the cursor is drawn. */
function placeOf(pointing: Pointing | null, ownX: number, ownY: number): { x: number; y: number } | null {
  if (pointing?.kind !== "direction") return pointing;
  return { x: ownX + Math.cos(pointing.angle) * CURSOR_AWAY, y: ownY + Math.sin(pointing.angle) * CURSOR_AWAY };
}

function clampUnit(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

function buildStage(map: MapData, camera: Camera, resolution: number, random: () => number, flash: () => boolean, textScale: number): Stage {
  const scale = camera.scale * resolution;
  const textures = createTextures(Math.min(2.5, Math.max(1, scale)));
  const parts = {
    map,
    // Only its walls are asked, for sight: any tick rate will do.
    sighting: new Sighting(compileTerrain(map, 40)),
    root: new Container(),
    world: new Container(),
    textures,
    ground: new Ground(map, scale),
    pads: new Pads(map, textures),
    effects: new Effects(textures, random),
    trails: new Trails(textures),
    crafts: new Crafts(textures),
    veil: new Veil(map, camera),
    lastSeen: new LastSeen(textures),
    shots: new Shots(textures),
    calls: new CallMarks(textures),
    names: new Names(resolution, textScale),
    minimap: new Minimap(map, textures, resolution),
    cursor: new Cursor(textures),
  };
  parts.world.addChild(
    parts.ground.container,
    parts.effects.ground,
    parts.pads.ground,
    parts.pads.light,
    parts.crafts.light,
    parts.trails.container,
    parts.crafts.hulls,
    parts.effects.debris,
    parts.veil.sprite,
    parts.lastSeen.container,
    parts.effects.light,
    parts.shots.light,
    parts.shots.solid,
    parts.calls.container,
  );
  parts.root.addChild(parts.world, parts.names.container, parts.minimap.container, parts.cursor.container);
  return { ...parts, targets: { ...parts, camera, damageNumbers: false, shake: true, flash } };
}
