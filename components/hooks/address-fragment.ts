"use client";

import { useEffect, useState } from "react";

const place = (path: string) => `keysmith.fragment ${path}`;

/**
 * Keeps a fragment for a page while the person signs in or out on other pages, in this tab only.
 */
export function keepFragment(path: string, fragment: string): void {
  sessionStorage.setItem(place(path), fragment);
}

/**
 * Returns the URL's fragment and removes it at once, or returns the kept one; undefined while
 * unknown, empty if there is none. The fragment appears neither in server logs nor in the history.
 */
export function useAddressFragment(): string | undefined {
  const [fragment, setFragment] = useState<string>();
  useEffect(() => {
    function take() {
      const taken = takeFragment();
      // A second read would find it removed.
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
