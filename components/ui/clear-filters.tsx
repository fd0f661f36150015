interface ClearFiltersProps {
  /** URL of the page without filters. */
  href: string;
  onClear: () => void;
  className: string;
}

/** A link, so that it also works before hydration. */
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
