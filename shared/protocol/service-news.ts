import type { ModeName } from "../content/modes.ts";

export const SERVICE_NEWS_PATH = "/api/news";

/** GET /api/news: what operators tell everybody who comes. */
export interface ServiceNews {
  /** Message of the day. */
  motd: string | null;
  /** Why nobody gets a seat for now. */
  maintenance: string | null;
  /** Modes that nobody begins a match of for now. */
  closed: ModeName[];
}
