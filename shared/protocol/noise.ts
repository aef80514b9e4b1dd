/** What can be told apart of what is heard but not seen. The first are named as weapons are. */
export const NOISES = ["pulse", "rail", "scatter", "mortar", "explosion", "hit", "death", "dash", "pickup", "spawn"] as const;

/** Units to a step of a noise's distance, and how many steps there are. */
export const NOISE_STEP = 256;
export const NOISE_STEPS = 8;

/** Directions that an ear tells apart. */
export const NOISE_ANGLES = 16;
