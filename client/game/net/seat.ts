/** Where the token of the seat is kept, so that a page that reloads comes back to the same body. */
export interface SeatStore {
  read(): string | null;
  write(token: string | null): void;
}

/** A seat in the browser's `sessionStorage`: one per tab, gone with it. */
export function seatIn(storage: Pick<Storage, "getItem" | "setItem" | "removeItem">): SeatStore {
  const KEY = "strafe.seat";
  return {
    read: () => storage.getItem(KEY),
    write: (token) => (token === null ? storage.removeItem(KEY) : storage.setItem(KEY, token)),
  };
}

/** For whoever needs no more than the life of the process. */
export function seatInMemory(): SeatStore {
  let kept: string | null = null;
  return {
    read: () => kept,
    write: (token) => {
      kept = token;
    },
  };
}
