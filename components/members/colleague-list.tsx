import { roleWords } from "#components/members/role-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "#components/ui/table.tsx";
import type { Colleague } from "#lib/members/schema.ts";

interface ColleagueListProps {
  colleagues: readonly Colleague[];
  /** Count of all members, listed or not. */
  total: number;
  userId: string;
}

/** The members as somebody sees them who cannot change them. */
export function ColleagueList({ colleagues, total, userId }: ColleagueListProps) {
  return (
    <section aria-labelledby="members">
      <h2 id="members" className="mb-3 font-semibold text-base tracking-tight">
        Members
      </h2>
      <Table aria-labelledby="members">
        <TableHead>
          <TableHeading>Person</TableHeading>
          <TableHeading className="w-40">Role</TableHeading>
        </TableHead>
        <TableBody>
          {colleagues.map((colleague) => (
            <TableRow key={colleague.userId}>
              <TableCell>
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <bdi className="wrap-anywhere font-medium">{colleague.email}</bdi>
                  {colleague.userId === userId && <Badge>You</Badge>}
                </span>
              </TableCell>
              <TableCell label="Role">{roleWords[colleague.role].label}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {total > colleagues.length && (
        <p className="mt-3 text-muted text-sm leading-6">
          Showing {colleagues.length} of {total} members.
        </p>
      )}
    </section>
  );
}
