import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "#components/ui/table.tsx";

interface HygieneTableProps {
  /** The rows are those of the finding before. */
  isOutdated?: boolean;
  children: ReactNode;
}

export function HygieneTable({ isOutdated = false, children }: HygieneTableProps) {
  return (
    <Table
      aria-label="API keys that need attention"
      aria-busy={isOutdated}
      className={classNames("transition-opacity duration-100", isOutdated && "opacity-50")}
    >
      <TableHead>
        <TableHeading>Key</TableHeading>
        <TableHeading className="w-29 md:max-lg:hidden">Status</TableHeading>
        <TableHeading className="w-31">Last used</TableHeading>
        <TableHeading className="w-31">Expires</TableHeading>
        <TableHeading className="w-68">Findings</TableHeading>
      </TableHead>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

const placeholders = ["w-36", "w-48", "w-28"];

export function HygieneTableSkeleton() {
  return (
    <HygieneTable>
      {placeholders.map((width) => (
        <TableRow key={width}>
          <TableCell className="max-md:col-span-2">
            <span className="flex h-15.5 flex-col justify-center gap-2">
              <Skeleton className={classNames("max-w-full", width)} />
              <Skeleton className="h-3 w-40 max-w-full" />
              <Skeleton className="h-3 w-32 max-w-full" />
            </span>
          </TableCell>
          <TableCell label="Status" className="md:max-lg:hidden">
            <Skeleton className="h-6 w-18 rounded-full" />
          </TableCell>
          <TableCell label="Last used">
            <Skeleton className="w-20" />
          </TableCell>
          <TableCell label="Expires">
            <Skeleton className="w-16" />
          </TableCell>
          <TableCell className="max-md:col-span-2">
            <span className="flex items-center justify-between">
              <Skeleton className="h-6 w-20 rounded-full" />
              <Skeleton className="h-8 w-24 rounded-lg" />
            </span>
          </TableCell>
        </TableRow>
      ))}
    </HygieneTable>
  );
}
