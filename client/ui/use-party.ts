import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Self } from "../matchmaking/matchmaking.ts";
import type { Party, PartyState } from "../matchmaking/party.ts";
import type { MemberWish } from "../matchmaking/party-service.ts";

export interface PartyControls {
  state: PartyState;
  create: () => void;
  join: (code: string) => void;
  leave: () => void;
}

const NONE: PartyState = { kind: "none", trouble: null };
const noParty = (): PartyState => NONE;
const never = (): (() => void) => () => undefined;

/**
 * The party of this page's player. What it takes is loaded for who wants one. `wish`: what the player brings. `queued`: whoever leads has
 * queued, and this is the own ticket.
 */
export function useParty(self: Self, wish: () => MemberWish, queued: (ticket: string) => void): PartyControls {
  const [party, setParty] = useState<Party | null>(null);
  const opened = useRef<Promise<Party> | null>(null);
  const latest = useRef({ wish, queued });
  useEffect(() => {
    latest.current = { wish, queued };
  });
  const state = useSyncExternalStore(party?.subscribe ?? never, party?.read ?? noParty);

  const open = useCallback((): Promise<Party> => {
    opened.current ??= import("../matchmaking/matchmaking.ts").then(({ newParty }) => {
      const made = newParty(self, (ticket) => latest.current.queued(ticket));
      setParty(made);
      return made;
    });
    return opened.current;
  }, [self]);
  useEffect(
    () => () => {
      void opened.current?.then((it) => it.close());
      opened.current = null;
    },
    [],
  );

  const create = useCallback(() => void open().then((it) => it.create(latest.current.wish())), [open]);
  const join = useCallback((code: string) => void open().then((it) => it.join(code, latest.current.wish())), [open]);
  const leave = useCallback(() => party?.leave(), [party]);
  return { state, create, join, leave };
}
