"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
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
import type { KeySort } from "#lib/api-keys/constants.ts";

interface ApiKeyTableProps {
  sort: KeySort;
  onSort: (sort: KeySort) => void;
  /**
   * Whether all, some or none of the selectable rows are selected; undefined if none is selectable.
   */
  selection?: { state: boolean | "indeterminate"; onChange: (isTicked: boolean) => void };
  /** The rows still belong to the previous filters. */
  isOutdated?: boolean;
  children: ReactNode;
}

export function ApiKeyTable({
  sort,
  onSort,
  selection,
  isOutdated = false,
  children,
}: ApiKeyTableProps) {
  const heading = { sort, onSort };
  return (
    <Table
      aria-label="API keys"
      aria-busy={isOutdated}
      className={classNames("transition-opacity duration-100", isOutdated && "opacity-50")}
    >
      <TableHead>
        {selection && (
          <TableHeading className="w-12 pr-0">
            <span className="md:hidden">Select</span>
            <div className="max-md:hidden">
              <Checkbox
                label="Select all shown"
                isLabelHidden
                checked={selection.state}
                onCheckedChange={selection.onChange}
              />
            </div>
          </TableHeading>
        )}
        <SortHeading {...heading} by={{ description: "ascending" }}>
          Key
        </SortHeading>
        <TableHeading className="w-29">Status</TableHeading>
        <TableHeading className="w-24 md:max-lg:hidden">Scopes</TableHeading>
        <SortHeading
          {...heading}
          by={{ newest: "descending", oldest: "ascending" }}
          className="w-36 md:max-lg:hidden"
        >
          Created
        </SortHeading>
        <TableHeading className="w-32">Last used</TableHeading>
        <SortHeading {...heading} by={{ expiry: "ascending" }} className="w-31">
          Expires
        </SortHeading>
        {selection && (
          <TableHeading className="w-24">
            <span className="sr-only">Actions</span>
          </TableHeading>
        )}
      </TableHead>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

type Direction = "ascending" | "descending";

interface SortHeadingProps {
  sort: KeySort;
  onSort: (sort: KeySort) => void;
  /** Orders by this column; the first one applies on the first click. */
  by: Partial<Record<KeySort, Direction>>;
  className?: string;
  children: string;
}

function SortHeading({ sort, onSort, by, className, children }: SortHeadingProps) {
  const orders = Object.keys(by) as KeySort[];
  const direction = by[sort];
  const next = orders[(orders.indexOf(sort) + 1) % orders.length];
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <TableHeading aria-sort={direction ?? "none"} className={className}>
      <span className="md:hidden">{children}</span>
      <button
        type="button"
        onClick={() => next && onSort(next)}
        className={classNames(
          "group -mx-2 inline-flex h-8 items-center gap-1 rounded-md px-2 font-medium hover:bg-hover hover:text-text max-md:hidden",
          direction && "text-text",
        )}
      >
        {children}
        <Arrow
          aria-hidden
          className={classNames(
            "size-3.5",
            !direction && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
          )}
        />
      </button>
    </TableHeading>
  );
}

const placeholders = ["w-36", "w-48", "w-28"];

export function ApiKeyTableSkeleton({ mayWrite }: { mayWrite: boolean }) {
  const labelled = mayWrite ? "max-md:col-span-3" : undefined;
  return (
    <ApiKeyTable
      sort="newest"
      onSort={() => {}}
      selection={mayWrite ? { state: false, onChange: () => {} } : undefined}
    >
      {placeholders.map((width) => (
        <TableRow key={width} className={mayWrite ? selectableRowStyles : undefined}>
          {mayWrite && (
            <TableCell className="md:pr-0">
              <Skeleton className="size-5" />
            </TableCell>
          )}
          <TableCell>
            <span className="flex h-10.5 flex-col justify-center gap-2">
              <Skeleton className={classNames("max-w-full", width)} />
              <Skeleton className="h-3 w-40 max-w-full" />
            </span>
          </TableCell>
          <TableCell>
            <Skeleton className="h-6 w-18 rounded-full" />
          </TableCell>
          <TableCell label="Scopes" className={classNames(labelled, "md:max-lg:hidden")}>
            <Skeleton className="w-10" />
          </TableCell>
          <TableCell label="Created" className={classNames(labelled, "md:max-lg:hidden")}>
            <Skeleton className="w-20" />
          </TableCell>
          <TableCell label="Last used" className={labelled}>
            <Skeleton className="w-20" />
          </TableCell>
          <TableCell label="Expires" className={labelled}>
            <Skeleton className="w-16" />
          </TableCell>
          {mayWrite && (
            <TableCell className="max-md:col-span-3">
              <Skeleton className="h-8 md:hidden" />
            </TableCell>
          )}
        </TableRow>
      ))}
    </ApiKeyTable>
  );
}

/** On a phone the checkbox comes before the row's title. */
export const selectableRowStyles = "max-md:grid-cols-[auto_minmax(0,1fr)_auto]";
