/** How much the picture may move beyond what the match needs: as the system wishes, or as the player says, whatever the system does. */
export const MOTIONS = ["system", "reduced", "full"] as const;
export type Motion = (typeof MOTIONS)[number];

/** Whether shake, flashes and all that only decorates by moving are left out. `systemWish`: the system asks for reduced motion. */
export function isCalm(motion: Motion, systemWish: boolean): boolean {
  return motion === "reduced" || (motion === "system" && systemWish);
}
