/** What is loaded at the first gesture, as one. */
export { startAmbience } from "./ambience.ts";
export { Desk } from "./desk.ts";
export { INSIDE } from "./hearing.ts";
export { Soundscape } from "./soundscape.ts";
