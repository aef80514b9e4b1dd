/** What the page's address asks for: `?play=arena` starts at once, `?join=ROOMID` leads into one very match, `?training` into the training room. */

const ROOM_ID = /^[A-Za-z0-9_-]{1,32}$/;

export function asksToPlay(): boolean {
  return new URLSearchParams(location.search).get("play") === "arena";
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

/** While a match is played the address bar itself is the share link. */
export function showRoomInAddress(roomId: string | null): void {
  history.replaceState(null, "", roomId === null || roomId === "" ? location.pathname : shareLink(roomId));
}
