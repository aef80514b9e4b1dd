/** What /metrics says is there at the moment of people and of what they leave behind: with nobody there, as much as before anybody came. */
const PRESENT = [
  "strafe_connections",
  "strafe_send_queue_bytes",
  "strafe_send_queue_largest_bytes",
  "strafe_slow_clients",
  "strafe_matches",
  "strafe_players",
  "strafe_bots",
  "strafe_spectators",
  "strafe_seats_waiting",
  "strafe_seats_kept",
  "strafe_seats_outstanding",
  "strafe_tickets_waiting",
  "strafe_results_waiting",
];

/** By name, all labels together. `text`: as Prometheus reads it. @throws {Error} for one that the server does not have */
export function gaugesOf(text: string): Record<string, number> {
  const lines = text.split("\n");
  return Object.fromEntries(
    PRESENT.map((name) => {
      if (!lines.includes(`# TYPE ${name} gauge`)) throw new Error(`/metrics has no gauge ${name}`);
      const values = lines.filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`)).map((line) => Number(line.split(" ").at(-1)));
      return [name, values.reduce((sum, value) => sum + value, 0)];
    }),
  );
}
