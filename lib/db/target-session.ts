/** All of them are served by the primary, the only server that Keysmith works on. */
const served = ["any", "primary", "read-write"];

/** Where each connection of ours must lead, whatever the URL says. */
export const toPrimary = { target_session_attrs: "primary" } as const;

/**
 * The `target_session_attrs` of a postgres:// URL that the primary doesn't serve; undefined where
 * there is none. Read from the text, because a list of hosts is no URL to the parser.
 */
export function findUnservedTarget(url: string): string | undefined {
  const query = url.split("?", 2)[1];
  return new URLSearchParams(query)
    .getAll("target_session_attrs")
    .find((value) => !served.includes(value));
}
