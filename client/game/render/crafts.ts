import { Container, Sprite } from "pixi.js";
import type { Scene, SceneBody } from "../scene.ts";
import { liveryColor, liveryOf } from "./livery.ts";
import { HULL_COUNT, palette } from "./palette.ts";
import type { Quality } from "./quality.ts";
import type { ShownBody } from "./sighting.ts";
import { RING_STEPS, type Textures } from "./textures.ts";

/** Units per second at which thrust and bank are full. */
const TOP_SPEED = 320;
/** How much a dash stretches the hull. */
const DASH_STRETCH = 1.25;
/** ms that the hull stays white after a hit. */
const FLASH_TIME = 90;
/** Part of its width that the hull loses in the sharpest turn. */
const BANK = 0.2;
/** Below this the ring blinks and warms: about two hits from death. */
const LOW_HEALTH = 30;
/** Units above a craft's middle at which its team's mark stands. */
const MARK_ABOVE = 44;
/** Strength of the outline of a team-mate behind a wall. */
const OUTLINE = 0.75;
/** ms for a turn of the charge around an overcharged craft. */
const CHARGE_TURN = 1400;

/** The sprites of one craft, in the layers they belong to. */
interface Craft {
  pool: Sprite;
  thrust: Sprite;
  shadow: Sprite;
  track: Sprite;
  ownTrace: Sprite;
  health: Sprite;
  shield: Sprite;
  protection: Sprite;
  aura: Sprite;
  charge: Sprite;
  mark: Sprite;
  hull: Sprite;
  rim: Sprite;
  flash: Sprite;
  livery: number;
  team: number;
  flashLeft: number;
  thrustShown: number;
  bankShown: number;
  velocityX: number;
  velocityY: number;
  seen: boolean;
  /** All of them; and those that turn with the hull. */
  sprites: readonly Sprite[];
  turning: readonly Sprite[];
}

/** Hover-craft: hull, health ring, shield arc, thrust, and the pool of light each throws on the ground. */
export class Crafts {
  /** Additive: light on the ground and behind the hulls. */
  readonly light = new Container();
  readonly hulls = new Container();
  private readonly textures: Textures;
  private readonly crafts = new Map<number, Craft>();
  private glow = true;

  constructor(textures: Textures) {
    this.textures = textures;
    this.light.blendMode = "add";
  }

  /** A hit on this body shows as a white flash. */
  flash(id: number): void {
    const craft = this.crafts.get(id);
    if (craft !== undefined) craft.flashLeft = FLASH_TIME;
  }

  /** `shown`: what of the scene's bodies is in sight. */
  draw(scene: Scene, shown: readonly ShownBody[], elapsed: number, now: number, { glow }: Quality): void {
    this.glow = glow;
    for (const craft of this.crafts.values()) craft.seen = false;
    for (const each of shown) {
      const craft = this.craftOf(each.body);
      craft.seen = true;
      this.place(craft, each.body, scene.playing && each.body.id === scene.focus, elapsed, now);
      veil(craft, each);
    }
    for (const [id, craft] of this.crafts) {
      if (craft.seen) continue;
      for (const sprite of craft.sprites) sprite.destroy();
      this.crafts.delete(id);
    }
  }

  private craftOf(body: SceneBody): Craft {
    const known = this.crafts.get(body.id);
    if (known !== undefined && known.livery === liveryOf(body) && known.team === body.team) return known;
    if (known !== undefined) for (const sprite of known.sprites) sprite.destroy();
    const made = this.make(liveryOf(body), body.team);
    this.crafts.set(body.id, made);
    return made;
  }

  private make(livery: number, team: number): Craft {
    const { textures } = this;
    const hull = livery % HULL_COUNT;
    const put = (layer: Container, texture = textures.glow): Sprite => layer.addChild(new Sprite({ texture, anchor: 0.5 }));
    const parts = {
      pool: put(this.light),
      aura: put(this.light),
      thrust: put(this.light, textures.thrust),
      shadow: put(this.hulls, textures.hullShadows[hull]),
      track: put(this.hulls, textures.ringTrack),
      ownTrace: put(this.hulls, textures.healthRings[RING_STEPS]),
      health: put(this.hulls),
      shield: put(this.hulls),
      protection: put(this.hulls, textures.protection),
      hull: put(this.hulls, textures.hulls[livery % textures.hulls.length]),
      rim: put(this.hulls, textures.rims[hull]),
      flash: put(this.hulls, textures.hullFlashes[hull]),
      charge: put(this.hulls, textures.charge),
      mark: put(this.hulls, textures.teamMarks[team - 1]),
    };
    return {
      ...parts,
      sprites: Object.values(parts),
      turning: [parts.hull, parts.rim, parts.flash, parts.shadow],
      livery,
      team,
      flashLeft: 0,
      thrustShown: 0,
      bankShown: 0,
      velocityX: 0,
      velocityY: 0,
      seen: true,
    };
  }

