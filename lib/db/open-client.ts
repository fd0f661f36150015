import postgres, { type Options, type PostgresType, type Sql } from "postgres";
import { parseDatabaseUrl } from "#lib/db/url.ts";

type ClientOptions = Options<Record<string, PostgresType>> & {
  /** In the driver, and missing in its types. */
  onnotify?(channel: string, payload: string): void;
};

/**
 * The driver's connections to `url`, of which it parses nothing itself.
 * @throws Error where the URL cannot be read, without any part of it
 */
export function openClient(url: string, { connection, ...options }: ClientOptions): Sql {
  const { options: place } = parseDatabaseUrl(url);
  const { connect_timeout, keep_alive, ...rest } = place;
  const merged = {
    ...options,
    ...rest,
    ...(connect_timeout !== undefined && { connect_timeout }),
    ...(keep_alive !== undefined && { keep_alive }),
    connection: { ...connection, ...rest.connection },
  };
  // The driver takes lists of hosts and ports, of which its types know nothing.
  return postgres(merged as unknown as Options<Record<string, PostgresType>>);
}
