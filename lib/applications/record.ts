import { sql } from "drizzle-orm";
import type { Application, Environment } from "#lib/applications/schema.ts";
import { toMoment } from "#lib/moment.ts";

/** A row of `applicationColumns`; moments are PostgreSQL's text. */
export interface ApplicationRecord {
  id: string;
  name: string;
  environment: Environment;
  activeKeys: number;
  createdAt: string;
  updatedAt: string;
}

/** What may be shown of `applications app`. */
export const applicationColumns = sql.raw(`
  app.id, app.name, app.environment,
  (
    select count(*)::int from api_keys k
    where k.application_id = app.id and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > now())
  ) as "activeKeys",
  app.created_at as "createdAt", app.updated_at as "updatedAt"`);

export function toApplication(record: ApplicationRecord): Application {
  return {
    id: record.id,
    name: record.name,
    environment: record.environment,
    activeKeys: record.activeKeys,
    createdAt: toMoment(record.createdAt),
    updatedAt: toMoment(record.updatedAt),
  };
}
