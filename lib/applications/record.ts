import type { Application } from "#lib/applications/schema.ts";
import { allMetadata, shownMetadata } from "#lib/metadata/columns.ts";
import { toColumns, wireTime } from "#lib/statement.ts";

const expressions = {
  id: "app.id",
  name: "app.name",
  environment: "app.environment",
  activeKeys: `(
    select count(*)::int from api_keys k
    where k.application_id = app.id and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > now())
  )`,
  createdAt: wireTime("app.created_at"),
  updatedAt: wireTime("app.updated_at"),
  externalId: "app.external_id",
  metadata: shownMetadata("app"),
} satisfies Record<keyof Application, string>;

/** Columns of `applications app`; rows are `Application`. */
export const applicationColumns = toColumns(expressions);

/** As `applicationColumns`, for the operator, who sees all metadata. */
export const operatorApplicationColumns = toColumns({
  ...expressions,
  metadata: allMetadata("app"),
});
