import { type Client, Room, type RoomException } from "@colyseus/core";
import { StateView } from "@colyseus/schema";
import { WireFrame } from "../../../shared/protocol/input.ts";
import { BodyState, MatchState, OWNER_TAG, Own, RosterEntry } from "../../../shared/protocol/state.ts";

/**
 * The control of every test of the guard: a room with the same state and the same input as ours on plain Colyseus, so that an
 * attack that the guard stops is seen to succeed without it. It survives its own errors; `FragileRoom` does not.
 */
export class OpenRoom extends Room {
  override state = new MatchState();
  readonly clientsSeen: Client[] = [];
  override inputs = this.defineInput(WireFrame, { tickRate: 40, bufferMaxSize: 100_000 });

  static override async onAuth(playerId: string): Promise<{ playerId: string }> {
    return { playerId };
  }

  override onCreate(): void {
    this.clock.setInterval(() => {
      this.state.tick += 1;
    }, 25);
    this.onMessage("throw", () => {
      throw new Error("thrown by a handler");
    });
    this.onMessage("*", () => undefined);
  }

  override onJoin(client: Client): void {
    this.clientsSeen.push(client);
    const player = new BodyState().assign({ own: new Own() });
    this.state.roster.set(client.sessionId, new RosterEntry().assign({ name: client.sessionId }));
    this.state.bodies.set(client.sessionId, player);
    client.view = new StateView();
    client.view.add(player, OWNER_TAG);
  }

  override onUncaughtException(_exception: RoomException, _method: string): void {
    // A room that is asked nothing more about it.
  }
}
