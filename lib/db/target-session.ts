/** Makes connections lead to the primary, whatever the URL says. */
export const toPrimary = { target_session_attrs: "primary" } as const;

/** Connects to the given server itself, even a standby. */
export const toAny = {} as const;
