import { classNames } from "#components/ui/class-names.ts";

/** A key whose blade is the stem of a K. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={classNames("size-7", className)}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" className="stroke-on-accent" strokeWidth="3" strokeLinecap="round">
        <path d="M10.5 7v18" />
        <path d="M10.5 16.5l6-4.6" strokeLinejoin="round" />
        <circle cx="20" cy="9.3" r="3.6" strokeWidth="2.6" />
        <path d="M14.2 17.2l7.6 7.6" />
        <path d="M20.6 18.4l-2.4 2.4" strokeWidth="2.6" />
      </g>
    </svg>
  );
}

export function Wordmark({ name }: { name: string }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <Mark />
      <span className="font-semibold text-[1.0625rem] tracking-tight">{name}</span>
    </span>
  );
}
