import { useEffect } from "react";
import type { CraftLook } from "../../shared/protocol/craft.ts";
import type { JoinWish } from "../../shared/protocol/matchmaking.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { clampAspect } from "../../shared/protocol/view.ts";
import type { WantedMatch } from "../game/match-source.ts";
import type { Self } from "../matchmaking/matchmaking.ts";
import type { TicketMode } from "../matchmaking/queue.ts";
import { ARENA_MATCH, type Page, type PanelName } from "./page.ts";
import { askedParty } from "./page-address.ts";
import { rememberedName } from "./remembered.ts";
import { type PartyControls, useParty } from "./use-party.ts";
import { pingsOf, type Regions } from "./use-regions.ts";

interface QueueingPorts {
  self: Self;
  page: Page;
  regions: Regions;
  craft: () => CraftLook;
  setPage: (page: Page) => void;
  setPanel: (panel: PanelName) => void;
  /** Shows a match behind the card. */
  watch: (match: WantedMatch) => Promise<void>;
}

export interface Queueing {
  party: PartyControls;
  /** Looks for a match of this mode, for the player or the party that they lead. */
  queueFor: (mode: TicketMode) => void;
}

/** How the page's player comes to a match by ticket: alone, with a party that they lead, or along with one. */
export function useQueueing({ self, page, regions, craft, setPage, setPanel, watch }: QueueingPorts): Queueing {
  const join = (): JoinWish => ({
    protocol: PROTOCOL_VERSION,
    aspect: clampAspect(window.innerWidth / window.innerHeight),
    craft: craft(),
    ...(rememberedName() === "" ? {} : { name: rememberedName() }),
  });
  /** Whoever comes from a match that is over, or leaves one, waits over one that goes on. */
  const begin = async (mode: TicketMode | null, start: "own" | { ticket: string }): Promise<void> => {
    const comesFrom = page.kind;
    const { newQueue, newKey } = await import("../matchmaking/matchmaking.ts");
    const queue = newQueue(self);
    setPanel("none");
    setPage({ kind: "queueing", queue, mode });
    if (comesFrom === "playing" || comesFrom === "ended") void watch(ARENA_MATCH);
    if (start !== "own") return queue.follow(start.ticket);
    if (mode === null) return;
    await queue.open({
      mode,
      pings: pingsOf(regions),
      join: join(),
      idempotencyKey: newKey(),
      ...(party.state.kind === "in" ? { party: party.state.code } : {}),
    });
  };

  const party = useParty(
    self,
    () => ({ pings: pingsOf(regions), join: join() }),
    (ticket) => {
      // Who plays a match that somebody waited for plays it to its end.
      if (page.kind === "queueing" || (page.kind === "playing" && page.match.kind === "found")) return;
      void begin(null, { ticket });
    },
  );
  const { join: joinParty } = party;
  useEffect(() => {
    const code = askedParty();
    if (code !== null) joinParty(code);
  }, [joinParty]);

  const queueFor = (mode: TicketMode): void => {
    // What they can do is said there.
    if (party.state.kind === "in" && !party.state.leads) setPanel("party");
    else void begin(mode, "own");
  };
  return { party, queueFor };
}
