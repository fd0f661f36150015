import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names.ts";

/**
 * A real table at every width. On a phone its rows become cards with stacked cells, each with its
 * own label.
 */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    <div className="overflow-hidden rounded-2xl border border-border bg-surface shadow-card">
      <table
        {...props}
        className={classNames("w-full text-left text-sm max-md:block md:table-fixed", className)}
      />
    </div>
  );
}

export function TableHead({ children, ...props }: ComponentProps<"thead">) {
  return (
    <thead {...props} className="max-md:sr-only">
      <tr className="border-border border-b bg-sunken text-muted text-xs">{children}</tr>
    </thead>
  );
}

export function TableHeading({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      {...props}
      scope="col"
      className={classNames("h-10 px-4 font-medium first:pl-5 last:pr-5", className)}
    />
  );
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} className="divide-y divide-border max-md:block" />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      {...props}
      className={classNames(
        "relative max-md:grid base:max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-1.5 max-md:p-4 md:h-14",
        className,
      )}
    />
  );
}

interface TableCellProps extends ComponentProps<"td"> {
  /** Shown before the value where the headings are hidden. */
  label?: string;
}

export function TableCell({ label, className, children, ...props }: TableCellProps) {
  return (
    <td
      {...props}
      className={classNames(
        "md:px-4 md:py-3 md:first:pl-5 md:last:pr-5",
        label && "base:max-md:col-span-2 max-md:flex max-md:justify-between max-md:gap-4",
        className,
      )}
    >
      {label && (
        <span aria-hidden className="text-muted md:hidden">
          {label}
        </span>
      )}
      {children}
    </td>
  );
}
