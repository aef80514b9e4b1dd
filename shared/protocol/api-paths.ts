/** Where tickets, parties, players and the description of all of it are, over HTTP. Apart from their schemas: the page needs no zod to know them. */
export const TICKETS_PATH = "/api/matchmaking/tickets";
export const PARTIES_PATH = "/api/parties";
export const OPENAPI_PATH = "/api/openapi.json";
/** `GET /api/players/{id}?page=0`: somebody's name, ratings and matches. */
export const PLAYERS_PATH = "/api/players";
/** `GET /api/leaderboards/{mode}?page=0`: the best of a mode. */
export const LEADERBOARDS_PATH = "/api/leaderboards";

/** s that a request for a ticket waits for news at most. */
export const WAIT_MAX = 20;
