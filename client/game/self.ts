import type { Self } from "../matchmaking/matchmaking.ts";
import { Refusal } from "./net/door.ts";
import { Guest, renewalInBrowser } from "./net/guest.ts";

/** Who plays on this page, match after match. */
export const guest = new Guest(location.origin, renewalInBrowser());

export const self: Self = {
  id: () => guest.id(),
  authorised: (path, init) =>
    guest.asking(async (token) => {
      const headers = new Headers(init?.headers);
      headers.set("Authorization", `Bearer ${token}`);
      const response = await fetch(path, { ...init, headers });
      if (response.status === 401) throw new Refusal(401, "the token is not taken");
      return response;
    }),
};
