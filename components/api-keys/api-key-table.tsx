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

export function ApiKeyTable({ children }: { children: ReactNode }) {
  return (
    <Table aria-label="API keys">
      <TableHead>
        <TableHeading>Key</TableHeading>
        <TableHeading className="w-30">Status</TableHeading>
        <TableHeading className="w-34">Created</TableHeading>
        <TableHeading className="w-34">Last used</TableHeading>
        <TableHeading className="w-28">
          <span className="sr-only">Actions</span>
        </TableHeading>
      </TableHead>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

const placeholders = ["w-36", "w-48", "w-28"];

export function ApiKeyTableSkeleton() {
  return (
    <ApiKeyTable>
      {placeholders.map((width) => (
        <TableRow key={width}>
          <TableCell>
            <span className="flex h-10.5 flex-col justify-center gap-2">
              <Skeleton className={width} />
              <Skeleton className="h-3 w-40 max-w-full" />
            </span>
          </TableCell>
          <TableCell>
            <Skeleton className="h-6 w-18 rounded-full" />
          </TableCell>
          <TableCell label="Created">
            <Skeleton className="w-20" />
          </TableCell>
          <TableCell label="Last used">
            <Skeleton className="w-20" />
          </TableCell>
          <TableCell className="max-md:col-span-2">
            <Skeleton className="h-8 md:hidden" />
          </TableCell>
        </TableRow>
      ))}
    </ApiKeyTable>
  );
}
