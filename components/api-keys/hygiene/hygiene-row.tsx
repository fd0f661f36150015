import { ExpiryMoment } from "#components/api-keys/expiry-moment.tsx";
import {
  findingWords,
  type Remedy,
  remedies,
  remedyWords,
} from "#components/api-keys/hygiene/hygiene-words.ts";
import { remedyDialogs } from "#components/api-keys/hygiene/remedy-dialogs.ts";
import { KeyStatusBadge } from "#components/api-keys/key-status-badge.tsx";
import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import { prefetchOnApproach } from "#components/dialogs/lazy-dialog.tsx";
import { Link } from "#components/navigation/link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Moment } from "#components/ui/moment.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";
import type { HygieneRow as Row } from "#lib/api-keys/schema.ts";
import { paths } from "#lib/paths.ts";

interface HygieneRowProps {
  row: Row;
  /** Undefined if the reader's role may not change keys. */
  onRemedy?: (row: Row, remedy: Remedy, button: HTMLElement) => void;
}

export function HygieneRow({ row, onRemedy }: HygieneRowProps) {
  const { apiKey, applicationName, findings } = row;
  const { id, applicationId, description, keyPrefix, status, createdAt, lastUsedAt } = apiKey;
  return (
    <TableRow>
      <TableCell className="align-top max-md:col-span-2">
        <div className="flex min-w-0 flex-col items-start gap-0.5">
          <Link
            href={paths.apiKey(applicationId, id)}
            className="wrap-anywhere rounded font-medium underline-offset-2 hover:underline"
          >
            <bdi>{description}</bdi>
          </Link>
          <MaskedKey keyPrefix={keyPrefix} />
          <span className="wrap-anywhere text-muted text-xs leading-5">
            In{" "}
            <Link
              href={paths.application(applicationId)}
              className="rounded text-text underline underline-offset-2 hover:no-underline"
            >
              <bdi>{applicationName}</bdi>
            </Link>
            , created <Moment at={createdAt} />
          </span>
        </div>
      </TableCell>
      <TableCell label="Status" className="align-top md:max-lg:hidden">
        <KeyStatusBadge status={status} />
      </TableCell>
      <TableCell label="Last used" className="align-top text-muted">
        {lastUsedAt ? <Moment at={lastUsedAt} relative /> : "Never"}
      </TableCell>
      <TableCell label="Expires" className="align-top text-muted">
        <ExpiryMoment apiKey={apiKey} />
      </TableCell>
      <TableCell className="align-top max-md:col-span-2 max-md:pt-1.5">
        <ul className={classNames("flex flex-col gap-2", onRemedy && "md:-mt-1")}>
          {findings.map((finding) => {
            const { label, tone } = findingWords[finding];
            const remedy = remedies[finding];
            return (
              <li key={finding} className="flex items-center justify-between gap-3">
                <Badge tone={tone}>{label}</Badge>
                {onRemedy && (
                  <Button
                    variant="secondary"
                    size="small"
                    aria-label={remedyWords[remedy].labelFor(description)}
                    {...prefetchOnApproach(remedyDialogs[remedy])}
                    onClick={(event) => onRemedy(row, remedy, event.currentTarget)}
                  >
                    {remedyWords[remedy].label}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </TableCell>
    </TableRow>
  );
}
