import type { MatchPlan } from "../../../server/matchmaking/match-plan.ts";
import { placesOf } from "../../../server/matchmaking/match-plan.ts";
import type { Seat } from "../../../shared/protocol/play.ts";

/** Stands for the rooms of a cluster: one per match, whoever asks for it and however often. */
export class Rooms {
  readonly opened = new Map<string, MatchPlan>();

  readonly open = async (plan: MatchPlan): Promise<ReadonlyMap<string, Seat>> => {
    const first = this.opened.get(plan.id) ?? plan;
    this.opened.set(plan.id, first);
    return new Map(placesOf(first).map(({ player, session }) => [player, { name: plan.mode, roomId: plan.id, sessionId: session, processId: "p" }]));
  };

  /** Rooms that have a seat for this player. */
  of(player: string): string[] {
    return Array.from(this.opened.values()).flatMap((plan) => (placesOf(plan).some((place) => place.player === player) ? [plan.id] : []));
  }
}
