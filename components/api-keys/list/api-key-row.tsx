import { useRef } from "react";
import { ExpiryMoment } from "#components/api-keys/expiry-moment.tsx";
import { KeyStatusBadge } from "#components/api-keys/key-status-badge.tsx";
import { describeScopes } from "#components/api-keys/key-words.ts";
import { selectableRowStyles } from "#components/api-keys/list/api-key-table.tsx";
import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import { RevokeApiKeyDialog } from "#components/api-keys/revocation/lazy-dialogs.ts";
import { prefetchOnApproach } from "#components/dialogs/lazy-dialog.tsx";
import { Link } from "#components/navigation/link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Moment } from "#components/ui/moment.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";
import { allScopes } from "#lib/api-keys/constants.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { paths } from "#lib/paths.ts";

/** Actions on a key in the list that the reader's role allows. */
export interface KeyRowActions {
  isTicked: boolean;
  onTick: (apiKey: ApiKey, isTicked: boolean, isRange: boolean) => void;
  onRevoke: (apiKey: ApiKey) => void;
}

interface ApiKeyRowProps {
  apiKey: ApiKey;
  /** Undefined if the reader's role may not change keys. */
  actions?: KeyRowActions;
}

export function ApiKeyRow({ apiKey, actions }: ApiKeyRowProps) {
  const { description, keyPrefix, status, scopes, createdAt, createdByEmail, lastUsedAt } = apiKey;
  const { revokedAt, revokedReason } = apiKey;
  const isRevoked = status === "revoked";
  const isRange = useRef(false);
  const labelled = actions ? "max-md:col-span-3" : undefined;
  return (
    <TableRow
      className={classNames(
        "transition-colors duration-100",
        actions && selectableRowStyles,
        actions?.isTicked ? "bg-accent-soft/60 hover:bg-accent-soft" : "hover:bg-hover",
      )}
    >
      {actions && (
        <TableCell
          className="max-md:self-start md:pr-0"
          onClickCapture={(event) => {
            isRange.current = event.shiftKey;
          }}
        >
          {!isRevoked && (
            <div className="relative z-10">
              <Checkbox
                label={`Select ${description}`}
                isLabelHidden
                checked={actions.isTicked}
                onCheckedChange={(isTicked) => actions.onTick(apiKey, isTicked, isRange.current)}
              />
            </div>
          )}
        </TableCell>
      )}
      <TableCell className={classNames(isRevoked && actions && "max-md:-ml-3")}>
        <div className="flex min-w-0 flex-col gap-0.5">
          <Link
            href={paths.apiKey(apiKey.applicationId, apiKey.id)}
            className={classNames(
              "wrap-anywhere inline-flex items-center gap-2 font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring",
              isRevoked && "text-muted",
            )}
          >
            <bdi>{description}</bdi>
          </Link>
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
      <TableCell
        label="Scopes"
        className={classNames(labelled, "text-muted tabular-nums md:max-lg:hidden")}
      >
        <span title={scopes.includes(allScopes) ? describeScopes(scopes) : scopes.join(", ")}>
          {countScopes(scopes)}
        </span>
      </TableCell>
      <TableCell label="Created" className={classNames(labelled, "text-muted md:max-lg:hidden")}>
        <span className="flex min-w-0 flex-col max-md:items-end">
          <Moment at={createdAt} />
          {createdByEmail && (
            <span title={createdByEmail} className="max-w-full truncate text-xs leading-5">
              {createdByEmail}
            </span>
          )}
        </span>
      </TableCell>
      <TableCell label="Last used" className={classNames(labelled, "text-muted")}>
        {lastUsedAt ? <Moment at={lastUsedAt} relative /> : "Never"}
      </TableCell>
      <TableCell label="Expires" className={classNames(labelled, "whitespace-nowrap text-muted")}>
        <ExpiryMoment apiKey={apiKey} />
      </TableCell>
      {actions && (
        <TableCell className="text-right max-md:col-span-3 max-md:empty:hidden">
          {!isRevoked && (
            <Button
              variant="secondary"
              size="small"
              aria-label={`Revoke ${description}`}
              {...prefetchOnApproach(RevokeApiKeyDialog)}
              onClick={() => actions.onRevoke(apiKey)}
              className="z-10 border-transparent bg-transparent text-muted shadow-none hover:bg-danger-soft hover:text-danger-text max-md:w-full max-md:border-border"
            >
              Revoke
            </Button>
          )}
        </TableCell>
      )}
    </TableRow>
  );
}

/** "All", "3", or "All + 1" with sensitive scopes granted by name. */
function countScopes(scopes: readonly string[]): string {
  const named = scopes.filter((scope) => scope !== allScopes).length;
  if (!scopes.includes(allScopes)) return String(named);
  return named === 0 ? "All" : `All + ${named}`;
}
