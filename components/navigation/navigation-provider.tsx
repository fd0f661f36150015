"use client";

import { usePathname, useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useTransition,
} from "react";

type Start = (href: string, navigate: () => void) => void;

const Navigation = createContext<Start>((_, navigate) => navigate());

/** A faster navigation shows no loading state, which would only flash. */
const patienceMilliseconds = 80;

/**
 * Marks the document while a navigation waits for the server: `data-navigating` is `page`, or
 * `search` within the same page. `LoadingState` and `globals.css` show it.
 */
export function NavigationProvider({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const [target, setTarget] = useState("");
  const [isPending, startTransition] = useTransition();
  const isSlow = useIsSlow(isPending);
  const start = useCallback<Start>((href, navigate) => {
    setTarget(new URL(href, window.location.href).pathname);
    startTransition(navigate);
  }, []);
  return (
    <Navigation value={start}>
      {children}
      {isPending && isSlow && (
        <span hidden data-navigating={target === pathname ? "search" : "page"} />
      )}
    </Navigation>
  );
}

function useIsSlow(isPending: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isPending) return;
    const timer = setTimeout(() => setSlow(true), patienceMilliseconds);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isPending]);
  return isSlow;
}

interface NavigateOptions {
  replace?: boolean;
  scroll?: boolean;
}

/** Returns a function that opens a page, with its loading state. */
export function useNavigate() {
  const router = useRouter();
  const start = useContext(Navigation);
  return useCallback(
    (href: string, { replace = false, ...options }: NavigateOptions = {}) =>
      start(href, () => router[replace ? "replace" : "push"](href, options)),
    [router, start],
  );
}
