import { Room } from "@colyseus/core";

/** Plain Colyseus, with nothing that catches what its handlers throw. */
export class FragileRoom extends Room {
  static override async onAuth(playerId: string): Promise<{ playerId: string }> {
    return { playerId };
  }

  override onCreate(): void {
    this.onMessage("throw", () => {
      throw new Error("thrown by a handler");
    });
  }
}
