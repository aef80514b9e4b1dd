import { ConfigError, readConfig } from "../../server/config.ts";
import { type Database, openDatabase } from "../../server/storage/database.ts";

/** The database that the server of this environment uses; null, and said why, when the environment is wrong. */
export function databaseOf(environment: NodeJS.ProcessEnv): Database | null {
  try {
    // Which database it is does not depend on what makes several processes one service.
    return openDatabase(readConfig({ ...environment, REDIS_URL: undefined, TICKETS_REDIS_URL: undefined }));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    refuse(error.message);
    return null;
  }
}

export function refuse(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
