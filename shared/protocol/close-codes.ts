/**
 * Why the server ended a connection: WebSocket close codes. 4000..4010 belong to Colyseus; ours start at 4100.
 * A client comes back by itself only from the codes for which `mayReturn` is true.
 */
export const CloseCode = {
  NORMAL: 1000,
  GOING_AWAY: 1001,
  ABNORMAL: 1006,
  MESSAGE_TOO_BIG: 1009,
  /** The player left on purpose (Colyseus: CONSENTED). */
  LEFT: 4000,
  /** The server is shutting down (Colyseus: SERVER_SHUTDOWN). */
  SHUTTING_DOWN: 4001,
  /** A frame or payload that no client of ours sends (Colyseus: WITH_ERROR). */
  MALFORMED: 4002,
  /** The seat is gone (Colyseus: FAILED_TO_RECONNECT). */
  SEAT_GONE: 4003,
  KICKED: 4100,
  /** More input or messages than any player can make. */
  FLOOD: 4101,
  /** Did not read what it was sent. */
  TOO_SLOW: 4102,
  /** Took its seat but never finished joining. */
  JOIN_TIMEOUT: 4103,
  /** The same seat was taken over by a newer connection. */
  REPLACED: 4104,
  /** The match itself failed and was ended. */
  MATCH_FAILED: 4105,
  /** The match is over, and not everybody wanted another. */
  MATCH_OVER: 4106,
  /** The process is about to restart and the match has ended before: another one waits on another process. */
  RESTARTING: 4107,
  /** The player has come to a seat elsewhere, from another tab or device. */
  ELSEWHERE: 4108,
  /** Did nothing for too long, or had the page in the background. */
  IDLE: 4109,
} as const;

export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** Lost, not ended: the seat is kept and the client may reconnect. */
export function isConnectionLoss(code: number): boolean {
  return code === 1001 || code === 1005 || code === 1006 || code === 4010;
}
