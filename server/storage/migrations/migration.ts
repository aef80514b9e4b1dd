import type { SchemaModule } from "kysely";

/** One step of the schema. Never changed once it is released: what is wrong with it is mended by the next. */
export interface Migration {
  /** Its number and subject, by which it is known to have been applied. */
  readonly name: string;
  up(schema: SchemaModule): Promise<void>;
}
