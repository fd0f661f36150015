import { useEffect, useState } from "react";

const place = "keysmith.invitation";

/** Keeps the token while the person signs in or out, which leaves the page, in this tab alone. */
export function keepToken(token: string): void {
  sessionStorage.setItem(place, token);
}

/** Takes the token out of the address bar, where it would stay in the history, or out of what was kept. */
function takeToken(): string | null {
  const { hash, pathname, search } = window.location;
  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (hash.length <= 1) return kept;
  window.history.replaceState(window.history.state, "", pathname + search);
  return hash.slice(1);
}

/** The token of the link that was opened: undefined until the browser knows, null without one. */
export function useInvitationToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const read = () => {
      const taken = takeToken();
      // Read twice it is gone the second time.
      setToken((before) => taken ?? before ?? null);
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return token;
}
