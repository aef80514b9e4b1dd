/** What the door says to a room of who wants back to a seat, in the one word that Colyseus passes on. */
export function claimOfSeat(player: string, token: string): string {
  return `${player}~${token}`;
}

export function readClaim(claim: string): { player: string; token: string } {
  const [player = "", token = ""] = claim.split("~");
  return { player, token };
}

/** Who holds a seat, by what the door was told of them; null for nobody's. */
export function playerOf(auth: unknown): string | null {
  return typeof auth === "object" && auth !== null && "playerId" in auth && typeof auth.playerId === "string" ? auth.playerId : null;
}
