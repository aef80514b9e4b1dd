import { Container, Sprite } from "pixi.js";
import { WEAPONS } from "../../../shared/content/weapons.ts";
import type { Scene } from "../scene.ts";
import { palette } from "./palette.ts";
import { SpritePool } from "./sprite-pool.ts";
import { RING_STEPS, type Textures } from "./textures.ts";

/** ms that a confirmed hit and a kill are marked at the cursor. */
const HIT_TIME = 60;
const HIT_FADE = 90;
const KILL_TIME = 420;
/** ms that the side a hit came from stays marked. */
const DAMAGE_TIME = 900;
/** CSS pixels from the own craft to the marks of damage. */
const DAMAGE_AWAY = 110;

/** The cursor with its dash ring, hit marks, and where damage came from. CSS pixels. */
export class Cursor {
  readonly container = new Container();
  private readonly textures: Textures;
  private readonly cross: Sprite;
  private readonly dash: Sprite;
  private readonly hit: Sprite;
  private readonly kill: Sprite;
  private readonly arcs: { sprite: Sprite; left: number; angle: number }[] = [];
  private readonly arcPool: SpritePool;
  private hitLeft = 0;
  private killLeft = 0;

  constructor(textures: Textures) {
    this.textures = textures;
    this.arcPool = new SpritePool(this.container);
    const put = (texture: Textures["glow"]): Sprite => this.container.addChild(new Sprite({ texture, anchor: 0.5 }));
    this.dash = put(textures.crosshair);
    this.cross = put(textures.crosshair);
    this.hit = put(textures.hitTick);
    this.kill = put(textures.killTick);
    this.kill.tint = palette().harmful;
  }

  confirmHit(): void {
    this.hitLeft = HIT_TIME + HIT_FADE;
  }

  confirmKill(): void {
    this.killLeft = KILL_TIME;
  }

  /** `angle`: radians, from the own craft to where it came from. */
  damaged(angle: number): void {
    const near = this.arcs.find((arc) => Math.abs(Math.sin((arc.angle - angle) / 2)) < 0.15);
    if (near !== undefined) {
      near.left = DAMAGE_TIME;
      near.angle = angle;
      return;
    }
    const sprite = this.arcPool.take(this.textures.damageArc);
    sprite.tint = palette().harmful;
    this.arcs.push({ sprite, left: DAMAGE_TIME, angle });
  }

  /** `ownX`, `ownY`: the own craft on the screen. */
  draw(scene: Scene, pointer: { x: number; y: number } | null, ownX: number, ownY: number, elapsed: number): void {
    this.hitLeft = Math.max(0, this.hitLeft - elapsed);
    this.killLeft = Math.max(0, this.killLeft - elapsed);
    const shown = pointer !== null && scene.self !== null;
    for (const sprite of [this.cross, this.dash, this.hit, this.kill]) {
      sprite.visible = shown;
      if (pointer !== null) sprite.position.set(pointer.x, pointer.y);
    }
    if (scene.self !== null) {
      const ready = Math.floor(scene.self.dashReady * RING_STEPS);
      this.dash.texture = this.textures.dashRings[Math.max(0, Math.min(RING_STEPS, ready))] ?? this.textures.crosshair;
      // A slow weapon shows by the size of the cross that it is not ready.
      const slow = WEAPONS[scene.self.weapon]?.kind === "rail" ? 1 - scene.self.fireReady : 0;
      this.cross.scale.set(1 + slow * 0.5);
      this.cross.alpha = 1 - slow * 0.55;
    }
    this.hit.visible = shown && this.hitLeft > 0;
    this.hit.alpha = Math.min(1, this.hitLeft / HIT_FADE);
    this.kill.visible = shown && this.killLeft > 0;
    this.kill.alpha = Math.min(1, (this.killLeft / KILL_TIME) * 2);
    this.kill.scale.set(1 + 0.25 * (1 - this.killLeft / KILL_TIME));
    this.drawArcs(ownX, ownY, elapsed);
  }

  private drawArcs(ownX: number, ownY: number, elapsed: number): void {
    for (let index = this.arcs.length - 1; index >= 0; index -= 1) {
      const arc = this.arcs[index];
      if (arc === undefined) continue;
      arc.left -= elapsed;
      if (arc.left <= 0) {
        this.arcPool.give(arc.sprite);
        this.arcs.splice(index, 1);
        continue;
      }
      arc.sprite.position.set(ownX + Math.cos(arc.angle) * DAMAGE_AWAY, ownY + Math.sin(arc.angle) * DAMAGE_AWAY);
      arc.sprite.rotation = arc.angle;
      arc.sprite.alpha = Math.min(1, (arc.left / DAMAGE_TIME) * 1.4);
    }
  }
}
