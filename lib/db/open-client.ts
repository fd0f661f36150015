import postgres, { type Options, type PostgresType, type Sql } from "postgres";
import { parseDatabaseUrl } from "#lib/db/url.ts";

type ClientOptions = Options<Record<string, PostgresType>> & {
  /** Supported by the driver, but missing in its types. */
  onnotify?(channel: string, payload: string): void;
};

/**
 * Opens the driver's connections to `url`, which our own parser reads.
 * @throws Error without any part of the URL if it cannot be parsed
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
  // The driver accepts lists of hosts and ports, which its types omit.
  return postgres(merged as unknown as Options<Record<string, PostgresType>>);
}
