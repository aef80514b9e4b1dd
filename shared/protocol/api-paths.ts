/** Where tickets, parties and the description of all of it are, over HTTP. Apart from their schemas: the page needs no zod to know them. */
export const TICKETS_PATH = "/api/matchmaking/tickets";
export const PARTIES_PATH = "/api/parties";
export const OPENAPI_PATH = "/api/openapi.json";

/** s that a request for a ticket waits for news at most. */
export const WAIT_MAX = 20;
