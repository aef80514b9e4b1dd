import { MODES, type ModeName } from "../../shared/content/modes.ts";

/**
 * What the page's address asks for: `?play=arena`, or another mode, starts at once, `?join=ROOMID` leads into one very match, `?watch=ROOMID` before it, `?party=CODE` into a party,
 * `?training` into the training room.
 */

const ROOM_ID = /^[A-Za-z0-9_-]{1,32}$/;

/** The mode that is to start at once; null for none. */
export function askedMode(): ModeName | null {
  const mode = new URLSearchParams(location.search).get("play");
  return Object.values(MODES).find(({ name }) => name === mode)?.name ?? null;
}

/** A page that is loaded anew starts this mode at once. */
export function askForMode(mode: ModeName): void {
  const url = new URL(location.pathname, location.href);
  url.searchParams.set("play", mode);
  history.replaceState(null, "", url.href);
}

export function asksToTrain(): boolean {
  return new URLSearchParams(location.search).has("training");
}

/** The training room's address, for a link. */
export const TRAINING_ADDRESS = "?training";

/** The match that a friend's link names, if it is one that can exist. */
export function askedRoom(): string | null {
  const room = new URLSearchParams(location.search).get("join");
  return room !== null && ROOM_ID.test(room) ? room : null;
}

export function shareLink(roomId: string): string {
  const url = new URL(location.pathname, location.href);
  url.searchParams.set("join", roomId);
  return url.href;
}

/** The match that a link of the operators' page leads to, to be watched. */
export function askedWatch(): string | null {
  const room = new URLSearchParams(location.search).get("watch");
  return room !== null && ROOM_ID.test(room) ? room : null;
}

/** The code of a party that a friend's link names, as it is written there. */
export function askedParty(): string | null {
  return new URLSearchParams(location.search).get("party");
}

export function partyLink(code: string): string {
  const url = new URL(location.pathname, location.href);
  url.searchParams.set("party", code);
  return url.href;
}

/** Between matches of a party the address bar is the way into it, for friends and after a reload. */
export function showPartyInAddress(code: string): void {
  history.replaceState(null, "", partyLink(code));
}

/** While a match is played the address bar itself is the share link. */
export function showRoomInAddress(roomId: string | null): void {
  history.replaceState(null, "", roomId === null || roomId === "" ? location.pathname : shareLink(roomId));
}
