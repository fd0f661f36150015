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

export function ApplicationTable({ children }: { children: ReactNode }) {
  return (
    <Table aria-label="Applications">
      <TableHead>
        <TableHeading>Name</TableHeading>
        <TableHeading className="w-36">Environment</TableHeading>
        <TableHeading className="w-32">Active keys</TableHeading>
        <TableHeading className="w-36">Created</TableHeading>
      </TableHead>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

const placeholders = ["w-40", "w-56", "w-32"];

export function ApplicationTableSkeleton() {
  return (
    <ApplicationTable>
      {placeholders.map((width) => (
        <TableRow key={width}>
          <TableCell className="max-md:py-1">
            <Skeleton className={width} />
          </TableCell>
          <TableCell>
            <Skeleton className="h-6 w-16 rounded-full" />
          </TableCell>
          <TableCell label="Active keys">
            <Skeleton className="w-6" />
          </TableCell>
          <TableCell label="Created">
            <Skeleton className="w-24" />
          </TableCell>
        </TableRow>
      ))}
    </ApplicationTable>
  );
}
