import { buildPageIfStale } from "../../commands/page.ts";

/** Runs once before the suites that open the page: they see the sources as they are. */
export default buildPageIfStale;
