/** Common styles of text and choice controls; each adds its height and padding. */
export const inputStyles = [
  "w-full min-w-0 rounded-lg border border-border-strong bg-surface base:text-base base:sm:text-sm",
  "transition-colors duration-100 placeholder:text-muted hover:border-text",
  "focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0",
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger",
];

/** Height of a single-line control: larger on touch devices. */
export const lineStyles = "h-11 sm:h-10";
