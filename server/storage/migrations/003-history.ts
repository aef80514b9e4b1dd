import type { Migration } from "./migration.ts";

export const history: Migration = {
  name: "003-history",
  async up(schema) {
    await schema
      .createTable("history")
      .addColumn("process_id", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("players", "integer", (column) => column.notNull())
      .addColumn("ticks", "integer", (column) => column.notNull())
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("errors", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("history_of_process", ["at", "process_id"])
      .execute();
  },
};
