import type { ReactNode } from "react";

interface LinkedHeadingProps {
  level: 2 | 3;
  id?: string;
  children?: ReactNode;
}

const styles = {
  2: "font-semibold text-lg leading-7 tracking-tight",
  3: "font-semibold text-base leading-7",
};

/** A heading that links to itself. */
export function LinkedHeading({ level, id, children }: LinkedHeadingProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <Heading id={id} className={styles[level]}>
      <a
        href={`#${id}`}
        className="rounded-sm after:ml-2 after:font-normal after:text-muted after:opacity-0 after:content-['#'] hover:after:opacity-100 focus-visible:after:opacity-100 print:after:hidden"
      >
        {children}
      </a>
    </Heading>
  );
}
