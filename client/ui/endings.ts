import type { EndReason } from "../game/scene.ts";

/** What a button of an ending does. */
export type WayOn = "play" | "menu" | "reload" | "another";

export interface Ending {
  title: string;
  text: string;
  /** First is the one that Enter takes. */
  ways: readonly { way: WayOn; label: string }[];
}

const BACK = { way: "menu", label: "Menu" } as const;
const AGAIN = { way: "play", label: "Play again" } as const;

/** Every reason for which a match ends for a player: what happened, in words, and a way on. */
export const ENDINGS: Readonly<Record<EndReason, Ending>> = {
  full: {
    title: "This match is full",
    text: "Every seat is taken. Another match has room for you.",
    ways: [{ way: "another", label: "Join another match" }, { way: "play", label: "Try this one again" }, BACK],
  },
  version: {
    title: "A new version is here",
    text: "Strafe was updated since this page was opened. Reload it to go on.",
    ways: [{ way: "reload", label: "Reload" }],
  },
  kicked: {
    title: "You were removed",
    text: "An operator or the server's guard removed you from this match.",
    ways: [BACK],
  },
  shutdown: {
    title: "The server is shutting down",
    text: "It will be back soon. Your match ended with it.",
    ways: [{ way: "another", label: "Find a match" }, BACK],
  },
  "seat-gone": {
    title: "Your seat is gone",
    text: "The connection was away for too long and your craft was taken off the field.",
    ways: [{ way: "another", label: "Join again" }, BACK],
  },
  replaced: {
    title: "You play elsewhere now",
    text: "This seat was taken over by another tab or device of yours.",
    ways: [{ way: "play", label: "Join here as well" }, BACK],
  },
  "match-failed": {
    title: "The match broke",
    text: "Something went wrong inside this match and it had to be ended. Others are not affected.",
    ways: [{ way: "another", label: "Join another match" }, BACK],
  },
  "too-slow": {
    title: "The connection could not keep up",
    text: "Your network or this tab fell too far behind the match.",
    ways: [AGAIN, BACK],
  },
  unreachable: {
    title: "No answer from the server",
    text: "Check your network. The server may also be away for a moment.",
    ways: [{ way: "play", label: "Try again" }, BACK],
  },
  refused: {
    title: "The server refused to let you in",
    text: "Another name may help. If you followed a link, its match may be over.",
    ways: [{ way: "another", label: "Join another match" }, BACK],
  },
  left: {
    title: "You left the match",
    text: "",
    ways: [AGAIN, BACK],
  },
};
