import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "#components/ui/table.tsx";

export const auditColumns = 5;

export function AuditTable({ children }: { children: ReactNode }) {
  return (
    <Table aria-label="Events">
      <TableHead>
        <TableHeading>Event</TableHeading>
        <TableHeading className="w-48">Who</TableHeading>
        <TableHeading className="w-40">From where</TableHeading>
        <TableHeading className="w-32">When</TableHeading>
        <TableHeading className="w-15">
          <span className="sr-only">Details</span>
        </TableHeading>
      </TableHead>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

const placeholders = ["w-72", "w-56", "w-80", "w-64"];

export function AuditTableSkeleton() {
  return (
    <AuditTable>
      {placeholders.map((width) => (
        <TableRow key={width}>
          <TableCell className="max-md:col-span-2">
            <Skeleton className={`max-w-full ${width}`} />
          </TableCell>
          <TableCell label="Who">
            <Skeleton className="w-36" />
          </TableCell>
          <TableCell label="From where">
            <span className="flex h-10 flex-col justify-center gap-2 max-md:items-end">
              <Skeleton className="w-28" />
              <Skeleton className="h-3 w-20" />
            </span>
          </TableCell>
          <TableCell label="When">
            <Skeleton className="w-20" />
          </TableCell>
          <TableCell className="max-md:hidden" />
        </TableRow>
      ))}
    </AuditTable>
  );
}
