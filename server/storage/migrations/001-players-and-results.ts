import type { Migration } from "./migration.ts";

export const playersAndResults: Migration = {
  name: "001-players-and-results",
  async up(schema) {
    await schema
      .createTable("players")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull().defaultTo(""))
      .addColumn("renewal_hash", "text", (column) => column.notNull())
      .addColumn("renewal_previous_hash", "text")
      .addColumn("renewed_at", "bigint", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("seen_at", "bigint", (column) => column.notNull())
      .execute();
    await schema
      .createTable("signing_keys")
      .addColumn("kid", "text", (column) => column.primaryKey())
      .addColumn("secret", "text", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("retired_at", "bigint")
      .execute();
    await schema
      .createTable("ratings")
      .addColumn("player_id", "text", (column) => column.notNull())
      .addColumn("mode", "text", (column) => column.notNull())
      .addColumn("mu", "double precision", (column) => column.notNull())
      .addColumn("sigma", "double precision", (column) => column.notNull())
      .addColumn("shown", "integer", (column) => column.notNull())
      .addColumn("matches", "integer", (column) => column.notNull())
      .addColumn("updated_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("ratings_key", ["player_id", "mode"])
      .execute();
    await schema.createIndex("ratings_by_rank").on("ratings").columns(["mode", "shown desc", "player_id"]).execute();
    await schema
      .createTable("results")
      .addColumn("match_id", "text", (column) => column.primaryKey())
      .addColumn("mode", "text", (column) => column.notNull())
      .addColumn("map", "text", (column) => column.notNull())
      .addColumn("region", "text")
      .addColumn("started_at", "bigint", (column) => column.notNull())
      .addColumn("ended_at", "bigint", (column) => column.notNull())
      .addColumn("ranked", "integer", (column) => column.notNull())
      .execute();
    await schema
      .createTable("result_players")
      .addColumn("match_id", "text", (column) => column.notNull().references("results.match_id").onDelete("cascade"))
      .addColumn("player_id", "text", (column) => column.notNull())
      .addColumn("team", "integer", (column) => column.notNull())
      .addColumn("place", "integer", (column) => column.notNull())
      .addColumn("kills", "integer", (column) => column.notNull())
      .addColumn("deaths", "integer", (column) => column.notNull())
      .addColumn("score", "integer", (column) => column.notNull())
      .addColumn("forfeited", "integer", (column) => column.notNull())
      .addColumn("rating_before", "integer")
      .addColumn("rating_after", "integer")
      .addPrimaryKeyConstraint("result_players_key", ["match_id", "player_id"])
      .execute();
    await schema.createIndex("result_players_by_player").on("result_players").column("player_id").execute();
  },
};
