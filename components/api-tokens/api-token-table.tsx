import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";
import { IpAddress } from "#components/ui/ip-address.tsx";
import { Moment } from "#components/ui/moment.tsx";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "#components/ui/table.tsx";
import type { ApiToken } from "#lib/api-tokens/schema.ts";

const RevokeApiTokenDialog = lazyDialog(
  () => import("#components/api-tokens/revoke-api-token-dialog.tsx"),
  "RevokeApiTokenDialog",
);

interface ApiTokenTableProps {
  tokens: readonly ApiToken[];
  /** Whether tokens of others are among them. */
  isEverybodys: boolean;
}

export function ApiTokenTable({ tokens, isEverybodys }: ApiTokenTableProps) {
  return (
    <Table aria-label="API tokens">
      <TableHead>
        <TableHeading>Name and scopes</TableHeading>
        {isEverybodys && <TableHeading className="w-48">Created by</TableHeading>}
        <TableHeading className="w-40">Last used</TableHeading>
        <TableHeading className="w-32">Expires</TableHeading>
        <TableHeading className="w-28">
          <span className="sr-only">Revoke</span>
        </TableHeading>
      </TableHead>
      <TableBody>
        {tokens.map((token) => (
          <ApiTokenRow key={token.id} token={token} isEverybodys={isEverybodys} />
        ))}
      </TableBody>
    </Table>
  );
}

interface ApiTokenRowProps {
  token: ApiToken;
  isEverybodys: boolean;
}

const labelled = "max-md:text-right max-md:text-[0.8125rem]";

function ApiTokenRow({ token, isEverybodys }: ApiTokenRowProps) {
  const { name, scopes, createdAt, lastUsedAt, lastUsedIp, expiresAt } = token;
  return (
    <TableRow>
      <TableCell className="max-md:col-span-2">
        <bdi className="wrap-anywhere font-medium">{name}</bdi>
        <ul aria-label="Scopes" className="mt-1 flex flex-wrap gap-1.5">
          {scopes.map((scope) => (
            <li
              key={scope}
              translate="no"
              className="rounded-md bg-sunken px-1.5 font-mono text-muted text-xs leading-5 ring-1 ring-border ring-inset"
            >
              {scope}
            </li>
          ))}
        </ul>
      </TableCell>
      {isEverybodys && (
        <TableCell label="Created by" className={labelled}>
          <span className="flex min-w-0 flex-col max-md:items-end">
            {token.isMine ? (
              "You"
            ) : (
              <bdi title={token.createdByEmail} className="max-w-full truncate">
                {token.createdByEmail}
              </bdi>
            )}
            <span className="text-muted text-xs leading-5">
              <Moment at={createdAt} />
            </span>
          </span>
        </TableCell>
      )}
      <TableCell label="Last used" className={`${labelled} text-muted`}>
        <span className="flex min-w-0 flex-col max-md:items-end">
          {lastUsedAt ? <Moment at={lastUsedAt} relative /> : "Never"}
          {lastUsedIp && (
            <span className="text-xs leading-5">
              <IpAddress>{lastUsedIp}</IpAddress>
            </span>
          )}
        </span>
      </TableCell>
      <TableCell label="Expires" className={`${labelled} whitespace-nowrap text-muted`}>
        <Moment at={expiresAt} />
      </TableCell>
      <TableCell className="text-right max-md:col-span-2">
        <DialogButton
          variant="secondary"
          size="small"
          aria-label={`Revoke ${name}`}
          dialog={RevokeApiTokenDialog}
          dialogProps={{ token }}
          className="border-transparent bg-transparent text-muted shadow-none hover:bg-danger-soft hover:text-danger-text max-md:w-full max-md:border-border"
        >
          Revoke
        </DialogButton>
      </TableCell>
    </TableRow>
  );
}
