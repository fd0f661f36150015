/** Where each connection of ours must lead, whatever the URL says. */
export const toPrimary = { target_session_attrs: "primary" } as const;

/** Where a server is asked for itself, be it a standby. */
export const toAny = {} as const;
