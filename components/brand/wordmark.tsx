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

interface Picture {
  path: string;
  width: number;
  height: number;
}

interface WordmarkProps {
  name: string;
  /** The operator's symbol, in place of the default one. */
  mark: Picture | null;
  /** The operator's name as an image for each theme, in place of symbol and name. */
  logo: { light: Picture; dark: Picture } | null;
}

export function Wordmark({ name, mark, logo }: WordmarkProps) {
  if (logo) {
    return (
      <span className="inline-flex">
        <LogoImage picture={logo.light} name={name} className="dark:hidden" />
        <LogoImage picture={logo.dark} name={name} className="hidden dark:block" />
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-2.5">
      {mark ? (
        // biome-ignore lint/performance/noImgElement: the operator's file, in its only size
        <img src={mark.path} alt="" width={28} height={28} className="size-7 object-contain" />
      ) : (
        <Mark />
      )}
      <span data-product-name className="font-semibold text-[1.0625rem] tracking-tight">
        {name}
      </span>
    </span>
  );
}

function LogoImage({
  picture: { path, width, height },
  name,
  className,
}: {
  picture: Picture;
  name: string;
  className: string;
}) {
  return (
    // biome-ignore lint/performance/noImgElement: the operator's file, in its only size
    <img
      src={path}
      alt={name}
      width={Math.round((28 * width) / height)}
      height={28}
      className={classNames("h-7 w-auto max-w-56 object-contain object-left", className)}
    />
  );
}