  private place(craft: Craft, body: SceneBody, own: boolean, elapsed: number, now: number): void {
    for (const sprite of craft.sprites) {
      sprite.visible = body.alive;
      sprite.alpha = 1;
      sprite.position.set(body.x, body.y);
    }
    craft.flashLeft = Math.max(0, craft.flashLeft - elapsed);
    if (!body.alive) {
      craft.flashLeft = 0;
      return;
    }
    const color = liveryColor(body);
    this.placeHull(craft, body, own, elapsed, color);
    this.placeRings(craft, body, own, now, color);
    this.placeCharge(craft, body, now);
    craft.mark.visible = body.team !== 0;
    craft.mark.tint = own ? 0xffffff : color;
    craft.mark.position.set(body.x, body.y - MARK_ABOVE);
  }

  private placeHull(craft: Craft, body: SceneBody, own: boolean, elapsed: number, color: number): void {
    const speed = Math.hypot(body.velocityX, body.velocityY);
    const ease = 1 - Math.exp(-elapsed / 60);
    craft.thrustShown += (Math.min(1.6, speed / TOP_SPEED) - craft.thrustShown) * ease;
    // Bank: how hard it is pushed across its nose.
    const pushX = body.velocityX - craft.velocityX;
    const pushY = body.velocityY - craft.velocityY;
    craft.velocityX = body.velocityX;
    craft.velocityY = body.velocityY;
    const across = elapsed > 0 ? (pushY * Math.cos(body.aim) - pushX * Math.sin(body.aim)) / elapsed : 0;
    craft.bankShown += (Math.max(-1, Math.min(1, across / 2)) - craft.bankShown) * ease;

    const faint = body.dropped ? 0.4 : 1;
    const stretch = body.dashing ? DASH_STRETCH : 1;
    for (const sprite of craft.turning) {
      sprite.rotation = body.aim;
      sprite.scale.set(stretch, (1 - BANK * Math.abs(craft.bankShown)) / (body.dashing ? 1.1 : 1));
    }
    craft.hull.alpha = faint;
    craft.shadow.position.set(body.x + 4, body.y + 8);
    craft.shadow.alpha = 0.9 * faint;
    craft.rim.visible = own;
    craft.flash.visible = craft.flashLeft > 0;
    craft.flash.alpha = craft.flashLeft / FLASH_TIME;

    const heading = speed > 8 ? Math.atan2(body.velocityY, body.velocityX) : body.aim;
    const behind = 16 + 8 * craft.thrustShown;
    craft.thrust.position.set(body.x - Math.cos(heading) * behind, body.y - Math.sin(heading) * behind);
    craft.thrust.rotation = heading;
    craft.thrust.scale.set(0.2 + craft.thrustShown * (body.dashing ? 1.4 : 1), 0.8);
    craft.thrust.alpha = Math.min(1, craft.thrustShown) * 0.9 * faint;
    craft.thrust.tint = color;
    craft.pool.visible = this.glow || own;
    craft.shadow.visible = this.glow;
    craft.pool.tint = own ? 0xffffff : color;
    craft.pool.alpha = (own ? 0.4 : 0.42) * faint;
    craft.pool.scale.set(own ? 2.3 : 1.7);
  }

  private placeRings(craft: Craft, body: SceneBody, own: boolean, now: number, color: number): void {
    const { textures } = this;
    const steps = (amount: number): number => Math.max(0, Math.min(RING_STEPS, Math.ceil((amount / 100) * RING_STEPS)));
    const low = body.health <= LOW_HEALTH;
    craft.health.texture = textures.healthRings[steps(body.health)] ?? textures.ringTrack;
    craft.health.tint = low ? palette().harmful : own ? 0xffffff : color;
    // The own ring keeps a light trace where it is spent: it is found at a glance however hurt.
    craft.ownTrace.visible = own;
    craft.ownTrace.alpha = 0.34;
    craft.health.alpha = low ? 0.7 + 0.3 * Math.sin(now / 90) : 1;
    craft.shield.texture = textures.shieldRings[steps(body.shield)] ?? textures.ringTrack;
    craft.shield.visible = body.shield > 0;
    craft.shield.tint = 0xcfe9ff;
    craft.protection.visible = body.protected;
    craft.protection.rotation = now / 700;
    craft.protection.alpha = 0.75;
    craft.protection.tint = color;
  }
  /** Who hits harder is seen to: arcs that turn, and light that beats. Worth running from, or to. */
  private placeCharge(craft: Craft, body: SceneBody, now: number): void {
    craft.charge.visible = body.overcharged;
    craft.aura.visible = body.overcharged;
    if (!body.overcharged) return;
    const beat = Math.sin(now / 110);
    craft.charge.rotation = (now / CHARGE_TURN) * Math.PI * 2;
    craft.charge.scale.set(1.02 + 0.05 * beat);
    craft.charge.tint = palette().pickups.overcharge;
    craft.aura.tint = palette().pickups.overcharge;
    craft.aura.alpha = 0.62 + 0.14 * beat;
    craft.aura.scale.set(1.75 + 0.12 * beat);
  }
}

/** Draws a craft as weakly as it is seen, and a team-mate behind a wall as an outline under their team's mark. */
function veil(craft: Craft, { body, visibility, outline }: ShownBody): void {
  if (visibility < 1) for (const sprite of craft.sprites) sprite.alpha *= visibility;
  if (outline === 0) return;
  craft.rim.visible = true;
  craft.rim.tint = liveryColor(body);
  craft.rim.alpha = OUTLINE * outline;
  craft.mark.alpha = Math.max(visibility, OUTLINE * outline);
}
