"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";
import { useNavigate } from "#components/navigation/navigation-provider.tsx";

interface LinkProps extends Omit<ComponentProps<typeof NextLink>, "href" | "prefetch"> {
  href: string;
  /** What is loaded in advance: the page's loading state by default, or all of the page. */
  prefetch?: "loading" | "page";
}

/**
 * A link to a page. It is prefetched when the pointer or the focus reaches it. `onNavigate`, if
 * given, replaces the navigation.
 */
export function Link({ prefetch = "loading", replace, scroll, onNavigate, ...props }: LinkProps) {
  const navigate = useNavigate();
  const [isNear, setNear] = useState(false);
  const approach = () => setNear(true);
  const isPrefetched = isNear && onNavigate === undefined;
  return (
    <NextLink
      {...props}
      prefetch={isPrefetched && (prefetch === "page" || null)}
      onPointerOverCapture={approach}
      onFocusCapture={approach}
      onNavigate={(event) => {
        if (onNavigate) return onNavigate(event);
        event.preventDefault();
        navigate(props.href, { replace, scroll });
      }}
    />
  );
}
