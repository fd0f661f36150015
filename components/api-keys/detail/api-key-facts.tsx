"use client";

import { KeyScopes } from "#components/api-keys/key-scopes.tsx";
import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import { useBrandWords } from "#components/brand/brand-provider.tsx";
import { useNow } from "#components/hooks/now.ts";
import { describeRateLimit } from "#components/rate-limit-words.ts";
import { Fact, FactList } from "#components/ui/fact-list.tsx";
import { IpAddress } from "#components/ui/ip-address.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { TimeLeft } from "#components/ui/time-left.tsx";
import { expiringWithinDays } from "#lib/api-keys/constants.ts";
import type { ApiKey, CatalogueScope } from "#lib/api-keys/schema.ts";

interface ApiKeyFactsProps {
  apiKey: ApiKey;
  catalogue: readonly CatalogueScope[];
}

export function ApiKeyFacts({ apiKey, catalogue }: ApiKeyFactsProps) {
  const { environments } = useBrandWords();
  return (
    <section aria-labelledby="api-key-facts">
      <h2 id="api-key-facts" className="mb-4 font-semibold text-lg tracking-tight">
        Details
      </h2>
      <FactList>
        {apiKey.revokedAt && (
          <Fact label="Revoked">
            <Moment at={apiKey.revokedAt} />
            {apiKey.leaked && !apiKey.revokedBy
              ? ", reported as leaked"
              : apiKey.revokedBy && <> by {apiKey.revokedByEmail ?? apiKey.revokedBy}</>}
            {apiKey.revokedReason && (
              <p className="text-muted">
                <bdi>{apiKey.revokedReason}</bdi>
              </p>
            )}
          </Fact>
        )}
        <Fact label="Key">
          <MaskedKey keyPrefix={apiKey.keyPrefix} />
        </Fact>
        <Fact label="Environment">
          {apiKey.environment === "live" ? "Live" : "Test"}
          <span className="text-muted">: {environments[apiKey.environment]}</span>
        </Fact>
        <Fact label="Scopes">
          <KeyScopes scopes={apiKey.scopes} catalogue={catalogue} />
        </Fact>
        <Fact label="Allowed IP addresses">
          {apiKey.ipAllowlist.length === 0 ? (
            <>
              Anywhere<span className="text-muted">: no IP allowlist is set</span>
            </>
          ) : (
            <ul className="flex flex-wrap gap-x-5 gap-y-0.5">
              {apiKey.ipAllowlist.map((address) => (
                <li key={address}>
                  <IpAddress>{address}</IpAddress>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact label="Rate limit">
          {describeRateLimit(apiKey.rateLimit)}
          {!apiKey.rateLimit && <span className="text-muted">: no limit is set for this key</span>}
        </Fact>
        <Fact label="Expires">
          <Expiry apiKey={apiKey} />
        </Fact>
        <Fact label="Last used">
          {apiKey.lastUsedAt ? <LastUse {...apiKey} at={apiKey.lastUsedAt} /> : "Never"}
        </Fact>
        <Fact label="Created">
          <Moment at={apiKey.createdAt} /> by {apiKey.createdByEmail ?? apiKey.createdBy}
        </Fact>
      </FactList>
    </section>
  );
}

const expiresSoonMilliseconds = expiringWithinDays * 24 * 3600 * 1000;

function Expiry({ apiKey: { expiresAt, status } }: { apiKey: ApiKey }) {
  const now = useNow();
  if (!expiresAt) return "Never";
  if (status === "expired") {
    return (
      <span className="font-medium text-warning-text">
        Expired on <Moment at={expiresAt} />
      </span>
    );
  }
  const left = now ? Date.parse(expiresAt) - now.getTime() : Number.POSITIVE_INFINITY;
  const isSoon = left < expiresSoonMilliseconds && status !== "revoked";
  return (
    <>
      <Moment at={expiresAt} />
      {isSoon && left > 0 && (
        <span className="font-medium text-warning-text">
          , <TimeLeft until={expiresAt} />
        </span>
      )}
    </>
  );
}

interface LastUseProps {
  at: string;
  lastUsedIp: string | null;
  lastUsedUserAgent: string | null;
}

function LastUse({ at, lastUsedIp, lastUsedUserAgent }: LastUseProps) {
  return (
    <>
      <p className="first-letter:uppercase">
        <Moment at={at} relative />
        {lastUsedIp && (
          <>
            {" "}
            from <IpAddress>{lastUsedIp}</IpAddress>
          </>
        )}
      </p>
      {lastUsedUserAgent && (
        <p className="font-mono text-[0.8125rem] text-muted">
          <bdi>{lastUsedUserAgent}</bdi>
        </p>
      )}
    </>
  );
}
