"use client";

import { useEffect, useState } from "react";

const place = (path: string) => `keysmith.fragment ${path}`;

/** Keeps a fragment for a page while the person signs in or out on others, in this tab alone. */
export function keepFragment(path: string, fragment: string): void {
  sessionStorage.setItem(place(path), fragment);
}

/**
 * What stands behind the # of the address, taken out of it at once, or what was kept for the page:
 * undefined until it is known, empty where there is nothing. It is in no server's log, and so in no
 * history either.
 */
export function useAddressFragment(): string | undefined {
  const [fragment, setFragment] = useState<string>();
  useEffect(() => {
    function take() {
      const taken = takeFragment();
      // Read twice, it is gone the second time.
      setFragment((known) => taken || known || "");
    }
    take();
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return fragment;
}

function takeFragment(): string {
  const { hash, pathname, search } = window.location;
  const kept = sessionStorage.getItem(place(pathname));
  sessionStorage.removeItem(place(pathname));
  if (hash) window.history.replaceState(window.history.state, "", pathname + search);
  return decodeFragment(hash.slice(1)) || kept || "";
}

function decodeFragment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
