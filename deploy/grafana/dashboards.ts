/** The dashboards as code: `npm run dashboards` writes each as JSON beside this file, in the form that Grafana provisions. */
export interface Panel {
  readonly title: string;
  /** PromQL, by the legend of its series. */
  readonly queries: Readonly<Record<string, string>>;
  /** As Grafana calls it. */
  readonly unit?: "short" | "s" | "Bps" | "bytes" | "percentunit" | "reqps";
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** So much of a histogram lies below, in the last minute. */
function quantile(share: number, metric: string, by = "", filter = ""): string {
  return `histogram_quantile(${share}, sum by (${["le", by].filter((word) => word !== "").join(", ")}) (rate(${metric}_bucket${filter}[1m])))`;
}

export const DASHBOARDS: readonly Dashboard[] = [
  {
    uid: "strafe-players",
    title: "Strafe: players and matches",
    panels: [
      { title: "Players by mode", queries: { "{{mode}}": "sum by (mode) (strafe_players)" } },
      { title: "Bots and spectators", queries: { bots: "sum(strafe_bots)", spectators: "sum(strafe_spectators)" } },
      { title: "Matches by mode", queries: { "{{mode}}": "sum by (mode) (strafe_matches)" } },
      { title: "Connections by room", queries: { "{{room}}": "sum by (room) (strafe_connections)" } },
      {
        title: "Connections opened and closed per second",
        queries: { opened: "sum(rate(strafe_connections_opened_total[1m]))", "{{code}}": "sum by (code) (rate(strafe_connections_closed_total[1m]))" },
      },
      { title: "Seats by fate per second", queries: { "{{fate}}": "sum by (fate) (rate(strafe_seats_total[1m]))" } },
      { title: "Requests by route per second", unit: "reqps", queries: { "{{route}}": "sum by (route) (rate(strafe_http_requests_total[1m]))" } },
      {
        title: "Refused: requests, upgrades, frames",
        queries: {
          "{{problem}}": "sum by (problem) (rate(strafe_http_problems_total[1m]))",
          "upgrade: {{reason}}": "sum by (reason) (rate(strafe_upgrades_refused_total[1m]))",
          "frame: {{reason}}": "sum by (reason) (rate(strafe_frames_refused_total[1m]))",
        },
      },
      { title: "Errors in browsers per second", queries: { "{{kind}}": "sum by (kind) (rate(strafe_browser_errors_total[1m]))" } },
    ],
  },
  {
    uid: "strafe-ticks",
    title: "Strafe: ticks and netcode",
    panels: [
      {
        title: "Ticks that there were, of those that were to be",
        unit: "percentunit",
        queries: { "{{instance}}": "min by (instance) (strafe_tick_rate_ratio)" },
      },
      {
        title: "Tick duration",
        unit: "s",
        queries: {
          p50: quantile(0.5, "strafe_tick_duration_seconds", "", '{phase="all"}'),
          p99: quantile(0.99, "strafe_tick_duration_seconds", "", '{phase="all"}'),
        },
      },
      { title: "Tick duration by phase, p99", unit: "s", queries: { "{{phase}}": quantile(0.99, "strafe_tick_duration_seconds", "phase") } },
      { title: "Tick lateness, p99", unit: "s", queries: { "{{instance}}": quantile(0.99, "strafe_tick_lateness_seconds", "instance") } },
      {
        title: "Ticks late and dropped per second",
        queries: { late: "sum(rate(strafe_ticks_late_total[1m]))", dropped: "sum(rate(strafe_ticks_dropped_total[1m]))" },
      },
      { title: "Overload step", queries: { "{{instance}}": "max by (instance) (strafe_overload_step)" } },
      {
        title: "Delivery of ticks to clients",
        unit: "s",
        queries: { p50: quantile(0.5, "strafe_delivery_seconds"), p99: quantile(0.99, "strafe_delivery_seconds") },
      },
      {
        title: "Heartbeat round trip",
        unit: "s",
        queries: { p50: quantile(0.5, "strafe_heartbeat_round_trip_seconds"), p99: quantile(0.99, "strafe_heartbeat_round_trip_seconds") },
      },
      { title: "Bytes sent per second by kind", unit: "Bps", queries: { "{{kind}}": "sum by (kind) (rate(strafe_sent_bytes_total[1m]))" } },
      { title: "Patch size", unit: "bytes", queries: { p50: quantile(0.5, "strafe_patch_bytes"), p99: quantile(0.99, "strafe_patch_bytes") } },
      {
        title: "Input frames by fate per second",
        queries: { "{{fate}}": "sum by (fate) (rate(strafe_input_frames_total[1m]))", starved: "sum(rate(strafe_input_starved_ticks_total[1m]))" },
      },
      { title: "Slow clients, and what waits for them", queries: { clients: "sum(strafe_slow_clients)", bytes: "sum(strafe_send_queue_bytes)" } },
    ],
  },
  {
    uid: "strafe-matchmaking",
    title: "Strafe: matchmaking",
    panels: [
      { title: "Tickets that wait", queries: { "{{mode}}": "max by (mode) (strafe_tickets_waiting)" } },
      {
        title: "Time to a match",
        unit: "s",
        queries: { "{{mode}} p50": quantile(0.5, "strafe_ticket_wait_seconds", "mode"), "{{mode}} p90": quantile(0.9, "strafe_ticket_wait_seconds", "mode") },
      },
      { title: "Tickets by end per second", queries: { "{{mode}} {{end}}": "sum by (mode, end) (rate(strafe_tickets_ended_total[1m]))" } },
      { title: "Difference of the sides' ratings, p90", queries: { "{{mode}}": quantile(0.9, "strafe_match_rating_difference", "mode") } },
    ],
  },
  {
    uid: "strafe-processes",
    title: "Strafe: processes and stores",
    panels: [
      { title: "CPU, share of a core", unit: "percentunit", queries: { "{{instance}}": "rate(strafe_process_cpu_seconds_total[1m])" } },
      {
        title: "Memory",
        unit: "bytes",
        queries: { "{{instance}} resident": "strafe_process_resident_memory_bytes", "{{instance}} heap": "strafe_nodejs_heap_size_used_bytes" },
      },
      { title: "Event loop, p99 late", unit: "s", queries: { "{{instance}}": "strafe_nodejs_eventloop_lag_p99_seconds" } },
      {
        title: "Collecting garbage, share of the time",
        unit: "percentunit",
        queries: { "{{kind}}": "sum by (kind) (rate(strafe_nodejs_gc_duration_seconds_sum[1m]))" },
      },
      { title: "Calls to stores, p99", unit: "s", queries: { "{{store}}": quantile(0.99, "strafe_store_call_duration_seconds", "store") } },
      { title: "Calls to stores that fail per second", queries: { "{{store}}": "sum by (store) (rate(strafe_store_failures_total[1m]))" } },
      { title: "Results that wait for the database", queries: { "{{instance}}": "strafe_results_waiting" } },
      { title: "Ready", queries: { "{{instance}}": "strafe_ready" } },
      { title: "Time of requests, p99", unit: "s", queries: { "{{route}}": quantile(0.99, "strafe_http_request_duration_seconds", "route") } },
    ],
  },
];

/** Panels beside each other, and their height and width in Grafana's units. */
const COLUMNS = 3;
const HEIGHT = 8;
const WIDTH = 24 / COLUMNS;

/** The text of a dashboard's file. */
export function dashboardJson({ uid, title, panels }: Dashboard): string {
  const datasource = { type: "prometheus", uid: "$" + "{datasource}" };
  const model = {
    uid,
    title,
    tags: ["strafe"],
    timezone: "browser",
    refresh: "10s",
    schemaVersion: 39,
    time: { from: "now-1h", to: "now" },
    templating: { list: [{ name: "datasource", type: "datasource", query: "prometheus" }] },
    panels: panels.map(({ title, queries, unit = "short" }, index) => ({
      id: index + 1,
      type: "timeseries",
      title,
      datasource,
      gridPos: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: Object.entries(queries).map(([legendFormat, expr], place) => ({ refId: String.fromCharCode(65 + place), datasource, expr, legendFormat })),
    })),
  };
  return `${JSON.stringify(model, null, 2)}\n`;
}
