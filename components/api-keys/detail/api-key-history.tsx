import { KeyHistory } from "#components/audit/key-history.tsx";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { getPermissions, type Role } from "#lib/merchants/permissions.ts";

interface ApiKeyHistoryProps {
  apiKey: ApiKey;
  role: Role;
}

/** A key's history, for readers with access to the audit log. */
export function ApiKeyHistory({ apiKey, role }: ApiKeyHistoryProps) {
  const { applicationId, id, status, rotation } = apiKey;
  const mayRead = getPermissions(role).includes("audit:read");
  return (
    <section aria-labelledby="api-key-history">
      <h2 id="api-key-history" className="mb-4 font-semibold text-lg tracking-tight">
        History
      </h2>
      {mayRead ? (
        <div className="rounded-2xl border border-border bg-surface px-4 pt-2 pb-4 shadow-card sm:px-5">
          <KeyHistory
            applicationId={applicationId}
            keyId={id}
            state={`${status} ${rotation?.firstUsedAt}`}
          />
        </div>
      ) : (
        <p className="text-muted text-sm leading-6">
          Only admins and owners can view this key's history.
        </p>
      )}
    </section>
  );
}
