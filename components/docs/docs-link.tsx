import type { ComponentProps } from "react";
import { Link } from "#components/navigation/link.tsx";

/** A link to one of our pages or elsewhere. */
export function DocsLink({ href = "", children, ...props }: ComponentProps<"a">) {
  const styles = "rounded-sm font-medium text-accent-text underline underline-offset-4";
  const isPage = href.startsWith("/") && !/^\/(?:api|llms)|\.\w+$/.test(href);
  if (!isPage) {
    return (
      <a {...props} href={href} className={styles}>
        {children}
      </a>
    );
  }
  return (
    <Link {...props} prefetch="page" href={href} className={styles}>
      {children}
    </Link>
  );
}
