import { CanvasSource, Container, Sprite, Texture } from "pixi.js";
import type { MapData } from "../../../shared/content/map-data.ts";
import type { Camera } from "./camera.ts";
import { drawTerrain } from "./terrain-drawing.ts";

/** Side of a piece, units: small enough to be drawn within a frame, large enough that a screen is about a dozen. */
const PIECE = 512;
/** Pixels per unit at most: larger displays stretch the ground a little instead of filling the memory. */
const SCALE_MAX = 1.5;
/** Units beyond the screen at which a piece is drawn before it is needed. */
const AHEAD = 320;

/** The map itself: drawn once per piece when the camera comes near, one piece per frame unless it is already in sight. */
export class Ground {
  readonly container = new Container();
  private readonly map: MapData;
  private readonly scale: number;
  private readonly pieces: { x: number; y: number; sprite: Sprite | null }[] = [];

  constructor(map: MapData, scale: number) {
    this.map = map;
    this.scale = Math.min(SCALE_MAX, scale);
    // One ring of pieces beyond the border: walls' edges and the first of the mass behind them.
    for (let y = -PIECE; y < map.height + PIECE; y += PIECE) {
      for (let x = -PIECE; x < map.width + PIECE; x += PIECE) this.pieces.push({ x, y, sprite: null });
    }
  }

  draw(camera: Camera): void {
    let drawnAhead = false;
    for (const piece of this.pieces) {
      const centreX = piece.x + PIECE / 2;
      const centreY = piece.y + PIECE / 2;
      const visible = camera.sees(centreX, centreY, PIECE / 2);
      if (piece.sprite === null) {
        const soon = !drawnAhead && camera.sees(centreX, centreY, PIECE / 2 + AHEAD);
        if (!visible && !soon) continue;
        if (!visible) drawnAhead = true;
        piece.sprite = this.make(piece.x, piece.y);
      }
      piece.sprite.visible = visible;
    }
  }

  destroy(): void {
    for (const { sprite } of this.pieces) sprite?.destroy({ texture: true, textureSource: true });
    this.container.destroy();
  }

  private make(x: number, y: number): Sprite {
    const resource = drawTerrain(this.map, x, y, PIECE, this.scale);
    const sprite = new Sprite(new Texture({ source: new CanvasSource({ resource, resolution: this.scale, scaleMode: "linear" }) }));
    sprite.position.set(x, y);
    this.container.addChild(sprite);
    return sprite;
  }
}
