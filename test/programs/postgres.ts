import { sharePostgres } from "./postgres-server.ts";

/** Runs once before the suites that start whole clusters. */
export default sharePostgres;
