interface ClearFiltersProps {
  /** The page without any. */
  href: string;
  onClear: () => void;
  className: string;
}

/** A link, so that it also works before the page's scripts run. */
export function ClearFilters({ href, onClear, className }: ClearFiltersProps) {
  return (
    <a
      href={href}
      className={className}
      onClick={(event) => {
        event.preventDefault();
        onClear();
      }}
    >
      Clear filters
    </a>
  );
}
