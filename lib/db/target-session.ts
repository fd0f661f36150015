/** Where each connection of ours must lead, whatever the URL says. */
export const toPrimary = { target_session_attrs: "primary" } as const;
