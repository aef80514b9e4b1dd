/** What tickets and matches wait for, all in ms. */
export interface MatchmakingTimes {
  /** Between two cycles. */
  period: number;
  /** A lease is held for so long from the beginning of a cycle: what a stalled process keeps the others waiting. */
  lease: number;
  /** A waiting ticket that nobody asks for expires after this. A client asks every 20 s. */
  unattended: number;
  /** Seats are kept for so long: as the room keeps them. */
  seats: number;
  /** The opening of a room is tried for so long. */
  opening: number;
  /** A region that has said nothing for so long is gone: twice what its next process needs to take over. */
  silence: number;
}

export const MATCHMAKING_TIMES: MatchmakingTimes = { period: 500, lease: 5_000, unattended: 30_000, seats: 8_000, opening: 20_000, silence: 10_000 };
