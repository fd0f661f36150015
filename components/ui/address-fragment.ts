"use client";

import { useEffect, useState } from "react";

/**
 * What stands behind the # of the address, taken out of it at once: undefined until it is known,
 * empty where there is nothing. It is in no server's log, and so in no history either.
 */
export function useAddressFragment(): string | undefined {
  const [fragment, setFragment] = useState<string>();
  useEffect(() => {
    function take() {
      const { hash, pathname, search } = window.location;
      setFragment((known) => decodeFragment(hash.slice(1)) || known || "");
      if (hash) window.history.replaceState(window.history.state, "", pathname + search);
    }
    take();
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return fragment;
}

function decodeFragment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
