import type { Scene } from "./scene.ts";

declare global {
  /** For the console and for tests that drive a browser: `strafe.scene` is the scene as it was drawn last, the same numbers that are on screen. */
  var strafe: { scene: Scene | null };
}

globalThis.strafe = { scene: null };

/** Shows a drawn scene to whoever looks. Nothing reads it back: the game cannot be steered by it. */
export function showForInspection(scene: Scene | null): void {
  globalThis.strafe.scene = scene;
}
