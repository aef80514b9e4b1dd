/** `at`: ms since 1970. Day and minute, UTC, as in the log. */
export function timeText(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}
