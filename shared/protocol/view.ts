/**
 * How much of the arena a screen shows: the same area for everybody, whatever the shape of the window, so that nobody sees
 * more for having a wider one. Units of the world.
 */
export const VIEW_AREA = 1600 * 900;

/** Width over height: the tallest phone and the widest monitor; anything beyond is shown with borders. */
export const ASPECT_MIN = 9 / 20;
export const ASPECT_MAX = 21 / 9;

/** How far a camera looks ahead of its body towards the cursor, at most, to each side: part of the view. */
export const LOOK_AHEAD = 0.15;

/** Units: farther away than this nothing is heard. A screen shows about 800 to each side. */
export const HEARD_WITHIN = 1800;

/** What is assumed of a client that says nothing. */
export const ASPECT_DEFAULT = 16 / 9;

export function clampAspect(aspect: number): number {
  return Number.isFinite(aspect) ? Math.min(ASPECT_MAX, Math.max(ASPECT_MIN, aspect)) : ASPECT_DEFAULT;
}

export interface ViewSize {
  /** Units. */
  width: number;
  height: number;
}

/** The rectangle around the camera that a screen of this aspect shows. */
export function viewSize(aspect: number): ViewSize {
  const height = Math.sqrt(VIEW_AREA / clampAspect(aspect));
  return { width: VIEW_AREA / height, height };
}
