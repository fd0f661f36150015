"use client";

import { useNow } from "#components/hooks/now.ts";
import { Moment } from "#components/ui/moment.tsx";
import { expiringWithinDays } from "#lib/api-keys/constants.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";

const soonMilliseconds = expiringWithinDays * 24 * 3600 * 1000;

/** A key's expiry, with a warning tone if it is soon. */
export function ExpiryMoment({ apiKey }: { apiKey: ApiKey }) {
  const now = useNow();
  const { expiresAt, status } = apiKey;
  if (expiresAt === null) return "Never";
  const isSoon =
    now !== null &&
    status !== "revoked" &&
    new Date(expiresAt).getTime() - now.getTime() < soonMilliseconds;
  return (
    <span className={isSoon ? "font-medium text-warning-text" : undefined}>
      <Moment at={expiresAt} relative />
    </span>
  );
}
