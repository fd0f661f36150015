import { KeyStatusBadge } from "#components/api-keys/key-status-badge.tsx";
import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Moment } from "#components/ui/moment.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";
import type { ApiKey } from "#lib/api-keys/schema.ts";

interface ApiKeyRowProps {
  apiKey: ApiKey;
  /** Absent where the reader's role may not revoke. */
  onRevoke?: (apiKey: ApiKey, button: HTMLElement) => void;
}

export function ApiKeyRow({ apiKey, onRevoke }: ApiKeyRowProps) {
  const { description, keyPrefix, status, createdAt, lastUsedAt, revokedAt, revokedReason } =
    apiKey;
  const isRevoked = status === "revoked";
  return (
    <TableRow>
      <TableCell>
        <div className="flex min-w-0 flex-col gap-0.5">
          <span className={classNames("wrap-anywhere font-medium", isRevoked && "text-muted")}>
            <bdi>{description}</bdi>
          </span>
          <MaskedKey keyPrefix={keyPrefix} />
          {revokedAt && (
            <span className="wrap-anywhere text-muted text-xs leading-5">
              Revoked <Moment at={revokedAt} relative />
              {revokedReason && (
                <>
                  : <bdi>{revokedReason}</bdi>
                </>
              )}
            </span>
          )}
        </div>
      </TableCell>
      <TableCell className="max-md:self-start">
        <KeyStatusBadge status={status} />
      </TableCell>
      <TableCell label="Created" className="text-muted">
        <Moment at={createdAt} />
      </TableCell>
      <TableCell label="Last used" className="text-muted">
        {lastUsedAt ? <Moment at={lastUsedAt} relative /> : "Never"}
      </TableCell>
      <TableCell className="text-right max-md:col-span-2 max-md:empty:hidden">
        {onRevoke && !isRevoked && (
          <Button
            variant="secondary"
            size="small"
            aria-label={`Revoke ${description}`}
            onClick={(event) => onRevoke(apiKey, event.currentTarget)}
            className="border-transparent bg-transparent text-muted shadow-none hover:bg-danger-soft hover:text-danger-text max-md:w-full max-md:border-border"
          >
            Revoke
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}
