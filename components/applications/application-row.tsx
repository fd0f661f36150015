import { EnvironmentBadge } from "#components/applications/environment-badge.tsx";
import { Link } from "#components/navigation/link.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";
import type { Application } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";

export function ApplicationRow({ application }: { application: Application }) {
  return (
    <TableRow className="transition-colors duration-100 hover:bg-hover">
      <TableCell>
        <Link
          href={paths.application(application.id)}
          className="wrap-anywhere inline-flex items-center gap-2 font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          <bdi className="line-clamp-2">{application.name}</bdi>
        </Link>
      </TableCell>
      <TableCell>
        <EnvironmentBadge environment={application.environment} />
      </TableCell>
      <TableCell label="Active keys" className="tabular-nums">
        {application.activeKeys}
      </TableCell>
      <TableCell label="Created" className="text-muted">
        <Moment at={application.createdAt} />
      </TableCell>
    </TableRow>
  );
}
